/** What a file of bench/cases/ exports: an area's cases, made when the area is measured. */

/** One row of the table. */
export interface Case {
  readonly name: string;
  readonly unit: "ns" | "us" | "ms" | "x" | "%" | "B" | "KB" | "MB";
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
  readonly make: () => readonly Case[] | Promise<readonly Case[]>;
}

const perMillisecond = { ns: 1e6, us: 1e3, ms: 1 } as const;

/** The time of one turn of `work`, over `batch` turns. */
export function timed(unit: "ns" | "us" | "ms", batch: number, work: () => unknown): () => number {
  return () => {
    const started = performance.now();
    for (let i = 0; i < batch; i++) work();
    return ((performance.now() - started) * perMillisecond[unit]) / batch;
  };
}

/** How many times longer `slow` takes than `fast`, measured one after the other. */
export function ratio(slow: () => number, fast: () => number): () => number {
  return () => slow() / fast();
}
