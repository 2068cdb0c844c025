/** libFuzzer over the guest built for this machine with sanitizers. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { fuzzedGuest } from "../../guest/build/sanitized.ts";
import { encode } from "../../src/codec/encode.ts";
import { sym } from "../../src/values.ts";
import { cases } from "../../test/language/cases.ts";
import { constructs } from "../../test/language/constructs.ts";
import { hostile } from "../../test/language/memory-safety.ts";
import { patterns } from "../../test/language/patterns.ts";

/** What an input is: a source that is compiled and run, or a message that is read and written back. */
export type Target = "source" | "codec";

const values: readonly unknown[] = [
  [null, true, 0, -1, 128, -33, 70_000, -70_000, 2 ** 40, -(2 ** 40), 1.5, 2n ** 64n, -(2n ** 70n)],
  ["", "é", "x".repeat(40), "x".repeat(300), new Uint8Array([255, 0]), sym("a")],
  [{ a: [1, { b: null }] }, new Map<unknown, unknown>([[1, [2]]]), new Set([1, "a", [2]])], // prettier-ignore
];

function seeds(target: Target): (string | Uint8Array)[] {
  if (target === "codec")
    return values.flatMap((value) => [encode(value), ...(value as unknown[]).map((one) => encode(one))]);
  const folder = new URL("../../test/language/cruby/programs/", import.meta.url);
  const texts = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), "utf8"));
  const programs = texts.flatMap((text) => text.split("\n").filter(Boolean));
  return [
    ...[...cases, ...constructs, ...patterns].map(([source]) => source),
    ...hostile.map(([, source]) => source),
    ...programs,
  ];
}

/** Fuzzes for so many seconds. What was found is in a folder that `text` names. */
export async function fuzzNative(
  target: Target,
  seconds: number,
  seed: number,
): Promise<{ text: string; problem: boolean }> {
  const program = await fuzzedGuest();
  const work = mkdtempSync(join(tmpdir(), "kobako-fuzz-"));
  const [corpus, given] = [join(work, "corpus"), join(work, "given")];
  mkdirSync(corpus);
  mkdirSync(given);
  seeds(target).forEach((input, i) => writeFileSync(join(given, String(i)), input));
  const args = [
    `-max_total_time=${seconds}`,
    `-seed=${seed}`,
    "-max_len=1024",
    "-print_final_stats=1",
    `-artifact_prefix=${work}/`,
  ];
  const { stderr, status } = spawnSync(program, [...args, corpus, given], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
    env: {
      KOBAKO_FUZZ: target,
      ASAN_OPTIONS: "detect_leaks=0:allocator_may_return_null=1:max_allocation_size_mb=512:quarantine_size_mb=8",
      UBSAN_OPTIONS: "print_stacktrace=1",
      ASAN_SYMBOLIZER_PATH: "/usr/lib/llvm-19/bin/llvm-symbolizer",
    },
  });
  const runs = /number_of_executed_units: (\d+)/.exec(stderr)?.[1] ?? "?";
  const covered = [...stderr.matchAll(/ cov: (\d+) ft: (\d+)/g)];
  const coverage = `coverage from ${covered[0]?.[1] ?? "?"} to ${covered.at(-1)?.[1] ?? "?"} edges`;
  if (status === 0) return { text: `${runs} inputs in ${seconds} s, ${coverage}: no problem`, problem: false };
  return { text: `${stderr.slice(-6000)}\nthe input is in ${work}`, problem: true };
}
