/** Imports point down the tiers, only the engine touches WebAssembly, files stay short, no machine's names. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The tier of a file of src; imports may only go to a lower one, or stay in the same folder. */
export function tier(file: string): number {
  if (/^src\/(index|node|browser|workerd)\.ts$/.test(file)) return 7;
  if (file.startsWith("src/cli/")) return 8;
  if (/^src\/(sandbox|compile|pool)\.ts$/.test(file)) return 6;
  if (file.startsWith("src/invocation/")) return 5;
  if (file === "src/guest.ts" || file.startsWith("src/catalog/")) return 4;
  if (file.startsWith("src/transport/")) return 3;
  if (file.startsWith("src/codec/")) return 2;
  if (file.startsWith("src/engine/") || file.startsWith("src/bytecode/")) return 2;
  return 1;
}

/** Files outside the engine that load modules, or tell what the engine threw. */
const outsideEngine = [
  "src/guest.ts",
  "src/invocation/invocation.ts",
  "src/browser.ts",
  "src/kobako.d.wasm.ts",
  "src/suspending.d.wasm.ts",
];

const mayUseNode = /^src\/(node\.ts|platform\/|cli\/)/;

/** What is wrong with one file of src, given its text. */
export function problemsOf(file: string, text: string): string[] {
  const problems: string[] = [];
  for (const [, target = ""] of text.matchAll(/from "([^"]+)"/g)) {
    if (target.startsWith("node:")) {
      if (!mayUseNode.test(file)) problems.push(`${file} imports ${target}`);
      continue;
    }
    const to = relative(root, join(root, dirname(file), target));
    const folder = dirname(to) === dirname(file);
    if (tier(to) > tier(file) || (tier(to) === tier(file) && !folder))
      problems.push(`${file} imports ${to}, which is not below it`);
  }
  const engine = file.startsWith("src/engine/") || outsideEngine.includes(file);
  if (!engine && /\bWebAssembly\./.test(text)) problems.push(`${file} uses WebAssembly`);
  return problems;
}

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((file) => !/(^|\/)(node_modules|dist)\//.test(file));
}

if (import.meta.main) {
  const problems: string[] = [];
  for (const folder of ["src", "test", "tools", "guest", "bench", "packages", "examples", "playground", "docs"]) {
    for (const file of filesBelow(folder)) {
      if (file.endsWith(".wasm")) continue;
      const text = readFileSync(join(root, file), "utf8");
      if (folder === "src") problems.push(...problemsOf(file, text));
      const code = /\.(ts|c|h|cc|rb)$/.test(file);
      if (code && text.split("\n").length > 301) problems.push(`${file} has more than 300 lines`);
      if (/\/(root|home)\/[a-z]|\/tmp\/[a-z]/.test(text)) problems.push(`${file} names a path of some machine`);
    }
  }
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  if (problems.length > 0) process.exitCode = 1;
}
