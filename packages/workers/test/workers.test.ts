import { readFileSync } from "node:fs";

import { afterAll, describe, expect, test } from "vitest";

import { Guest, KobakoError, sym } from "kobako";

import { WorkerPool, type WorkerPoolOptions } from "../src/index.ts";

const pools: WorkerPool[] = [];
const setup = new URL("./setups/services.ts", import.meta.url);

function pooled(options: WorkerPoolOptions = {}): WorkerPool {
  const pool = new WorkerPool({ setup, workers: 1, ...options });
  pools.push(pool);
  return pool;
}

afterAll(() => Promise.all(pools.map((pool) => pool.close())));

async function rejection(promise: Promise<unknown>): Promise<KobakoError> {
  const error: unknown = await promise.then(() => undefined).catch((thrown: unknown) => thrown);
  if (error instanceof KobakoError) return error;
  throw error ?? new Error("it was fulfilled");
}

describe("a pool of workers", () => {
  test("runs scripts and entrypoints with the setup's services", async () => {
    const pool = pooled();
    const { value, stdout, usage } = await pool.eval("puts 1; Later.call(41) + 1");
    expect([value, stdout, usage.serviceCalls]).toEqual([42, "1\n", 1]);
    expect((await pool.run("Adder", [2, 3], { kwargs: { by: 10 } })).value).toBe(50);
  });

  test("carries values of every form there and back", async () => {
    const pool = pooled();
    pool.eval("1").catch(() => {});
    const { value } = await pool.eval(
      "[:ok, 2**70, { 1 => :a }, { 'a' => nil }, { '__proto__' => 1 }, Set[1], 1.5, \"\\xff\"]",
    );
    const [symbol, big, map, object, prototype, set, float, bytes] = value as unknown[];
    expect([symbol, big, map, object, set, float]).toEqual([
      sym("ok"),
      2n ** 70n,
      new Map([[1, sym("a")]]),
      { a: null },
      new Set([1]),
      1.5,
    ]);
    expect(Object.keys(prototype as object)).toEqual(["__proto__"]);
    expect([...(bytes as Uint8Array)]).toEqual([255]);
    expect((await pool.run("Adder", [2n ** 64n, 1])).value).toBe(2n ** 64n + 1n);
    expect((await pool.eval("Later.call([:a, 1.0])")).value).toEqual([sym("a"), 1]);
  });

  test("makes errors of the same classes again, with their record", async () => {
    const pool = pooled();
    const error = await rejection(pool.eval("puts 'before'\nraise ArgumentError, 'no'"));
    expect(error).toMatchObject({
      name: "SandboxError",
      code: "KOBAKO_SANDBOX",
      message: "no",
      klass: "ArgumentError",
    });
    expect(error).toMatchObject({ backtraceLines: ["(eval):2"], execution: { stdout: "before\n" } });
    expect(await rejection(pool.eval("x = )"))).toMatchObject({ klass: "SyntaxError", line: 1 });
    expect(await rejection(pool.eval("Fail.call"))).toMatchObject({
      name: "ServiceError",
      cause: { message: "not today" },
    });
    expect((await rejection(pool.eval("Fail.nothing"))).name).toBe("NoServiceError");
    expect(await rejection(pool.run("Missing"))).toMatchObject({
      name: "UndefinedEntrypointError",
      available: ["Adder"],
    });
    expect((await rejection(pool.eval("loop {}", { timeout: 30 }))).name).toBe("TimeoutError");
    expect((await rejection(pool.eval("loop {}", { fuel: 1000 }))).name).toBe("FuelExhaustedError");
    await expect(pool.run("not one")).rejects.toThrow(TypeError);
    await expect(pool.eval(5 as unknown as string)).rejects.toThrow(TypeError);
    await expect(pool.eval("1", { timeout: 1e9 })).rejects.toThrow(RangeError);
  });

  test("lets nothing out of a thread that only means something there", async () => {
    await expect(pooled().eval("Make.call")).rejects.toThrow("cannot leave its thread");
    await expect(pooled().run("Adder", [() => 1])).rejects.toThrow("cannot leave its thread");
  });

  test("ends a thread whose host code holds it past the deadline, and loses nothing that waits", async () => {
    const pool = pooled({ grace: 50 });
    await pool.eval("1");
    const held = rejection(pool.eval("puts 'so far: é'; warn 'w'; Hold.call; puts 'never'", { timeout: 100 }));
    const queued = Promise.all([1, 2, 3].map((n) => pool.eval(`${n}`)));
    expect(await held).toMatchObject({
      name: "TimeoutError",
      message: expect.stringContaining("held its thread") as string,
    });
    const { execution } = await held;
    expect(execution).toMatchObject({ value: undefined, stdout: "so far: é\n", stderr: "w\n", stdoutTruncated: false });
    expect(execution?.usage).toMatchObject({ fuel: Number.NaN, memoryPeak: Number.NaN, serviceCalls: Number.NaN });
    expect(execution?.usage.wallTime).toBeGreaterThanOrEqual(100);
    expect(Object.isFrozen(execution)).toBe(true);
    expect((await queued).map(({ value }) => value)).toEqual([1, 2, 3]);
  });

  test("keeps no more of what a lost thread wrote than the limit, and nothing of the script before", async () => {
    const pool = pooled({ grace: 20, sandbox: { stdoutLimit: 5 } });
    await pool.eval("puts 'before'; warn 'before'");
    const { execution } = await rejection(pool.eval("puts 'éééé'; Hold.call", { timeout: 60 }));
    expect([execution?.stdout, execution?.stderr]).toEqual(["éé", ""]);
  });

  test("counts the wait for a thread against the deadline", async () => {
    const pool = pooled();
    await pool.eval("1");
    const first = rejection(pool.eval("loop {}", { timeout: 300 }));
    const waited = await rejection(pool.eval("1", { timeout: 50 }));
    expect(waited.message).toContain("no thread was free");
    expect(waited.execution).toMatchObject({ value: undefined, stdout: "", usage: { fuel: 0, serviceCalls: 0 } });
    expect((await first).name).toBe("TimeoutError");
  });

  test("is aborted, queued or running, even while host code holds the thread", async () => {
    const pool = pooled();
    await pool.eval("1");
    const controller = new AbortController();
    const running = rejection(pool.eval("print 1; Hold.call", { signal: controller.signal }));
    const queued = rejection(pool.eval("1", { signal: controller.signal }));
    const other = pool.eval("2");
    setTimeout(() => controller.abort("enough"), 50);
    for (const error of [await running, await queued])
      expect(error).toMatchObject({ name: "AbortError", cause: "enough" });
    expect((await running).execution).toMatchObject({ stdout: "1", usage: { fuel: Number.NaN } });
    expect((await queued).execution).toMatchObject({ stdout: "", usage: { fuel: 0 } });
    expect((await other).value).toBe(2);
    const before = await rejection(pool.eval("1", { signal: controller.signal }));
    expect([before.name, before.execution?.usage.fuel]).toEqual(["AbortError", 0]);
  });

  test("keeps a thread whose script is aborted while it computes or waits", async () => {
    const pool = pooled({ grace: 5_000 });
    let count = 0;
    for (const source of ["loop {}", "loop { Later.call(1) }", "loop { Count.now }"]) {
      expect((await pool.eval("Count.up")).value).toBe(++count);
      const controller = new AbortController();
      const running = rejection(pool.eval(`puts 1; ${source}`, { signal: controller.signal }));
      const next = pool.eval("Count.now", { signal: new AbortController().signal });
      setTimeout(() => controller.abort("enough"), 20);
      expect(await running).toMatchObject({ name: "AbortError", cause: "enough", execution: { stdout: "1\n" } });
      expect((await running).execution?.usage.fuel).toBeGreaterThan(0);
      expect((await next).value).toBe(count);
    }
  });

  test("survives a thread that meets its resource limits", async () => {
    const pool = pooled({ resourceLimits: { maxOldGenerationSizeMb: 48, maxYoungGenerationSizeMb: 8 } });
    const error = await rejection(pool.eval("puts 'grows'; Grow.call"));
    expect([error.name, error.execution?.stdout]).toEqual(["TrapError", "grows\n"]);
    expect((await pool.eval("3")).value).toBe(3);
  });

  test("closes when what it was given is done, however long each thread takes", async () => {
    for (const workers of [1, 2, 3]) {
      const pool = pooled({ workers });
      await pool.eval("1");
      const last = [1, 30, 3, 200].map((n) => pool.eval(`Later.call(${n}); i = 0; i += 1 while i < ${n}_000; i`));
      const closed = pool.close();
      expect((await Promise.all(last)).map(({ value }) => value)).toEqual([1000, 30_000, 3000, 200_000]);
      await closed;
      await pool.close();
      expect(await rejection(pool.eval("1"))).toMatchObject({ name: "SetupError", message: "the pool is closed" });
    }
  });

  test("runs nothing that was given up before a thread began with it", async () => {
    const pool = pooled();
    await pool.eval("1");
    const first = pool.eval("Later.call(1); i = 0; i += 1 while i < 3_000_000; 0");
    const controller = new AbortController();
    const aborted = rejection(pool.eval("Count.up", { signal: controller.signal }));
    const late = rejection(pool.eval("Count.up", { timeout: 20 }));
    const last = pool.eval("Count.now");
    controller.abort();
    expect([(await aborted).name, (await late).name]).toEqual(["AbortError", "TimeoutError"]);
    expect([(await first).value, (await last).value]).toEqual([0, 0]);
  });

  test("waits for a slow setup without ending its thread, however short its calls' timeouts", async () => {
    const pool = pooled({ setup: new URL("./setups/slow.ts", import.meta.url), grace: 0, sandbox: { timeout: 40 } });
    const errors: KobakoError[] = [];
    let ready: unknown;
    while (ready === undefined && errors.length < 200) {
      await pool.eval("Ready.call").then(
        ({ value }) => (ready = value),
        (error: unknown) => errors.push(error as KobakoError),
      );
    }
    expect(ready).toBe(true);
    expect(errors[0]?.message).toContain("no thread was free");
  });

  test("tries a setup that has failed again", async () => {
    const pool = pooled({ setup: new URL("./setups/fails-once.ts", import.meta.url) });
    await expect(pool.eval("1")).rejects.toThrow("not yet");
    expect((await pool.eval("Attempts.call")).value).toBe(2);
  });

  test("replaces a thread that ends while it has nothing to do, and warns", async () => {
    const pool = pooled();
    const warned = new Promise<Error>((resolve) => process.once("warning", resolve));
    await pool.eval("ThrowLater.call; 1");
    expect((await warned).message).toBe("nobody catches this");
    expect((await pool.eval("2")).value).toBe(2);
  });

  test("takes no notice of messages that services send", async () => {
    const pool = pooled();
    expect((await pool.eval("Say.call; 1")).value).toBe(1);
    expect((await pool.eval("2")).value).toBe(2);
  });

  test("reports a setup that fails to every caller, and refuses misuse", async () => {
    const pool = pooled({ setup: new URL("./setups/missing.ts", import.meta.url) });
    await expect(pool.eval("1")).rejects.toThrow("missing.ts");
    expect(() => new WorkerPool({ setup: "x" as never })).toThrow(TypeError);
    expect(() => new WorkerPool({ threads: 2 } as never)).toThrow("unknown option threads");
    for (const timeout of ["5", {}] as never[]) {
      expect(() => new WorkerPool({ sandbox: { timeout } })).toThrow(TypeError);
      await expect(pool.eval("1", { timeout })).rejects.toThrow(TypeError);
    }
    for (const timeout of [-1, Number.NaN, Infinity]) {
      expect(() => new WorkerPool({ sandbox: { timeout } })).toThrow(RangeError);
      await expect(pool.eval("1", { timeout })).rejects.toThrow(RangeError);
    }
    await expect(pool.eval("1", { timeout: 60_001 })).rejects.toThrow("only be lower");
    await expect(pool.eval("1", { signal: {} as never })).rejects.toThrow(TypeError);
    const guest = Guest.load(readFileSync(new URL("../../../dist/kobako.wasm", import.meta.url)));
    expect(() => new WorkerPool({ sandbox: { guest } })).toThrow("a Guest cannot leave its thread");
    for (const options of [{ workers: 0 }, { grace: -1 }]) expect(() => new WorkerPool(options)).toThrow(RangeError);
  });
});
