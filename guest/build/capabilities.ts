import { copyFile, mkdir, readdir, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { basename, join } from "node:path";

import type { Capability } from "../config/variants.ts";
import { guestFlags, rubyFlags, strict } from "./compile.ts";
import { guest } from "./paths.ts";
import { parallel, progress, run } from "./run.ts";
import type { Sources } from "./sources.ts";

/** The part of Oniguruma that UTF-8 needs. */
const onigurumaFiles = [
  "regexec.c regerror.c regparse.c regext.c regcomp.c regenc.c regsyntax.c st.c onig_init.c",
  "unicode.c ascii.c utf8.c unicode_unfold_key.c unicode_fold1_key.c unicode_fold2_key.c unicode_fold3_key.c",
].flatMap((line) => line.split(" "));

/** Memory through mruby, so that garbage is collected before it is short. */
const onigurumaFlags = [
  ...["malloc", "realloc", "calloc", "free"].map((name) => `-D${name}=kb_regexp_${name}`),
  "-DONIG_DISABLE_DIRECT_THREADING",
  "-DONIG_STATIC",
  "-Os",
  "-w",
  "-include",
  join(guest, "src/kb_no_stdio.h"),
];

const onigurumaConfig = ["STDC_HEADERS 1", "HAVE_STRING_H 1", "HAVE_STDLIB_H 1", "HAVE_LIMITS_H 1", "HAVE_ALLOCA_H 1"]
  .concat(["HAVE_STDINT_H 1", "HAVE_INTTYPES_H 1", "SIZEOF_INT 4", "SIZEOF_LONG 4", "SIZEOF_VOIDP 4"])
  .concat(["SIZEOF_LONG_LONG 8", 'PACKAGE "onig"', 'VERSION "6.9.10"'])
  .map((line) => `#define ${line}\n`)
  .join("");

async function compileAll(files: readonly string[], flags: readonly string[], out: string): Promise<string[]> {
  const objects = files.map((file) => join(out, `${basename(file, ".c")}.o`));
  await parallel(
    files.map((file, i) => () => run("clang-19", [...flags, "-c", file, "-o", objects[i] as string])),
    availableParallelism(),
  );
  return objects;
}

/** A capability's own C and Ruby, and what it is built on, as objects. */
export async function buildCapability(
  name: Capability,
  sources: Sources,
  work: string,
  mrbc: string,
): Promise<string[]> {
  progress(`building ${name}`);
  const folder = join(guest, "capabilities", name);
  const out = join(work, "capabilities", name);
  await mkdir(out, { recursive: true });
  const base = [...guestFlags(sources, work), "-std=gnu17"];
  const names = (await readdir(folder)).sort();
  const ruby = names.filter((file) => file.endsWith(".rb")).map((file) => join(folder, file));
  const bytecode = join(out, "bytecode.c");
  await writeFile(bytecode, await run(mrbc, [`-Bkb_${name}_bytecode`, "-o-", ...ruby]));
  const own = names.filter((file) => file.endsWith(".c")).map((file) => join(folder, file));
  const flags = [...base, ...(await rubyFlags(work)), ...strict, `-I${join(sources.oniguruma, "src")}`, `-I${folder}`];
  const objects = await compileAll([...own, bytecode], flags, out);
  if (name !== "regexp") return objects;
  const tree = join(out, "oniguruma");
  await mkdir(tree);
  await writeFile(join(tree, "config.h"), onigurumaConfig);
  const files = onigurumaFiles.map((file) => join(sources.oniguruma, "src", file));
  return [...objects, ...(await compileAll(files, [...base, ...onigurumaFlags, `-I${tree}`, "-DHAVE_CONFIG_H"], tree))];
}

/** The object that starts a variant's capabilities, and says what another would have. */
export async function buildList(
  capabilities: readonly Capability[],
  sources: Sources,
  work: string,
  out: string,
): Promise<string> {
  const defines = capabilities.map((name) => `-DKB_HAS_${name.toUpperCase()}`);
  const file = join(out, "kb_variant.c");
  await copyFile(join(guest, "capabilities/kb_variant.c"), file);
  const flags = [...guestFlags(sources, work), "-std=gnu17", ...(await rubyFlags(work)), ...strict, ...defines];
  const [object] = await compileAll([file], flags, out);
  return object as string;
}
