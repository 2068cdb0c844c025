/**
 * Packs the package and checks it: what is in it, how large it is, whether each way of importing it finds code and
 * types, what a bundle of one name carries, and that its command runs once it is installed in an empty project.
 * That its library does is for the documentation's check, which runs what the pages show.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { rolldown } from "rolldown";

import { fileOf, variants, type Variant } from "../guest/config/variants.ts";
import { install, pack, type Packed } from "./packed.ts";

const kib = 1024;
/** Bytes of the tarball, of the code that a page loads besides the guest, and of a bundle of one error class. */
const budget = { tarball: 2560 * kib, page: 96 * kib, oneName: 4 * kib };
const entries = ["index", "node", "browser", "workerd"];
const required = [
  "package.json",
  "README.md",
  "LICENSE",
  "NOTICE",
  "CHANGELOG.md",
  ...(Object.keys(variants) as Variant[]).map((variant) => `dist/${fileOf(variant)}`),
  ...entries.flatMap((entry) => [`dist/${entry}.js`, `dist/${entry}.d.ts`]),
];
const allowed =
  /^(package\.json|README\.md|LICENSE|NOTICE|CHANGELOG\.md|docs\/([\w-]+\/)?[\w-]+\.md|dist\/([\w-]+\/)?[\w-]+\.(js|js\.map|d\.ts|wasm))$/;

const problems: string[] = [];

function checkContents({ files, size }: Packed): void {
  const paths = files.map(({ path }) => path);
  for (const path of required) if (!paths.includes(path)) problems.push(`${path} is not in the package`);
  for (const path of paths) if (!allowed.test(path)) problems.push(`${path} should not be in the package`);
  if (size > budget.tarball) problems.push(`the tarball has ${size} bytes, the budget is ${budget.tarball}`);
  process.stdout.write(`tarball: ${size} bytes in ${files.length} files\n`);
}

async function checkManifest({ tarball }: Packed): Promise<void> {
  const bytes = readFileSync(tarball);
  const { messages, pkg } = await publint({
    pack: { tarball: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer },
    strict: true,
  });
  for (const message of messages) problems.push(`publint: ${formatMessage(message, pkg) ?? message.code}`);
  const attw = "node_modules/@arethetypeswrong/cli/dist/index.js";
  const args = [attw, tarball, "--profile", "esm-only", "--exclude-entrypoints", "./*.wasm", "--no-color"];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) problems.push(`are the types wrong?\n${stdout}${stderr}`);
}

/** A bundle of `source`, minified, under the conditions that a bundler for pages sets, or under none. */
async function bundled(folder: string, source: string, conditionNames: string[]): Promise<string> {
  const input = join(folder, "bundled.js");
  writeFileSync(input, source);
  const bundle = await rolldown({ input, platform: "neutral", resolve: { conditionNames } });
  const { output } = await bundle.generate({ minify: true });
  return output.map((file) => (file.type === "chunk" ? file.code : "")).join("");
}

async function checkBundles(folder: string): Promise<void> {
  const whole = 'import { Sandbox } from "kobako"; globalThis.ruby = new Sandbox();';
  const page = await bundled(folder, whole, ["browser", "import"]);
  if (page.length > budget.page) problems.push(`a bundle of Sandbox has ${page.length} bytes`);
  if (!page.includes("kobako.wasm")) problems.push("a bundle for pages does not load the guest");
  const one = 'import { TimeoutError } from "kobako"; globalThis.late = TimeoutError;';
  const part = await bundled(folder, one, ["import"]);
  if (part.length > budget.oneName) problems.push(`a bundle of one error class has ${part.length} bytes`);
  process.stdout.write(`bundled and minified: Sandbox ${page.length} bytes, one error class ${part.length} bytes\n`);
}

const strictly = "--noEmit --strict --exactOptionalPropertyTypes --skipLibCheck false --target es2022".split(" ");
const surroundings = [
  ["--types", "node", "--lib", "es2022", "--module", "nodenext"],
  ["--types", "node", "--lib", "es2022", "--module", "esnext", "--moduleResolution", "bundler"],
  ["--types", "", "--lib", "es2022,dom", "--module", "nodenext"],
];

/** The declarations, all of which a compiler looks at that is told to: in Node without a page's, and in a page. */
function checkTypes(folder: string): void {
  const file = join(folder, "types.mts");
  writeFileSync(file, 'import * as kobako from "kobako";\nexport default kobako;\n');
  const typeRoots = ["--typeRoots", resolve("node_modules/@types")];
  for (const each of surroundings) {
    const args = [resolve("node_modules/typescript/bin/tsc"), ...strictly, ...each, ...typeRoots, file];
    const { status, stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
    if (status !== 0) problems.push(`types, with ${each.join(" ")}:\n${stdout}`);
  }
}

/** The command that npm links for the package, under the Node that the machine's PATH would name. */
function checkCommand(folder: string): void {
  const path = [dirname(process.execPath), process.env["PATH"]].join(delimiter);
  const options = { cwd: folder, encoding: "utf8", env: { ...process.env, PATH: path } } as const;
  const output = execFileSync(join(folder, "node_modules/.bin/kobako"), ["eval", "6 * 7"], options);
  if (output !== "=> 42\n") problems.push(`the command printed ${output}`);
}

const scratch = mkdtempSync(join(tmpdir(), "kobako-package-"));
try {
  const packed = pack(scratch);
  const project = join(scratch, "project");
  checkContents(packed);
  await checkManifest(packed);
  install(project, packed.tarball);
  await checkBundles(project);
  checkTypes(project);
  checkCommand(project);
} finally {
  rmSync(scratch, { recursive: true });
}
for (const problem of problems) process.stderr.write(`${problem}\n`);
if (problems.length > 0) process.exitCode = 1;
