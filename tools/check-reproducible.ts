/** Builds the guests once more, in another place and from nothing, and compares every byte. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { fileOf, variants, type Variant } from "../guest/config/variants.ts";

const digest = (file: string): string => createHash("sha256").update(readFileSync(file)).digest("hex");

const scratch = mkdtempSync(join(tmpdir(), "kobako-reproduce-"));
try {
  const before = (Object.keys(variants) as Variant[]).map((variant) => digest(join("dist", fileOf(variant))));
  execFileSync(process.execPath, ["guest/build.ts"], {
    env: { ...process.env, XDG_CACHE_HOME: scratch },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const folder = join(scratch, "kobako");
  const built = readdirSync(folder).filter((name) => name.startsWith("guest-"));
  const after = built.map((name) => digest(join(folder, name)));
  if (before.toSorted().join() !== after.toSorted().join()) throw new Error("two builds of the guests differ");
} finally {
  rmSync(scratch, { recursive: true });
}
