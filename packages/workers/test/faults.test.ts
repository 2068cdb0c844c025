import { afterAll, describe, expect, test } from "vitest";

import { AbortError, TrapError } from "kobako";

import { WorkerPool } from "../src/index.ts";

const setup = new URL("./setups/faults.ts", import.meta.url);
const pools: WorkerPool[] = [];
const pooled = (workers: number): WorkerPool => {
  const resourceLimits = { maxOldGenerationSizeMb: 48, maxYoungGenerationSizeMb: 8 };
  const pool = new WorkerPool({ setup, workers, resourceLimits, sandbox: { timeout: 20_000 } });
  pools.push(pool);
  return pool;
};

afterAll(() => Promise.all(pools.map((pool) => pool.close())));

const caught = (promise: Promise<unknown>): Promise<unknown> => promise.then((value) => value, (error: unknown) => error); // prettier-ignore

describe("a thread that ends while it runs a script", () => {
  test.each(["Exit.call", "ExitLater.call", "ThrowLater.call", "RejectLater.call", "Grow.call"])(
    "by %s fails that script alone: what waits runs, and so does what comes after",
    async (source) => {
      for (const workers of [1, 2]) {
        const pool = pooled(workers);
        await pool.eval("1");
        const ended = Array.from({ length: workers }, () => caught(pool.eval(source)));
        const queued = Promise.all([1, 2, 3, 4, 5].map((n) => pool.eval(`Step.call(${n})`)));
        for (const error of await Promise.all(ended)) expect(error).toBeInstanceOf(TrapError);
        expect((await queued).map(({ value }) => value)).toEqual([1, 2, 3, 4, 5]);
        expect((await pool.eval("6")).value).toBe(6);
      }
    },
  );
});

test("a script that was given to a thread which ends before it begins runs on the next", async () => {
  const pool = pooled(1);
  await pool.eval("1");
  for (const n of [1, 2]) {
    await pool.eval("HoldLater.call; 1");
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect((await pool.eval(`Step.call(${n})`)).value).toBe(n);
  }
});

test("a script that is aborted at any of its awaits leaves its thread's place to what waits", async () => {
  const pool = pooled(1);
  await pool.eval("1");
  for (let at = 0; at < 5; at++) {
    const controller = new AbortController();
    const aborted = caught(pool.eval("loop { Step.call(1) }", { signal: controller.signal }));
    const queued = [1, 2].map((n) => pool.eval(`${n}`));
    setTimeout(() => controller.abort("enough"), at * 4);
    expect(await aborted).toBeInstanceOf(AbortError);
    expect((await Promise.all(queued)).map(({ value }) => value)).toEqual([1, 2]);
  }
});
