/** What a file of bench/cases/ exports: an area's cases, made when the area is measured. */
import { used } from "./clock.ts";

/** One row of the table. */
export interface Case {
  readonly name: string;
  readonly unit: "ns" | "us" | "ms" | "x" | "%" | "B" | "KB" | "MB" | "k/s";
  /** One sample, in the unit. Called once before to warm, then once a round, in turn with the area's other cases. */
  readonly sample: () => number;
  /** the most, or with `floor` the least, that the median may be */
  readonly budget?: number;
  readonly floor?: boolean;
  /** rounds that this case takes part in, default all; for samples of a second */
  readonly rounds?: number;
  /** whether the regression gate watches it: a time of this process's own, in microseconds or more */
  readonly gated?: boolean;
}

/** Exported as `area` by a file of bench/cases/; `make` may build, load and warm what the cases need. */
export interface Area {
  readonly title: string;
  /** `false` when no case is gated, so that the gate need not make them */
  readonly gated?: false;
  readonly make: () => readonly Case[] | Promise<readonly Case[]>;
}

const perMillisecond = { ns: 1e6, us: 1e3, ms: 1 } as const;

/** Milliseconds that a sample lasts at least: the clock of a thread moves in steps of a few. */
const least = 50;

/** The processor time of one turn of `work`, done `batch` turns at a time until the clock can tell. */
export function timed(unit: "ns" | "us" | "ms", batch: number, work: () => unknown): () => number {
  return () => {
    const started = used();
    let turns = 0;
    let spent = 0;
    for (; spent < least; spent = used() - started) {
      for (let i = 0; i < batch; i++) work();
      turns += batch;
    }
    return (spent * perMillisecond[unit]) / turns;
  };
}

/** How many times longer `slow` takes than `fast`, measured one after the other. */
export function ratio(slow: () => number, fast: () => number): () => number {
  return () => slow() / fast();
}
