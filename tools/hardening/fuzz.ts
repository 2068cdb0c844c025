/**
 * Fuzzes for longer what the tests fuzz a little of: `npm run fuzz -- KIND [RUNS] [SEED]`.
 * A run can be done again alone by its seed, which is what it reports.
 */
import { execFile } from "node:child_process";
import { promisify } from "node:util";

import { flip } from "../../test/fuzz/bytecode.ts";
import { fuzzCodec } from "../../test/support/fuzz-codec.ts";
import { fuzzGuest } from "../../test/support/fuzz-guest.ts";
import { fuzzWaiting } from "../../test/support/fuzz-waiting.ts";
import { restoreEquality } from "../../test/support/restore-equality.ts";
import { fuzzNative } from "./native-fuzz.ts";

const started = performance.now();
const elapsed = (): string => `${((performance.now() - started) / 1000).toFixed(0)} s`;
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const progress = (done: number): void => say(`${done} in ${elapsed()}`);

/** What to say of so many runs, and whether there was a problem. */
interface Report {
  readonly text: string;
  readonly problem: boolean;
}

const report = (text: string, problem: string | undefined): Report => ({
  text: problem ?? `${text} in ${elapsed()}: no problem`,
  problem: problem !== undefined,
});

/** Generated programs on each Node, whose lines must be the same. */
async function sources(runs: number, seed: number): Promise<Report> {
  const args = ["test/support/run-generated.ts", String(seed), String(runs)];
  const outputs = await Promise.all(
    [22, 24, 26].map((major) =>
      promisify(execFile)(`node_modules/node${major}/bin/node`, args, { maxBuffer: 1 << 30 }),
    ),
  );
  const [first, ...others] = outputs.map(({ stdout }) => stdout.trimEnd().split("\n")) as [string[], ...string[][]];
  const bad = first.filter((line) => /PROBLEM|KOBAKO_TRAP/.test(line));
  const differs = first.filter((line, i) => others.some((other) => other[i] !== line));
  const found = [...bad, ...differs.map((line) => `another Node differs: ${line}`)];
  return report(
    `${first.length} random programs on Node 22, 24 and 26`,
    found.length > 0 ? found.join("\n") : undefined,
  );
}

const kinds: Readonly<Record<string, (runs: number, seed: number) => Report | Promise<Report>>> = {
  /** random guests against the host */
  guest: async (runs, seed) => {
    const { outcomes, calls, problem } = await fuzzGuest(runs, seed, progress);
    for (const [outcome, times] of outcomes) say(outcome.padEnd(28) + String(times));
    return report(`${runs} random guests with ${calls} calls of services`, problem);
  },
  /** rounds of random guests that wait for services, several at a time */
  waiting: async (runs, seed) => {
    const { outcomes, guests, settled, late, problem } = await fuzzWaiting(runs, seed, progress);
    for (const [outcome, times] of outcomes) say(outcome.padEnd(28) + String(times));
    return report(
      `${guests} random guests in ${runs} rounds, ${settled} promises settled and ${late} too late`,
      problem,
    );
  },
  sources,
  /** memory after random programs against a fresh instance's */
  restore: (runs, seed) => {
    const differs = restoreEquality(runs, seed, progress);
    return report(`${runs} random programs`, differs === undefined ? undefined : `differs after seed ${differs}`);
  },
  /** values through the codec and a MessagePack library */
  codec: (runs, seed) => {
    const { problem, ...counts } = fuzzCodec(runs, seed);
    return report(`${runs} values, damaged once each: ${JSON.stringify(counts)}`, problem);
  },
  /** bytecode with random bits flipped */
  bytecode: async (runs, seed) =>
    report(`${runs} programs: ${JSON.stringify(await flip(runs, seed, progress))}`, undefined),
  /** for so many seconds: sources and messages with libFuzzer on the sanitized guest */
  "native-source": (seconds, seed) => fuzzNative("source", seconds, seed),
  "native-codec": (seconds, seed) => fuzzNative("codec", seconds, seed),
};

const [kind = "", runs = 100_000, seed = 1] = process.argv
  .slice(2)
  .map((word, i) => (i === 0 ? word : Number(word))) as [string?, number?, number?];
const run = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
if (run) {
  const { text, problem } = await run(runs, seed);
  say(text);
  if (problem) process.exitCode = 1;
} else {
  say(`usage: npm run fuzz -- ${Object.keys(kinds).join("|")} [RUNS] [SEED]`);
  process.exitCode = 2;
}
