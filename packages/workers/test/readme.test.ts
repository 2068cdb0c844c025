import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

import { blocksOf } from "../../../tools/docs-blocks.ts";

const home = fileURLToPath(new URL("../", import.meta.url));

test("what the page shows runs as it stands", () => {
  const [setup, use, ...more] = blocksOf(readFileSync(join(home, "README.md"), "utf8"));
  expect(more).toEqual([]);
  const folder = mkdtempSync(join(home, ".readme-")); // within the package, whose name means itself there
  try {
    writeFileSync(join(folder, "setup.js"), setup?.code ?? "");
    writeFileSync(join(folder, "main.js"), `${use?.code}\nconsole.log(value);\n`);
    expect(execFileSync(process.execPath, [join(folder, "main.js")], { cwd: folder, encoding: "utf8" })).toBe("42\n");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
