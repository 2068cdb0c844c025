import { createHash } from "node:crypto";
import { cp, mkdir, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";

import { used } from "./cache.ts";
import { cache, guest } from "./paths.ts";
import { progress, run } from "./run.ts";

/** Third-party sources, each in a folder of this build that may be written to. */
export interface Sources {
  readonly mruby: string;
  readonly compiler: string;
  readonly oniguruma: string;
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Brings the pinned crates, as they come; cargo checks each against the hash in Cargo.lock. */
export async function vendor(): Promise<string> {
  const pins = join(guest, "sources");
  const lock = await readFile(join(pins, "Cargo.lock"));
  const folder = join(cache, `sources-${createHash("sha256").update(lock).digest("hex").slice(0, 32)}`);
  if (await used(folder)) return folder;
  progress("fetching the pinned sources");
  const fresh = `${folder}.${process.pid}`;
  await run("cargo", ["vendor", "--locked", "--quiet", "--manifest-path", join(pins, "Cargo.toml"), fresh]);
  await rename(fresh, folder).catch(async (error: unknown) => {
    await rm(fresh, { recursive: true });
    if (!(await exists(folder))) throw error;
  });
  return folder;
}

async function applyPatches(kind: string, tree: string): Promise<void> {
  const folder = join(guest, "patches", kind);
  for (const name of (await readdir(folder)).filter((file) => file.endsWith(".patch")).sort()) {
    await run("patch", ["-p1", "--fuzz=0", "--batch", "-i", join(folder, name)], { cwd: tree });
  }
}

/** The folder of mruby as it was published: its own tests are read from there. */
export async function mrubyTree(): Promise<string> {
  return process.env["KOBAKO_MRUBY"] || join(await vendor(), "libnghttp2-sys/nghttp2/third-party/mruby");
}

/** Unpacks the sources into `work` and applies our patches. */
export async function prepareSources(work: string): Promise<Sources> {
  const crates = await vendor();
  progress("patching");
  const mruby = join(work, "mruby");
  const compiler = join(work, "compiler");
  await mkdir(work, { recursive: true });
  await cp(await mrubyTree(), mruby, { recursive: true });
  await cp(join(crates, "mruby-compiler2-sys/vendor/mruby-compiler2"), compiler, { recursive: true });
  const oniguruma = join(work, "oniguruma");
  await cp(join(crates, "onig_sys/oniguruma"), oniguruma, { recursive: true });
  await applyPatches("mruby", mruby);
  await applyPatches("compiler", compiler);
  await applyPatches("oniguruma", oniguruma);
  return { mruby, compiler, oniguruma };
}
