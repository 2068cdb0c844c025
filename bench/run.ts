/**
 * Measures the budgets: `npm run bench [-- NAME...]` runs the cases whose "area: name" contains
 * a NAME, prints a table, and writes bench/results/bench.json.
 * `BENCH_ROUNDS` is how many samples each case gives, default 15.
 */
import { areas, runArea, setting, writeResults } from "./lib/run.ts";
import { row, within } from "./lib/table.ts";

const rounds = Number(process.env["BENCH_ROUNDS"] ?? 15);
const wanted = process.argv.slice(2);
const where = setting();
process.stdout.write(`${where.machine}, Node ${where.node}, ${where.date}: median ± half the quartiles' distance\n`);

const all = [];
for (const file of areas()) {
  const results = runArea(file, rounds, wanted);
  if (results[0]) process.stdout.write(`\n${results[0].area}\n`);
  for (const result of results) process.stdout.write(`${row(result)}\n`);
  all.push(...results);
}
const judged = all.map(within).filter((verdict) => verdict !== undefined);
process.stdout.write(`\n${judged.filter(Boolean).length} of ${judged.length} budgets are met\n`);
writeResults(wanted.length === 0 ? "bench.json" : "bench-part.json", { ...where, rounds, results: all });
