import type { Result } from "./measure.ts";

function figure(value: number): string {
  const size = Math.abs(value);
  return value.toFixed(size >= 1000 ? 0 : size >= 100 ? 1 : size >= 1 ? 2 : 3);
}

/** Whether a result is what its budget asks for; undefined without one. */
export function within({ median, budget, floor }: Result): boolean | undefined {
  if (budget === undefined) return undefined;
  return floor ? median >= budget : median <= budget;
}

/** One row of the table. */
export function row(result: Result): string {
  const { name, unit, median, spread, budget, floor } = result;
  const verdict = { true: "within", false: "OVER", undefined: "" }[String(within(result)) as "true"];
  const asked = budget === undefined ? "" : `${floor ? ">=" : "<="} ${budget} ${unit}`;
  return [
    `  ${name}`.padEnd(50),
    figure(median).padStart(10),
    unit.padEnd(3),
    `± ${figure(spread)}`.padEnd(11),
    asked.padEnd(13),
    verdict,
  ]
    .join(" ")
    .trimEnd();
}
