/**
 * Builds the guest: `node guest/build.ts [--unmetered]` leaves `dist/kobako.wasm`.
 * A finished guest is kept in the cache under the hash of everything that goes into it.
 */
import { copyFile, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import { buildLibrary, buildMrbc, buildObjects, link } from "./build/compile.ts";
import { finish } from "./build/finish.ts";
import { inputHash } from "./build/inputs.ts";
import { cache, root } from "./build/paths.ts";
import { BuildError, progress } from "./build/run.ts";
import { prepareSources } from "./build/sources.ts";

const variant = process.argv.includes("--unmetered") ? "unmetered" : "core";
const target = join(root, variant === "core" ? "dist/kobako.wasm" : `bench/.guests/${variant}.wasm`);

async function build(out: string): Promise<void> {
  await mkdir(cache, { recursive: true });
  const work = await mkdtemp(join(cache, "build-"));
  try {
    const sources = await prepareSources(work);
    const mrbc = await buildMrbc(sources, work);
    const library = await buildLibrary(sources, work, mrbc);
    const objects = await buildObjects(sources, work);
    const linked = join(work, "linked.wasm");
    await link(objects, library, linked);
    const bytes = await finish(await readFile(linked), work, variant === "core");
    const fresh = join(work, "finished.wasm");
    await writeFile(fresh, bytes);
    await rename(fresh, out);
  } finally {
    if (!process.env["KOBAKO_KEEP_BUILD"]) await rm(work, { recursive: true, force: true });
  }
}

async function same(a: string, b: string): Promise<boolean> {
  const [left, right] = await Promise.all([a, b].map((path) => readFile(path).catch(() => undefined)));
  return left !== undefined && right !== undefined && left.equals(right);
}

try {
  const cached = join(cache, `guest-${await inputHash(variant)}.wasm`);
  if (!(await stat(cached).catch(() => undefined))) await build(cached);
  if (!(await same(cached, target))) {
    await mkdir(dirname(target), { recursive: true });
    await copyFile(cached, target);
    progress(`${target.slice(root.length)} written`);
  }
} catch (error) {
  if (!(error instanceof BuildError)) throw error;
  process.stderr.write(`guest build failed: ${error.message}\n`);
  process.exitCode = 1;
}
