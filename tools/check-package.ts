/** Packs the package, checks what is in it, and runs the README's example from it in an empty folder. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const required = [
  "package.json",
  "README.md",
  "LICENSE",
  "NOTICE",
  "CHANGELOG.md",
  "dist/kobako.wasm",
  "dist/node.js",
  "dist/node.d.ts",
];
const allowed =
  /^(package\.json|README\.md|LICENSE|NOTICE|CHANGELOG\.md|docs\/[\w-]+\.md|dist\/([\w-]+\/)?[\w-]+\.(js|js\.map|d\.ts|wasm))$/;

const scratch = mkdtempSync(join(tmpdir(), "kobako-package-"));
try {
  const options = { encoding: "utf8", shell: false } as const;
  const packed = execFileSync(
    "npm",
    ["pack", "--json", "--ignore-scripts", "--silent", "--pack-destination", scratch],
    options,
  );
  const report = (JSON.parse(packed) as { filename: string; files: { path: string }[] }[])[0];
  if (!report) throw new Error("npm packed nothing");
  const paths = report.files.map(({ path }) => path);
  for (const path of required) if (!paths.includes(path)) throw new Error(`${path} is not in the package`);
  for (const path of paths) if (!allowed.test(path)) throw new Error(`${path} should not be in the package`);

  const example = /```ts\n([\s\S]*?)```/.exec(readFileSync("README.md", "utf8"))?.[1];
  if (!example) throw new Error("the README has no example");
  writeFileSync(join(scratch, "package.json"), '{"type":"module","private":true}');
  writeFileSync(join(scratch, "example.ts"), example);
  execFileSync("npm", ["install", "--offline", "--no-audit", "--no-fund", "--silent", join(scratch, report.filename)], {
    cwd: scratch,
    stdio: "inherit",
  });
  const output = execFileSync(process.execPath, ["example.ts"], { cwd: scratch, encoding: "utf8" });
  if (!output.includes("42")) throw new Error(`the README's example printed ${output}`);
} finally {
  rmSync(scratch, { recursive: true });
}
