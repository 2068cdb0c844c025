import { mkdir, readdir } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { basename, join } from "node:path";

import { guest } from "./paths.ts";
import { parallel, progress, run } from "./run.ts";
import type { Sources } from "./sources.ts";

const jobs = availableParallelism();

/** What the compiler crate is built with, for the build machine and for the guest alike. */
export const compilerDefines: readonly string[] = [
  "PRISM_XALLOCATOR",
  "PRISM_BUILD_MINIMAL",
  "PRISM_DEPTH_MAXIMUM=200",
  "MRB_INT64",
];

/** Where its headers are. */
export function compilerIncludes(sources: Sources): string[] {
  return [
    join(sources.compiler, "include"),
    join(sources.compiler, "lib/prism/include"),
    join(sources.mruby, "include"),
  ].map((path) => `-I${path}`);
}

async function cFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  return names
    .filter((name) => name.endsWith(".c"))
    .sort()
    .map((name) => join(folder, name));
}

/** The C files of the compiler crate that are of use. */
export async function compilerFiles(sources: Sources): Promise<string[]> {
  const own = await cFiles(join(sources.compiler, "src"));
  const prism = await cFiles(join(sources.compiler, "lib/prism/src"));
  const unused = new Set(["mruby_compat.c", "cdump.c", "prettyprint.c", "serialize.c"]);
  return [...own, ...prism].filter((file) => !unused.has(basename(file)));
}

/** The compiler for the build machine: turns mruby's and our own Ruby into bytecode. */
export async function buildMrbc(sources: Sources, work: string): Promise<string> {
  progress("building mrbc");
  const out = join(work, "mrbc-objects");
  await mkdir(out, { recursive: true });
  const flags = ["-O1", "-w", ...compilerDefines.map((name) => `-D${name}`), ...compilerIncludes(sources)];
  const files = [...(await compilerFiles(sources)), join(guest, "native/mrbc.c")];
  const objects = files.map((file, i) => join(out, `${i}-${basename(file, ".c")}.o`));
  await parallel(
    files.map((file, i) => () => run("clang-19", [...flags, "-c", file, "-o", objects[i] as string])),
    jobs,
  );
  const mrbc = join(work, "mrbc");
  await run("clang-19", [...objects, "-lm", "-o", mrbc]);
  return mrbc;
}

/** mruby's core, its gems and our runtime gem, by mruby's own rake and the configuration that is named. */
export async function buildLibrary(
  sources: Sources,
  work: string,
  mrbc: string,
  configuration: Record<string, string> = { MRUBY_CONFIG: join(guest, "config/build_config.rb") },
  target = "guest",
): Promise<string> {
  progress("building mruby");
  const folder = join(work, "rake");
  const library = join(folder, target, "lib/libmruby.a");
  const env = { KOBAKO_BUILD: work, KOBAKO_MRBC: mrbc, MRUBY_BUILD_DIR: folder, ...configuration };
  await run("rake", ["-m", "-j", String(jobs), "all"], { cwd: sources.mruby, env });
  return library;
}

/** What all C of the guest is compiled with. */
export function guestFlags(sources: Sources, work: string): string[] {
  return [
    "--target=wasm32-wasi",
    "-O2",
    "-g0",
    "-mno-bulk-memory",
    "-fno-strict-aliasing",
    "-fvisibility=hidden",
    `-ffile-prefix-map=${work}=.`,
    `-ffile-prefix-map=${guest}=guest`,
    ...["MRC_NO_STDIO", ...compilerDefines].map((name) => `-D${name}`),
    ...compilerIncludes(sources),
    `-I${join(guest, "src")}`,
  ];
}

/** For our own C: every warning is an error. */
export const strict: readonly string[] = ["-Wall", "-Wextra", "-Werror", "-Wno-unused-parameter"];
/** Compiled by mruby's rake as part of the runtime gem. */
export const gemFiles: ReadonlySet<string> = new Set([
  "kb_runtime.c",
  "kb_output.c",
  "kb_remote.c",
  "kb_transport.c",
  "kb_decode.c",
  "kb_entry.c",
  "kb_core.c",
  "kb_absent.c",
  "kb_meant.c",
  "kb_strftime.c",
  "rite0400.c",
]);

