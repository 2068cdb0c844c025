import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

import { prune, used } from "../../guest/build/cache.ts";

const hash = "0123456789abcdef0123456789abcdef";
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "kobako-cache-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function add(name: string, hours: number, kind: "file" | "folder" = "folder"): void {
  const path = join(folder, name);
  if (kind === "folder") mkdirSync(join(path, "objects"), { recursive: true });
  else writeFileSync(path, "");
  const then = Date.now() / 1000 - hours * 3600;
  utimesSync(path, then, then);
}

/** The number of a process that has ended. */
const gone = spawnSync(process.execPath, ["--version"]).pid;

test("the cache loses what builds that were cut off left, and what nothing used for 30 days", async () => {
  const stale = [`build-${gone}-abcDEF`, `native-${gone}-abcDEF`, "build-OLDold", `guest-${hash}.wasm`];
  for (const name of stale) add(name, 24 * 31, name.endsWith(".wasm") ? "file" : "folder");
  add(`sources-${hash}`, 24 * 31);
  const kept = [
    [`build-${process.pid}-abcDEF`, 24 * 31], // a build that is under way, however long it takes
    [`build-${gone}-young1`, 1], // perhaps of another machine
    ["build-Young1", 12],
    [`guest-${hash.replace("0", "f")}.wasm`, 24 * 29],
    [`kept-${gone}-abcDEF`, 24 * 400], // asked for
    ["notes.txt", 24 * 400], // nothing of ours
  ] as const;
  for (const [name, hours] of kept) add(name, hours);
  expect((await prune(folder)).toSorted()).toEqual([...stale, `sources-${hash}`].toSorted());
  expect(readdirSync(folder).toSorted()).toEqual(kept.map(([name]) => name).toSorted());
});

test("what is used is young again", async () => {
  add(`guest-${hash}.wasm`, 24 * 31, "file");
  expect(await used(join(folder, `guest-${hash}.wasm`))).toBe(true);
  expect(await used(join(folder, "guest-none.wasm"))).toBe(false);
  expect(await prune(folder)).toEqual([]);
});

test("several builds prune at a time", async () => {
  for (let i = 0; i < 20; i++) add(`build-${gone}-abc${100 + i}`, 24 * 31);
  await Promise.all([prune(folder), prune(folder), prune(folder), prune(join(folder, "nowhere"))]);
  expect(readdirSync(folder)).toEqual([]);
});
