/**
 * Compares the gated cases with bench/baseline.json: `npm run bench:gate` fails when one is slower
 * than there by more than a tenth and by more than both runs' noise. Each is compared as a multiple
 * of a fixed loop's time in the same run, so that the machine's speed cancels out, and what seems
 * slower is measured once more. `npm run bench:gate -- --update` writes the file anew, for review.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import type { Result } from "./lib/measure.ts";
import { areas, runArea, setting } from "./lib/run.ts";

const file = fileURLToPath(new URL("baseline.json", import.meta.url));
const rounds = Number(process.env["BENCH_ROUNDS"] ?? 15);
const allowed = 1.1;

interface Anchor {
  readonly median: number;
  readonly spread: number;
}

const title = ({ area, name }: Result): string => `${area}: ${name}`;

/** Whether a case is slower than its anchor, past all noise. */
function slower({ calibrated }: Result, anchor: Anchor): boolean {
  if (!calibrated) return false;
  const noise = 2 * (calibrated.spread + anchor.spread);
  return calibrated.median > anchor.median * allowed && calibrated.median - anchor.median > noise;
}

const update = process.argv.includes("--update");
const baseline = update
  ? {}
  : (JSON.parse(readFileSync(file, "utf8")) as { readonly cases: Record<string, Anchor> }).cases;
const fresh: Record<string, Anchor> = {};
const failed: string[] = [];
for (const area of areas()) {
  for (const result of runArea(area, rounds, ["--gated"])) {
    if (!result.calibrated) continue;
    const key = title(result);
    fresh[key] = result.calibrated;
    const anchor = baseline[key];
    if (!anchor) {
      if (!update) process.stdout.write(`${key}: not in the baseline\n`);
      continue;
    }
    let { median } = result.calibrated;
    let bad = slower(result, anchor);
    if (bad) {
      const again = runArea(area, rounds, ["--gated", key])[0];
      bad = again === undefined || slower(again, anchor);
      median = Math.min(median, again?.calibrated?.median ?? median);
    }
    if (bad) failed.push(key);
    process.stdout.write(`${key.padEnd(90)} ${(median / anchor.median).toFixed(2)} ${bad ? "SLOWER" : ""}\n`);
  }
}
if (update) {
  const rounded = Object.entries(fresh).map(([key, { median, spread }]) => [
    key,
    { median: Number(median.toPrecision(4)), spread: Number(spread.toPrecision(3)) },
  ]);
  writeFileSync(file, `${JSON.stringify({ ...setting(), cases: Object.fromEntries(rounded) }, null, 2)}\n`);
}
for (const key of Object.keys(baseline)) if (!(key in fresh)) process.stdout.write(`${key}: in the baseline alone\n`);
process.stdout.write(failed.length === 0 ? "no case is slower\n" : `slower: ${failed.join("; ")}\n`);
if (failed.length > 0) process.exitCode = 1;