/** What C that is written against mruby needs besides: how mruby is configured, and what its build generated. */
export async function rubyFlags(work: string, target = "guest"): Promise<string[]> {
  const defines = await run("ruby", ["-e", `require "${guest}/config/defines"; puts GUEST_DEFINES`]);
  const names = defines.split("\n").filter(Boolean);
  return [...names.map((name) => `-D${name}`), `-I${join(work, "rake", target, "include")}`];
}

/** Our own C and the compiler, as objects of the guest. */
export async function buildObjects(sources: Sources, work: string): Promise<string[]> {
  progress("building the compiler and our own C");
  const out = join(work, "objects");
  await mkdir(out, { recursive: true });
  const base = guestFlags(sources, work);
  const againstRuby = await rubyFlags(work);
  const quiet = ["-include", join(guest, "src/kb_no_stdio.h")];
  const wrapper = join(guest, "src/cxx_codegen.cc");
  const commands: { file: string; tool: string; flags: string[] }[] = [];
  for (const file of await compilerFiles(sources)) {
    if (basename(file) === "codegen.c") continue;
    commands.push({ file, tool: "clang-19", flags: [...base, "-Oz", "-DNDEBUG", ...quiet, "-std=gnu17", "-w"] });
  }
  for (const name of (await readdir(join(guest, "src"))).sort()) {
    const file = join(guest, "src", name);
    if (name.endsWith(".c") && !gemFiles.has(name)) {
      const own = name === "kb_libc.c" ? ["-mbulk-memory", "-fno-builtin"] : [];
      const defines = name === "kb_compile.c" ? [] : againstRuby;
      commands.push({ file, tool: "clang-19", flags: [...base, ...defines, "-std=gnu17", ...strict, ...own] });
    }
    if (name.endsWith(".cc") && file !== wrapper) {
      commands.push({ file, tool: "clang++-19", flags: [...base, "-fwasm-exceptions", "-fno-rtti", ...strict] });
    }
  }
  commands.push({
    file: wrapper,
    tool: "clang++-19",
    flags: [
      ...base,
      "-Oz",
      "-fwasm-exceptions",
      "-fno-rtti",
      "-w",
      "-DMRC_USE_CXX_EXCEPTION",
      `-I${join(sources.compiler, "src")}`,
    ],
  });
  const objects = commands.map(({ file }, i) => join(out, `${i}-${basename(file)}.o`));
  await parallel(
    commands.map(
      ({ file, tool, flags }, i) =>
        () =>
          run(tool, [...flags, "-c", file, "-o", objects[i] as string]),
    ),
    jobs,
  );
  return objects;
}

/**
 * One module: constants, then the stack, so that an overflow is a trap, then data, then heap.
 * The linker's own stack is none: `kb_stack`, of the first object, is what the next step sets it to.
 */
export async function link(objects: readonly string[], library: string, out: string): Promise<void> {
  progress("linking");
  await run("clang-19", [
    "--target=wasm32-wasi",
    "-nostartfiles",
    "-nodefaultlibs",
    "-Wl,--no-entry",
    "-Wl,--stack-first",
    "-Wl,-z,stack-size=16",
    "-Wl,--global-base=64",
    "-Wl,--export=kb_stack",
    "-Wl,--export=__stack_pointer",
    "-Wl,--export-memory",
    "-Wl,--gc-sections",
    "-Wl,--fatal-warnings",
    "-o",
    out,
    ...objects.toSorted((a, b) => Number(b.endsWith("-kb_stack.c.o")) - Number(a.endsWith("-kb_stack.c.o"))),
    library,
    "-lc",
    "-lm",
    "-lclang_rt.builtins-wasm32",
    "-L/usr/lib/llvm-19/lib/clang/19/lib/wasi",
  ]);
}
