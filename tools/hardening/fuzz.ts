/**
 * Fuzzes what the tests fuzz a little of, for longer: `npm run fuzz -- guest [RUNS] [SEED]` random
 * guests against the host; `npm run fuzz -- sources [RUNS] [SEED]` random programs, twice each;
 * `npm run fuzz -- restore [RUNS] [SEED]` memory after random programs against a fresh instance's.
 */
import { spawnSync } from "node:child_process";

import { fuzzGuest } from "../../test/support/fuzz-guest.ts";
import { restoreEquality } from "../../test/support/restore-equality.ts";

const [kind, runs = 100_000, seed = 1] = process.argv.slice(2).map((word, i) => (i === 0 ? word : Number(word))) as [
  string | undefined,
  number?,
  number?,
];
const started = performance.now();
const elapsed = (): string => `${((performance.now() - started) / 1000).toFixed(0)} s`;

if (kind === "guest") {
  const { outcomes, calls, problem } = fuzzGuest(runs, seed, (done) =>
    process.stdout.write(`${done} in ${elapsed()}\n`),
  );
  for (const [outcome, times] of outcomes) process.stdout.write(`${outcome.padEnd(28)}${times}\n`);
  const fine = `${runs} random guests with ${calls} calls of services in ${elapsed()}: no problem\n`;
  process.stdout.write(problem === undefined ? fine : `${problem}\n`);
  if (problem !== undefined) process.exitCode = 1;
} else if (kind === "sources") {
  const args = ["test/support/run-generated.ts", String(seed), String(runs)];
  const { stdout, status } = spawnSync(process.execPath, args, { encoding: "utf8", maxBuffer: 1 << 30 });
  const problems = stdout.match(/.*(PROBLEM|KOBAKO_TRAP).*/g) ?? [];
  for (const problem of problems) process.stdout.write(`${problem}\n`);
  process.stdout.write(`${runs} random programs in ${elapsed()}: ${problems.length} problems\n`);
  if (status !== 0 || problems.length > 0) process.exitCode = 1;
} else if (kind === "restore") {
  const differs = restoreEquality(runs, seed, (done) => process.stdout.write(`${done} in ${elapsed()}\n`));
  process.stdout.write(
    differs === undefined
      ? `${runs} random programs in ${elapsed()}: equal after each\n`
      : `differs after seed ${differs}\n`,
  );
  if (differs !== undefined) process.exitCode = 1;
} else {
  process.stdout.write("usage: npm run fuzz -- guest|sources|restore [RUNS] [SEED]\n");
  process.exitCode = 2;
}
