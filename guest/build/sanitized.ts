import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { basename, join } from "node:path";

import { used, workFolder } from "./cache.ts";
import {
  buildLibrary,
  buildMrbc,
  compilerDefines,
  compilerFiles,
  compilerIncludes,
  gemFiles,
  rubyFlags,
} from "./compile.ts";
import { inputHash } from "./inputs.ts";
import { cache, guest } from "./paths.ts";
import { parallel, run } from "./run.ts";
import { prepareSources } from "./sources.ts";

/** Left out: what the compiler in use defines though C does not (shifts of negative numbers, no bytes from NULL). */
const sanitize = [
  "-O1",
  "-gline-tables-only",
  "-fno-omit-frame-pointer",
  "-fno-strict-aliasing",
  "-fsanitize=address,undefined",
  "-fno-sanitize=function,shift-base,pointer-overflow,nonnull-attribute",
  "-fno-sanitize-recover=undefined",
];
/** Lets libFuzzer see what an input reaches. */
const covered = ["-fsanitize=fuzzer-no-link"];
/** Stands in for the host and the guest's own heap and C library. */
const replaced = new Set(["kb_heap.c", "kb_libc.c", "kb_stack.c", "kb_time.c"]);

/** A program of the build machine around the guest, and what more it and the guest are compiled with. */
interface Program {
  readonly name: "sanitized" | "fuzz";
  readonly flags: readonly string[];
  readonly link: readonly string[];
}

async function build(out: string, program: Program): Promise<void> {
  const work = await workFolder();
  try {
    const sources = await prepareSources(work);
    const mrbc = await buildMrbc(sources, work);
    const flags = [...sanitize, ...program.flags];
    const config = { MRUBY_CONFIG: join(guest, "config/sanitized.rb"), KOBAKO_SANITIZE: flags.join(" ") };
    const library = await buildLibrary(sources, work, mrbc, config, "sanitized");
    const objects = join(work, "objects");
    await mkdir(objects);
    const base = [...flags, ...["MRC_NO_STDIO", ...compilerDefines].map((name) => `-D${name}`)];
    const includes = [...compilerIncludes(sources), `-I${join(guest, "src")}`];
    const ruby = await rubyFlags(work, "sanitized");
    const own = (await readdir(join(guest, "src")))
      .filter((name) => name.endsWith(".c") && !gemFiles.has(name) && !replaced.has(name))
      .map((name) => ({ file: join(guest, "src", name), flags: name === "kb_compile.c" ? [] : ruby }));
    const files = [
      ...(await compilerFiles(sources)).map((file) => ({
        file,
        flags: ["-DNDEBUG", "-w", "-include", join(guest, "src/kb_no_stdio.h")],
      })),
      ...own,
      ...["host.c", `${program.name}.c`].map((name) => ({ file: join(guest, "native", name), flags: ruby })),
    ].map((entry, i) => ({ ...entry, object: join(objects, `${i}-${basename(entry.file)}.o`) }));
    await parallel(
      files.map(
        ({ file, flags, object }) =>
          () =>
            run("clang-19", [...base, "-std=gnu17", ...flags, ...includes, "-c", file, "-o", object]),
      ),
      availableParallelism(),
    );
    const fresh = join(work, "finished");
    await run("clang-19", [
      ...sanitize,
      ...program.link,
      ...files.map(({ object }) => object),
      library,
      "-lm",
      "-o",
      fresh,
    ]);
    await rename(fresh, out);
  } finally {
    if (!process.env["KOBAKO_KEEP_BUILD"]) await rm(work, { recursive: true, force: true });
  }
}

async function made(program: Program): Promise<string> {
  const cached = join(cache, `${program.name}-${await inputHash(program.name, [])}`);
  if (!(await used(cached))) await build(cached, program);
  return cached;
}

/** The path of the guest built for this machine with sanitizers, made when the cache has none. */
export function sanitizedGuest(): Promise<string> {
  return made({ name: "sanitized", flags: [], link: [] });
}

/** The same as a target of libFuzzer. */
export function fuzzedGuest(): Promise<string> {
  return made({ name: "fuzz", flags: covered, link: ["-fsanitize=fuzzer"] });
}
