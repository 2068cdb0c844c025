import { afterAll, afterEach, expect, test } from "vitest";

import { KobakoError } from "kobako";

import { WorkerPool } from "../src/index.ts";

const setup = new URL("./setups/steps.ts", import.meta.url);
const pools: WorkerPool[] = [];
const pooled = (workers: number): WorkerPool => {
  const pool = new WorkerPool({ setup, workers, sandbox: { timeout: 30_000 } });
  pools.push(pool);
  return pool;
};

const unhandled: unknown[] = [];
process.on("unhandledRejection", (reason) => unhandled.push(reason));
const steps = new BroadcastChannel("kobako-steps");
steps.onmessage = ({ data }: MessageEvent<unknown>) => heard(data);
let heard: (step: unknown) => void = () => {};

afterEach(() => {
  heard = () => {};
  expect(unhandled).toEqual([]);
});

afterAll(async () => {
  steps.close();
  await Promise.all(pools.map((pool) => pool.close()));
});

/** The name of an error, or the value. */
const ended = (promise: Promise<{ readonly value: unknown }>): Promise<unknown> =>
  promise.then(
    ({ value }) => value,
    (error: unknown) => (error instanceof KobakoError ? error.name : error),
  );

const microtasks = async (count: number): Promise<void> => {
  for (let i = 0; i < count; i++) await Promise.resolve();
};
const script = `${"Step.call(1); ".repeat(4)}9`;

/** As many scripts as there are threads wait at the same time: each thread is there, and free. */
async function meet(pool: WorkerPool, workers: number): Promise<void> {
  let here = 0;
  heard = (said) => said === "here" && ++here === workers && steps.postMessage("go on");
  const all = Array.from({ length: workers }, () => ended(pool.eval("Meet.call")));
  expect(await Promise.all(all)).toEqual(all.map(() => "met"));
}

/** When the signal comes: each `await` of the pool, of the thread and of the script has its moment. */
const moments: readonly (readonly [string, (abort: () => void) => void])[] = [
  ["in the turn of the call", (abort) => abort()],
  ["a microtask later", (abort) => void microtasks(1).then(abort)],
  ["three microtasks later", (abort) => void microtasks(3).then(abort)],
  ["ten microtasks later", (abort) => void microtasks(10).then(abort)],
  ["a turn later", (abort) => void setImmediate(abort)],
  ...[1, 2, 3, 4].map((n): [string, (abort: () => void) => void] => [
    `at step ${n} of its script`,
    (abort) => {
      let step = 0;
      heard = (said) => said === 1 && ++step === n && abort();
    },
  ]),
  ["about when its answer comes", (abort) => void (heard = (said) => said === 1 && setTimeout(abort, 2))],
];

test.each(moments)("a signal %s ends that call alone, in a queue of others", async (_, when) => {
  for (const workers of [1, 2]) {
    const pool = pooled(workers);
    await Promise.all(Array.from({ length: workers }, () => pool.eval("1")));
    const controller = new AbortController();
    const before = Array.from({ length: workers - 1 }, (__, n) => ended(pool.eval(`Step.call(0); ${n}`)));
    const aborted = ended(pool.eval(script, { signal: controller.signal }));
    const after = [1, 2, 3, 4].map((n) => ended(pool.eval(`${n}`)));
    when(() => controller.abort("enough"));
    expect(["AbortError", 9]).toContain(await aborted);
    expect(await Promise.all(before)).toEqual(before.map((__, n) => n));
    expect(await Promise.all(after)).toEqual([1, 2, 3, 4]);
    await meet(pool, workers);
  }
});

test("a signal while its thread is set up, and of one that waits in the middle of the queue, is the same", async () => {
  const pool = pooled(1);
  const controller = new AbortController();
  const atSetup = new Promise<void>((resolve) => (heard = (said) => said === "setup" && resolve()));
  const first = ended(pool.eval("1", { signal: controller.signal }));
  const second = ended(pool.eval("2"));
  const middle = new AbortController();
  const third = ended(pool.eval("3", { signal: middle.signal }));
  const fourth = ended(pool.eval("4"));
  await atSetup;
  middle.abort();
  controller.abort();
  expect(await Promise.all([first, second, third, fourth])).toEqual(["AbortError", 2, "AbortError", 4]);
});

test("all of a full queue aborted leave nothing behind", async () => {
  const pool = pooled(2);
  await pool.eval("1");
  for (let round = 0; round < 3; round++) {
    const controller = new AbortController();
    const all = Array.from({ length: 40 }, () => ended(pool.eval(script, { signal: controller.signal })));
    await microtasks(round * 5);
    controller.abort();
    expect(new Set(await Promise.all(all))).toEqual(new Set(["AbortError"]));
    const next = Array.from({ length: 6 }, (_, n) => ended(pool.eval(`${n}`)));
    expect(await Promise.all(next)).toEqual([0, 1, 2, 3, 4, 5]);
  }
  await meet(pool, 2);
});
