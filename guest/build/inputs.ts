import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";

import { guest, root } from "./paths.ts";
import { run } from "./run.ts";

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** The hash of everything that decides what a guest's bytes are: of the capabilities, only its own. */
export async function inputHash(variant: string, capabilities: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  const binaryen = join(root, "node_modules/binaryen/package.json");
  const optional = join(guest, "capabilities");
  const own = (await filesBelow(guest)).filter((file) => {
    const [folder = "", ...rest] = relative(optional, file).split(sep);
    return folder === ".." || rest.length === 0 || capabilities.includes(folder);
  });
  const files = [...own, ...(await filesBelow(join(root, "tools/wasm"))), binaryen];
  for (const file of files) {
    hash.update(`\0${relative(root, file)}\0`);
    hash.update(await readFile(file));
  }
  hash.update(variant);
  hash.update(await run("clang-19", ["--version"]));
  hash.update(await run("dpkg-query", ["-W", "wasi-libc", "lld-19", "libclang-rt-19-dev-wasm32", "ruby", "rake"]));
  const tree = process.env["KOBAKO_MRUBY"];
  if (tree) {
    for (const file of await filesBelow(tree)) hash.update(relative(tree, file)).update(await readFile(file));
  }
  return hash.digest("hex").slice(0, 32);
}
