/** Builds the guest once more, in another place and from nothing, and compares every byte. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const scratch = mkdtempSync(join(tmpdir(), "kobako-reproduce-"));
try {
  const before = readFileSync("dist/kobako.wasm");
  execFileSync(process.execPath, ["guest/build.ts"], {
    env: { ...process.env, XDG_CACHE_HOME: scratch },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const folder = join(scratch, "kobako");
  const built = readdirSync(folder).find((name) => name.startsWith("guest-"));
  if (!built) throw new Error("the second build left no guest");
  if (!readFileSync(join(folder, built)).equals(before)) throw new Error("two builds of the guest differ");
} finally {
  rmSync(scratch, { recursive: true });
}
