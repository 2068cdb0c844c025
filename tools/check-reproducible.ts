/** Builds the guests and the library once more, in another place and from nothing, and compares every byte. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { fileOf, variants, type Variant } from "../guest/config/variants.ts";

const digest = (file: string): string => createHash("sha256").update(readFileSync(file)).digest("hex");
const guests = (Object.keys(variants) as Variant[]).map((variant) => fileOf(variant));
const quiet = ["ignore", "ignore", "pipe"] as const;

/** The digests of the guests, built with a cache of their own. */
function builtGuests(scratch: string): string[] {
  const env = { ...process.env, XDG_CACHE_HOME: scratch };
  execFileSync(process.execPath, ["guest/build.ts"], { env, stdio: [...quiet] });
  const folder = join(scratch, "kobako");
  const built = readdirSync(folder).filter((name) => name.startsWith("guest-"));
  return built.map((name) => digest(join(folder, name)));
}

/** The files of the library in a folder `dist`, with their digests. */
function library(dist: string): string[] {
  const files = readdirSync(dist, { recursive: true, encoding: "utf8" }).filter((path) => /\.(js|map|ts)$|suspending/.test(path)); // prettier-ignore
  return files.map((path) => `${path} ${digest(join(dist, path))}`).toSorted();
}

/** The same, compiled from a copy of its sources. */
function compiledLibrary(scratch: string): string[] {
  const copy = join(scratch, "copy");
  for (const part of ["src", "tools", "package.json", "tsconfig.json", "tsconfig.build.json"]) {
    cpSync(part, join(copy, part), { recursive: true });
  }
  mkdirSync(join(copy, "dist"));
  symlinkSync(resolve("node_modules"), join(copy, "node_modules"));
  for (const args of [
    ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"],
    ["tools/write-adapter.ts"],
    ["tools/merge.ts"],
  ]) {
    execFileSync(process.execPath, args, { cwd: copy, stdio: [...quiet] });
  }
  return library(join(copy, "dist"));
}

const scratch = mkdtempSync(join(tmpdir(), "kobako-reproduce-"));
try {
  const before = guests.map((file) => digest(join("dist", file)));
  if (before.toSorted().join() !== builtGuests(scratch).toSorted().join())
    throw new Error("two builds of the guests differ");
  const [here, again] = [library("dist"), compiledLibrary(scratch)];
  const differ = [...here.filter((line) => !again.includes(line)), ...again.filter((line) => !here.includes(line))];
  if (differ.length > 0 || here.length === 0)
    throw new Error(`two builds of the library differ:\n${differ.join("\n")}`);
} finally {
  rmSync(scratch, { recursive: true });
}
