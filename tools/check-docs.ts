/**
 * What the README and docs/ show works: their TypeScript is type-checked and run in a project that has installed
 * the packed tarball, their commands are run there, their Ruby compiles, and their links lead somewhere. What only a
 * browser runs is run by test/runtimes/pages.runtime.ts, and the page of packages/workers by that package's tests.
 *
 * A block that begins with the comment `// NAME.js` is put into that file for the blocks after it. A `text` block
 * right after one that ran is what it prints.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";

import { compile, SandboxError } from "../src/node.ts";
import { anchorsOf, blocksOf, linksOf, type Block } from "./docs-blocks.ts";
import { install, pack } from "./packed.ts";

const root = resolve(import.meta.dirname, "..");
const problems: string[] = [];
let ran = 0;
let links = 0;

const pages = [
  "README.md",
  "CHANGELOG.md",
  "SECURITY.md",
  "examples/README.md",
  "playground/README.md",
  ...readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => join("docs", name)),
].filter((page) => existsSync(join(root, page)));

function checkLinks(page: string, markdown: string): void {
  for (const link of linksOf(markdown)) {
    links++;
    if (/^[a-z]+:/.test(link)) {
      problems.push(`${page}: ${link} leads out of the project, where nothing checks it`);
      continue;
    }
    const [path = "", anchor] = link.split("#");
    const file = path === "" ? join(root, page) : resolve(root, dirname(page), path);
    if (!existsSync(file)) problems.push(`${page}: ${link} leads nowhere`);
    else if (anchor !== undefined && !anchorsOf(readFileSync(file, "utf8")).has(anchor)) {
      problems.push(`${page}: ${link} names no heading`);
    }
  }
}

const fileName = /^\/\/ ([\w.-]+\.(?:js|ts))\n/;
const imported = /^import [^;]*from "kobako";/m;
/** What a fragment may use without saying so. */
const assumed = 'import * as kobako from "kobako";\n';

/** A block as a module: a fragment gets the import that its page shows elsewhere. */
function moduleOf({ code }: Block): string {
  if (imported.test(code) || fileName.test(code)) return code;
  const names = [...new Set(code.match(/\b[A-Za-z]\w*\b/g))].filter((name) => exportsOfPackage.includes(name));
  const declared = /\bconst sandbox\b/.test(code) || !/\bsandbox\b/.test(code);
  const import_ = names.length > 0 ? `import { ${names.join(", ")} } from "kobako";\n` : "";
  return declared ? import_ + code : `${assumed}${import_}const sandbox = new kobako.Sandbox();\n${code}`;
}

const exportsOfPackage = Object.keys((await import("../src/node.ts")) as object);

function run(project: string, file: string): { ok: boolean; output: string } {
  const env = { ...process.env, NO_COLOR: "1", NODE_OPTIONS: "" };
  const { status, stdout, stderr } = spawnSync(process.execPath, [file], {
    cwd: project,
    encoding: "utf8",
    timeout: 30_000,
    env,
  });
  return { ok: status === 0, output: status === 0 ? stdout : stdout + stderr };
}

function runShell(folder: string, code: string): string | undefined {
  const path = [join(folder, "../node_modules/.bin"), dirname(process.execPath), process.env["PATH"]].join(delimiter);
  for (const line of code.split("\n")) {
    const command = line.replace(/^npx /, "");
    if (!command.startsWith("kobako ") || command.startsWith("kobako repl")) continue;
    ran++;
    const { status, stderr } = spawnSync("sh", ["-c", command], {
      cwd: folder,
      encoding: "utf8",
      timeout: 30_000,
      env: { ...process.env, PATH: path },
    });
    if (status !== 0) return `${line}\n${stderr}`;
  }
  return undefined;
}

function checkBlocks(page: string, markdown: string, folder: string): void {
  let printed: string | undefined;
  for (const block of blocksOf(markdown)) {
    const at = `${page}:${block.line}`;
    const { language, code } = block;
    if (language === "ts" || language === "js") {
      const named = fileName.exec(code)?.[1];
      const file = named ?? `${page.replaceAll(/[/.]/g, "-")}-${block.line}.${language}`;
      writeFileSync(join(folder, file), moduleOf(block));
      if (named !== undefined) continue;
      ran++;
      const { ok, output } = run(folder, file);
      if (!ok) problems.push(`${at} fails\n${output}`);
      printed = output;
      continue;
    }
    if (language === "text" && printed !== undefined && printed.trim() !== code.trim()) {
      problems.push(`${at} is not what is printed\n${printed}`);
    }
    printed = undefined;
    if (language === "ruby") {
      ran++;
      try {
        compile(code);
      } catch (error) {
        problems.push(`${at} ${error instanceof SandboxError ? error.message : String(error)}`);
      }
    }
    if (language === "sh") {
      const failed = runShell(folder, code);
      if (failed !== undefined) problems.push(`${at} fails: ${failed}`);
    }
  }
}

/** All TypeScript of the pages at once, against the types that the package ships. */
function checkTypes(project: string): void {
  const options = ["--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "--target", "es2024"];
  const lib = [
    "--lib",
    "es2024,esnext.disposable,dom",
    "--types",
    "node",
    "--typeRoots",
    join(root, "node_modules/@types"),
  ];
  const isOurs = (name: string): boolean => name.endsWith(".ts") && !name.startsWith("node_modules");
  const files = readdirSync(project, { recursive: true, encoding: "utf8" }).filter(isOurs);
  if (files.length === 0) return;
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const args = [tsc, ...options, "--allowImportingTsExtensions", ...lib, ...files];
  const { status, stdout } = spawnSync(process.execPath, args, { cwd: project, encoding: "utf8" });
  if (status !== 0) problems.push(`the types of some block are wrong\n${stdout}`);
}

const scratch = mkdtempSync(join(tmpdir(), "kobako-docs-"));
try {
  const project = join(scratch, "project");
  install(project, pack(scratch).tarball);
  for (const page of pages) {
    const markdown = readFileSync(join(root, page), "utf8");
    checkLinks(page, markdown);
    const folder = join(project, page.replaceAll(/[/.]/g, "-"));
    mkdirSync(folder);
    checkBlocks(page, markdown, folder);
  }
  checkTypes(project);
} finally {
  rmSync(scratch, { recursive: true });
}
for (const problem of problems) process.stderr.write(`${problem}\n`);
process.stdout.write(`${pages.length} pages, ${links} links, ${ran} pieces of code\n`);
if (problems.length > 0 || ran === 0) process.exitCode = 1;
