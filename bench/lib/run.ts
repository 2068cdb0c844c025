import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import type { Result } from "./measure.ts";

const folder = fileURLToPath(new URL("..", import.meta.url));

/** Where and when results were measured. */
export interface Setting {
  readonly date: string;
  readonly machine: string;
  readonly node: string;
}

export function setting(): Setting {
  const processors = cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: `${processors.length} x ${processors[0]?.model ?? "unknown"}`,
    node: process.version,
  };
}

/** The files of bench/cases/, each an area. */
export function areas(): string[] {
  return readdirSync(join(folder, "cases"))
    .filter((name) => name.endsWith(".ts"))
    .sort()
    .map((name) => join(folder, "cases", name));
}

/** Measures one area in a process of its own, so that no other area's code has shaped this one's. */
export function runArea(file: string, rounds: number, wanted: readonly string[]): Result[] {
  const args = ["--expose-gc", join(folder, "lib/area.ts"), file, String(rounds), ...wanted];
  const output = execFileSync(process.execPath, args, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
    maxBuffer: 1 << 26,
  });
  return output
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Result);
}

/** Writes results beside where they were measured. */
export function writeResults(name: string, results: unknown): void {
  const file = join(folder, "results", name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
}
