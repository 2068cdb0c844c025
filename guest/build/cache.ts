import { mkdir, mkdtemp, readdir, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";

import { cache } from "./paths.ts";

const hour = 3_600_000;
/** What nothing has used for so long is made again if it is wanted after all. */
const unused = 30 * 24 * hour;
/** A folder of a build that was cut off; young ones may be of a process on another machine that shares the home. */
const abandoned = 2 * hour;

const finished = /^(?:guest|sanitized|fuzz|mruby|sources)-[0-9a-f]{32}/;
const work = /^(?:build|native)-(?:(\d+)-)?\w{6}$/;

/** A folder to build in; the name says whose it is. One that is to be looked at later is called otherwise. */
export async function workFolder(kind: "build" | "native" = "build"): Promise<string> {
  await mkdir(cache, { recursive: true });
  return mkdtemp(join(cache, `${process.env["KOBAKO_KEEP_BUILD"] ? "kept" : kind}-${process.pid}-`));
}

/** Whether the cache has it; if so it counts as used. */
export async function used(path: string): Promise<boolean> {
  const now = new Date();
  return utimes(path, now, now).then(
    () => true,
    () => false,
  );
}

function runs(pid: number): boolean {
  try {
    return process.kill(pid, 0); // asks, and ends nothing
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Whether an entry of the cache, of that age in milliseconds, is of no more use. */
function stale(name: string, age: number): boolean {
  if (finished.test(name)) return age > unused;
  const pid = work.exec(name)?.[1];
  if (pid !== undefined) return age > abandoned && !runs(Number(pid));
  return work.test(name) && age > 24 * hour; // of a build that did not say whose it is
}

/** Removes what builds that were cut off left, and what was not used for 30 days. Answers the names. */
export async function prune(folder: string = cache): Promise<string[]> {
  const removed: string[] = [];
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    if (!found || !stale(name, Date.now() - found.mtimeMs)) continue;
    // another build may be at the same
    await rm(path, { recursive: true, force: true }).catch(() => {});
    removed.push(name);
  }
  return removed;
}
