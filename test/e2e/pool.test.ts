import { describe, expect, test, vi } from "vitest";

import { KobakoError, Pool, PoolTimeoutError, Sandbox, TimeoutError, type PoolOptions } from "../../src/node.ts";

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A pool that counts what it sets up. */
function pooled(options: PoolOptions): { pool: Pool; made: Sandbox[] } {
  const made: Sandbox[] = [];
  return { pool: new Pool(options, (sandbox) => void made.push(sandbox.bind("Id", (value: unknown) => value))), made };
}

async function rejection(promise: Promise<unknown>): Promise<KobakoError> {
  const error: unknown = await promise.then(() => undefined).catch((thrown: unknown) => thrown);
  if (error instanceof KobakoError) return error;
  throw error ?? new Error("it was fulfilled");
}

describe("a pool", () => {
  test("makes sandboxes when they are needed, sets each up once, and answers the callback's value", async () => {
    const { pool, made } = pooled({ slots: 3, timeout: 1000 });
    expect(made).toHaveLength(0);
    for (let i = 0; i < 5; i++) expect(await pool.with((sandbox) => sandbox.eval(`Id.call(${i})`).value)).toBe(i);
    expect(made).toHaveLength(1);
    await Promise.all([1, 2, 3, 4, 5].map(() => pool.with(() => sleep(1))));
    expect(made).toHaveLength(3);
  });

  test("forwards the options of its sandboxes", async () => {
    const { pool } = pooled({ slots: 1, stdoutLimit: 2 });
    expect(await pool.with((sandbox) => sandbox.eval("print 'abc'").stdout)).toBe("ab");
  });

  test("lets one callback at a time hold a sandbox, in the order of the calls", async () => {
    const { pool, made } = pooled({ slots: 2 });
    const held = new Set<Sandbox>();
    const order: number[] = [];
    await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        pool.with(async (sandbox) => {
          expect(held.has(sandbox)).toBe(false);
          held.add(sandbox);
          order.push(n);
          await sleep(2);
          held.delete(sandbox);
        }),
      ),
    );
    expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(made).toHaveLength(2);
  });

  test("gives up a sandbox after a TrapError, and no other", async () => {
    const { pool, made } = pooled({ slots: 1 });
    expect((await rejection(pool.with((sandbox) => sandbox.eval("raise 'x'")))).name).toBe("SandboxError");
    await expect(pool.with(() => Promise.reject(new RangeError("mine")))).rejects.toThrow(RangeError);
    expect(await pool.with((sandbox) => sandbox === made[0])).toBe(true);
    expect((await rejection(pool.with((sandbox) => sandbox.eval("loop {}", { timeout: 5 })))).name).toBe(
      "TimeoutError",
    );
    expect(await pool.with((sandbox) => sandbox === made[1])).toBe(true);
  });

  test("refuses who waits longer than checkoutTimeout, and is usable afterwards", async () => {
    const { pool } = pooled({ slots: 1, checkoutTimeout: 20 });
    let release = (): void => {};
    const holding = pool.with(() => new Promise<void>((resolve) => (release = resolve)));
    const error = await rejection(pool.with(() => 1));
    expect(error).toBeInstanceOf(PoolTimeoutError);
    expect([error.code, error.execution?.usage.serviceCalls]).toEqual(["KOBAKO_POOL_TIMEOUT", 0]);
    release();
    await holding;
    expect(await pool.with(() => 2)).toBe(2);
  });

  test("waits five seconds when nothing else is said, and for ever when the bound is off", async () => {
    vi.useFakeTimers();
    try {
      for (const [checkoutTimeout, patience] of [
        [undefined, 5_000],
        [null, Infinity],
      ] as const) {
        const { pool } = pooled({ slots: 1, ...(checkoutTimeout === null && { checkoutTimeout }) });
        let release = (): void => {};
        const holding = pool.with(() => new Promise<void>((resolve) => (release = resolve)));
        const waiting = pool.with(() => 3).catch((error: unknown) => (error as KobakoError).name);
        let ended: unknown;
        void waiting.then((result) => (ended = result));
        await vi.advanceTimersByTimeAsync(4_999);
        expect(ended).toBeUndefined();
        await vi.advanceTimersByTimeAsync(3_600_000);
        expect(ended).toBe(patience === Infinity ? undefined : "PoolTimeoutError");
        release();
        await holding;
        expect(await waiting).toBe(patience === Infinity ? 3 : "PoolTimeoutError");
      }
    } finally {
      vi.useRealTimers();
    }
  });

  test("has a signal end the wait, and a timeout cover wait and invocation", async () => {
    const { pool } = pooled({ slots: 1 });
    const reason = new Error("gone");
    const controller = new AbortController();
    const holding = pool.with(() => sleep(60));
    const aborted = rejection(pool.with(() => 1, { signal: controller.signal }));
    const late = rejection(pool.with(() => 1, { timeout: 10 }));
    controller.abort(reason);
    expect([(await aborted).name, (await aborted).cause]).toEqual(["AbortError", reason]);
    expect(await late).toBeInstanceOf(TimeoutError);
    const shared = await rejection(pool.with((sandbox, left) => sandbox.evalAsync("loop {}", left), { timeout: 100 }));
    expect(shared).toBeInstanceOf(TimeoutError);
    expect(shared.execution?.usage.wallTime).toBeLessThan(100);
    await holding;
    expect((await rejection(pool.with(() => 1, { signal: controller.signal }))).name).toBe("AbortError");
    expect(await pool.with(() => 4)).toBe(4);
  });

  test("leaves an invocation no more than its sandbox's own timeout", async () => {
    const pool = new Pool({ slots: 1, timeout: 500 });
    const left = await pool.with(
      (sandbox, rest) => {
        expect(sandbox.eval("1", rest).value).toBe(1);
        return rest.timeout;
      },
      { timeout: 60_000 },
    );
    expect(left).toBe(500);
  });

  test("hands on what its setup throws, and tries again", async () => {
    let fails = true;
    const pool = new Pool({ slots: 1 }, async () => {
      await sleep(1);
      if (fails) throw new RangeError("no database");
    });
    await expect(pool.with(() => 1)).rejects.toThrow("no database");
    fails = false;
    expect(await pool.with(() => 1)).toBe(1);
  });

  test("refuses misuse", async () => {
    expect(() => new Pool({} as never)).toThrow(TypeError);
    expect(() => new Pool(undefined as never)).toThrow(new TypeError("options must be an object"));
    expect(() => new Pool({ slots: 0 })).toThrow(RangeError);
    expect(() => new Pool({ slots: 1, checkoutTimeout: -1 })).toThrow(RangeError);
    expect(() => new Pool({ slots: 1, tiemout: 5 } as never)).toThrow(TypeError);
    expect(() => new Pool({ slots: 1 }, 5 as never)).toThrow(TypeError);
    await expect(new Pool({ slots: 1 }).with(5 as never)).rejects.toThrow(TypeError);
  });

  test("and a sandbox are disposed of by using, and usable even then", async () => {
    const { pool, made } = pooled({ slots: 1 });
    {
      using again = pool;
      await again.with((sandbox) => {
        using inner = sandbox;
        return inner.eval("1");
      });
    }
    expect(await pool.with((sandbox) => sandbox.eval("2").value)).toBe(2);
    expect(made).toHaveLength(2);
  });

  test("is out of the guest's reach", () => {
    const sandbox = new Sandbox().bind("P", new Pool({ slots: 1 }));
    expect(sandbox.eval("begin; P.with; rescue Kobako::NoServiceError; 'none'; end").value).toBe("none");
  });
});
