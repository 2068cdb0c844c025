import { execFileSync } from "node:child_process";

import { ensureInstalled } from "../../tools/side-project.ts";
import { timed, type Area } from "../lib/case.ts";
import { kobako } from "../lib/kobako.ts";

const { Sandbox } = kobako;
const workers = new URL("../../packages/workers/src/index.ts", import.meta.url).href;

/**
 * How many times as much two threads do as one in the same time, by the clock: each task computes for some milliseconds.
 * Both take turns, and the tasks are so many that it hardly counts that one of two threads has nothing to do at the end.
 */
function twoAgainstOne(): number {
  const program = `
    const { WorkerPool } = await import(${JSON.stringify(workers)});
    const source = "i = 0\\nwhile i < 200_000\\n  i += 1\\nend\\ni";
    const pools = [new WorkerPool({ workers: 1 }), new WorkerPool({ workers: 2 })];
    const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];
    const tasks = async (pool, count) => {
      const started = performance.now();
      await Promise.all(Array.from({ length: count }, () => pool.eval(source)));
      return performance.now() - started;
    };
    for (const pool of pools) await tasks(pool, 60);
    const times = [[], []];
    for (let round = 0; round < 3; round++) for (const i of [0, 1]) times[i].push(await tasks(pools[i], 300));
    for (const pool of pools) await pool.close();
    console.log(median(times[0]) / median(times[1]));`;
  return Number(execFileSync(process.execPath, ["--input-type=module", "-e", program], { encoding: "utf8" }));
}

export const area: Area = {
  title: "cores",
  gated: false,
  make: () => {
    ensureInstalled("packages/workers");
    const sandbox = new Sandbox();
    const each = timed("ms", 2000, () => sandbox.eval("nil"));
    return [
      {
        name: "evals of nil a second, in thousands, one core",
        unit: "k/s",
        budget: 150,
        floor: true,
        sample: () => 1 / each(),
      },
      {
        name: "two workers against one",
        unit: "x",
        budget: 1.9,
        floor: true,
        rounds: 5,
        sample: twoAgainstOne,
      },
    ];
  },
};
