/** Native mruby of the guest's version, built from the guest's pinned source without our patches: the yardstick. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, cpSync, readFileSync, renameSync, rmSync, utimesSync } from "node:fs";
import { join } from "node:path";

import { used, workFolder } from "../../guest/build/cache.ts";
import { cache, guest, root } from "../../guest/build/paths.ts";
import { progress, run } from "../../guest/build/run.ts";
import { vendor } from "../../guest/build/sources.ts";

const config = join(root, "bench/native/build_config.rb");

/** The path of the native interpreter; built once, and kept under the hash of what goes into it. */
export async function nativeRuby(): Promise<string> {
  const crates = await vendor();
  const hash = createHash("sha256").update(crates);
  for (const file of [config, join(guest, "config/gems.rb")]) hash.update(readFileSync(file));
  const binary = join(cache, `mruby-${hash.digest("hex").slice(0, 32)}`);
  if (await used(binary)) return binary;
  progress("building native mruby, the yardstick");
  const work = await workFolder("native");
  try {
    cpSync(join(crates, "libnghttp2-sys/nghttp2/third-party/mruby"), join(work, "mruby"), { recursive: true });
    // what comes generated must look newer than what it was made from
    const later = Date.now() / 1000;
    const parser = join(work, "mruby/mrbgems/mruby-compiler/core");
    for (const [i, name] of ["lex.def", "y.tab.c"].entries()) utimesSync(join(parser, name), later, later + i);
    copyFileSync(config, join(work, "build_config.rb"));
    await run("rake", ["-m", "-j", "2", "all"], {
      cwd: join(work, "mruby"),
      env: {
        KOBAKO_GUEST: guest,
        MRUBY_CONFIG: join(work, "build_config.rb"),
        MRUBY_BUILD_DIR: join(work, "build"),
      },
    });
    renameSync(join(work, "build/host/bin/mruby"), binary);
  } finally {
    rmSync(work, { recursive: true });
  }
  return binary;
}

/** Seconds of processor time that a native process takes for a program, as the shell counts it. */
function processTime(ruby: string, program: string): number {
  const script = 'TIMEFORMAT=%U; time "$0" -e "$1" >/dev/null';
  const { stderr } = spawnSync("bash", ["--norc", "-c", script, ruby, program], {
    encoding: "utf8",
    env: { LC_ALL: "C" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const seconds = Number(stderr.trim());
  if (!(seconds >= 0)) throw new Error(`native mruby failed: ${stderr}`);
  return seconds;
}

/** Milliseconds of processor time that one run of a program takes in a native process. */
export function nativeTime(ruby: string, source: string, runs = 30): number {
  const times = (count: number): number => processTime(ruby, `${count}.times do\nGC.start\n${source}\nend`);
  return ((times(runs + 1) - times(1)) * 1000) / runs;
}
