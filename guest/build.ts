/**
 * Builds the guests: `node guest/build.ts [--unmetered]` leaves `dist/kobako.wasm` and its variants.
 * A finished guest is kept in the cache under the hash of everything that goes into it.
 */
import { copyFile, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";

import { buildCapability, buildList } from "./build/capabilities.ts";
import { prune, used, workFolder } from "./build/cache.ts";
import { buildLibrary, buildMrbc, buildObjects, link } from "./build/compile.ts";
import { finish } from "./build/finish.ts";
import { inputHash } from "./build/inputs.ts";
import { cache, root } from "./build/paths.ts";
import { BuildError, parallel, progress } from "./build/run.ts";
import { prepareSources } from "./build/sources.ts";
import { fileOf, variants, type Capability, type Variant } from "./config/variants.ts";

interface Product {
  readonly name: string;
  readonly variant: Variant;
  readonly metered: boolean;
  readonly target: string;
  readonly cached: string;
}

async function product(variant: Variant, metered: boolean): Promise<Product> {
  const name = metered ? variant : "unmetered";
  const target = join(root, metered ? `dist/${fileOf(variant)}` : `bench/.guests/${name}.wasm`);
  const hash = await inputHash(name, variants[variant]);
  return { name, variant, metered, target, cached: join(cache, `guest-${hash}.wasm`) };
}

/** Everything but linking and optimizing is done once for all of them. */
async function build(products: readonly Product[]): Promise<void> {
  const work = await workFolder();
  try {
    const sources = await prepareSources(work);
    const mrbc = await buildMrbc(sources, work);
    const library = await buildLibrary(sources, work, mrbc);
    const objects = await buildObjects(sources, work);
    const capabilities = new Map<Capability, string[]>();
    for (const name of new Set(products.flatMap(({ variant }) => [...variants[variant]]))) {
      capabilities.set(name, await buildCapability(name, sources, work, mrbc));
    }
    const jobs = products.map(({ name, variant, metered, cached }) => async () => {
      const own = join(work, name);
      await mkdir(own);
      const linked = join(own, "linked.wasm");
      const list = await buildList(variants[variant], sources, work, own);
      const extra = variants[variant].flatMap((capability) => capabilities.get(capability) ?? []);
      await link([...objects, list, ...extra], library, linked);
      const fresh = join(own, "finished.wasm");
      await writeFile(fresh, await finish(await readFile(linked), own, metered));
      await rename(fresh, cached);
    });
    await parallel(jobs, availableParallelism());
  } finally {
    if (!process.env["KOBAKO_KEEP_BUILD"]) await rm(work, { recursive: true, force: true });
  }
}

async function same(a: string, b: string): Promise<boolean> {
  const [left, right] = await Promise.all([a, b].map((path) => readFile(path).catch(() => undefined)));
  return left !== undefined && right !== undefined && left.equals(right);
}

try {
  await prune();
  const products = process.argv.includes("--unmetered")
    ? [await product("core", false)]
    : await Promise.all(Object.keys(variants).map((variant) => product(variant as Variant, true)));
  const missing: Product[] = [];
  for (const each of products) if (!(await used(each.cached))) missing.push(each);
  if (missing.length > 0) await build(missing);
  for (const { cached, target } of products) {
    if (await same(cached, target)) continue;
    await mkdir(dirname(target), { recursive: true });
    await copyFile(cached, target);
    progress(`${target.slice(root.length)} written`);
  }
} catch (error) {
  if (!(error instanceof BuildError)) throw error;
  process.stderr.write(`guest build failed: ${error.message}\n`);
  process.exitCode = 1;
}
