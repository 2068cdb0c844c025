/**
 * Takes the samples of one area. All cases take turns in every round, with a fixed loop before
 * each: a machine that is busy for a while then slows everything alike, and a time divided by
 * that loop's is comparable between runs. Tools that finish one case before the next compare
 * two moments of the machine instead, which is why none is used here.
 */
import type { Case } from "./case.ts";
import { used } from "./clock.ts";

export interface Result {
  readonly area: string;
  readonly name: string;
  readonly unit: Case["unit"];
  readonly median: number;
  readonly least: number;
  /** half the distance between the quartiles */
  readonly spread: number;
  readonly samples: number;
  readonly budget?: number;
  readonly floor?: boolean;
  /** of a gated case: the median of its samples over the fixed loop's time in microseconds, and that quotient's spread */
  readonly calibrated?: { readonly median: number; readonly spread: number };
}

const words = new Int32Array(1 << 14);

/** A loop of arithmetic and memory that no change of the library touches; answers its time in microseconds. */
export function calibrate(): number {
  const started = used();
  let state = 1;
  for (let turn = 0; turn < 2000; turn++) {
    for (let i = 0; i < words.length; i++) {
      state = (Math.imul(state, 1664525) + 1013904223) | 0;
      words[i] = (words[(i + state) & (words.length - 1)] as number) ^ state;
    }
  }
  return (used() - started) * 1000;
}

function quantile(sorted: readonly number[], q: number): number {
  return sorted[Math.round((sorted.length - 1) * q)] as number;
}

function summary(samples: readonly number[]): { median: number; least: number; spread: number } {
  const sorted = samples.toSorted((a, b) => a - b);
  const spread = (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / 2;
  return { median: quantile(sorted, 0.5), least: sorted[0] as number, spread };
}

const microseconds: Partial<Record<Case["unit"], number>> = { ns: 1e-3, us: 1, ms: 1e3 };

export function measure(area: string, cases: readonly Case[], rounds: number): Result[] {
  const samples = cases.map((): number[] => []);
  const calibrated = cases.map((): number[] => []);
  for (const { sample } of cases) sample();
  calibrate();
  for (let round = 0; round < rounds; round++) {
    for (const [i, { sample, unit, rounds: own = rounds }] of cases.entries()) {
      if (round >= own) continue;
      const loop = calibrate();
      const value = sample();
      samples[i]?.push(value);
      calibrated[i]?.push((value * (microseconds[unit] ?? 1)) / loop);
    }
  }
  return cases.map(({ name, unit, budget, floor, gated }, i) => {
    const { median: middle, spread } = summary(calibrated[i] as number[]);
    return {
      area,
      name,
      unit,
      ...summary(samples[i] as number[]),
      samples: (samples[i] as number[]).length,
      ...(budget === undefined ? {} : { budget }),
      ...(floor ? { floor } : {}),
      ...(gated ? { calibrated: { median: middle, spread } } : {}),
    };
  });
}
