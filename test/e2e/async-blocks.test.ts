import { afterAll, describe, expect, test } from "vitest";

import { BlockError, KobakoError, Sandbox, ServiceError, TimeoutError, type GuestBlock } from "../../src/node.ts";
import { rejection, sandboxWith, sleep, suspends, unhandled, value } from "../support/waiting.ts";

afterAll(async () => {
  await sleep(20);
  expect(unhandled).toEqual([]);
});

// all of it waits for promises, which Node 22 cannot
describe.skipIf(!suspends)("blocks", () => {
  test("wait within block.async, one after the other", async () => {
    expect(await value("S.each_async([1, 2, 3]) { |x| S.sleep(x) * 2 }")).toEqual([2, 4, 6]);
    expect(await value("log = []; r = S.all([3, 1, 2]) { |x| log << x; S.sleep(x); log << -x; x }; [r, log]")).toEqual([
      [3, 1, 2],
      [3, -3, 1, -1, 2, -2],
    ]);
    expect(await value("S.all([1, 2]) { |x| S.all([10, 20]) { |y| S.now(x * y) } }")).toEqual([
      [10, 20],
      [20, 40],
    ]);
  });

  test("a service that returns first is waited for with its calls", async () => {
    expect(await value("a = []; r = S.fire_and_forget([1, 2]) { |x| a << S.sleep(x) }; [r, a]")).toEqual([
      "begun",
      [1, 2],
    ]);
  });

  test("break, next and exceptions go where they go without waiting", async () => {
    expect(await value("S.each_async([1, 2]) { |x| break x * 7 }")).toBe(7);
    expect(await value("S.each_async([1, 2]) { |x| next 5 if S.now(x) == 1; x }")).toEqual([5, 2]);
    expect(
      await value(
        "e = ArgumentError.new('no'); begin; S.each_async([1]) { S.now(1); raise e }; rescue => f; e.equal?(f); end",
      ),
    ).toBe(true);
  });

  test("the first exception of calls in progress refuses those that wait", async () => {
    const source =
      "log = []; begin; S.all([1, 2, 3]) { |x| log << x; S.now(1); raise 'x' if x == 1 }; rescue => e; log << e.message; end; log";
    // how many begin before the first one's wait is over is up to the machine
    expect([
      [1, "x"],
      [1, 2, "x"],
      [1, 2, 3, "x"],
    ]).toContainEqual(await value(source));
  });

  test("below a synchronous call of a block a promise is a ServiceError that explains", async () => {
    const error = await rejection(sandboxWith().evalAsync("S.each([1]) { |x| S.fail }"));
    expect(error).toBeInstanceOf(ServiceError);
    expect(error.message).toContain("block.async");
    expect(
      await value("begin; S.each([1]) { S.all([1]) { 1 } }; rescue Kobako::ServiceError; :refused; end.to_s"),
    ).toBe("refused");
    expect(await value("S.each([1, 2]) { |x| S.each([x]) { |y| S.same(y) } }")).toEqual([[1], [2]]);
  });

  test("are called synchronously after an await, but not while block.async is in progress", async () => {
    const refused: unknown[] = [];
    const sandbox = sandboxWith({
      Later: async (block: GuestBlock) => {
        await sleep(1);
        return [block(1), block(2)];
      },
      Between: async (block: GuestBlock) => {
        const results = [await block.async(1), block(2), await block.async(3), block(4)];
        await block.async("x").catch(() => results.push("not even"));
        return results;
      },
      Both: async (block: GuestBlock) => {
        const first = block.async(1);
        await sleep(1);
        try {
          block(2);
        } catch (error) {
          refused.push(error);
        }
        return first;
      },
    });
    expect(await value("Later.call { |x| S.same(x) + 1 }", sandbox)).toEqual([2, 3]);
    expect(await value("Between.call { |x| x.odd? ? S.now(x) : S.same(x) }", sandbox)).toEqual([
      1,
      2,
      3,
      4,
      "not even",
    ]);
    expect(await value("Both.call { |x| S.sleep(20); x }", sandbox)).toBe(1);
    expect(refused).toHaveLength(1);
    expect(refused[0]).toBeInstanceOf(BlockError);
  });

  test("called after their dispatch are refused", async () => {
    let kept: GuestBlock | undefined;
    const sandbox = sandboxWith({ Keep: async (block: GuestBlock) => void (kept = block) });
    await sandbox.evalAsync("Keep.call { 1 }");
    expect(() => kept?.()).toThrow(KobakoError);
    await expect(kept?.async()).rejects.toThrow(KobakoError);
  });
});

describe.skipIf(!suspends)("a service that never settles", () => {
  test("ends with the deadline, and what settles late is ignored", async () => {
    const late: ((value: unknown) => void)[] = [];
    const signals: AbortSignal[] = [];
    const sandbox = new Sandbox({ timeout: 100 });
    sandbox.provide("Never", ({ signal }) => {
      signals.push(signal);
      return () => new Promise((resolve, reject) => late.push(late.length % 2 ? resolve : reject));
    });
    for (let i = 0; i < 4; i++) {
      const error = await rejection(sandbox.evalAsync("puts 'begun'; Never.call"));
      expect(error).toBeInstanceOf(TimeoutError);
      expect(error.execution?.stdout).toBe("begun\n");
      expect(error.execution?.usage.serviceCalls).toBe(1);
      expect(signals[i]?.reason).toBe(error);
    }
    for (const settle of late) settle(new Error("late"));
    await sleep(5);
    expect((await sandbox.evalAsync("1")).value).toBe(1);
  });

  test("has what waits within it told: block calls reject, and no guest code runs any more", async () => {
    const seen: unknown[] = [];
    const sandbox = sandboxWith({
      Outer: async (block: GuestBlock) => {
        await block.async().catch((error: unknown) => seen.push(error));
        await block.async().catch((error: unknown) => seen.push(error));
        return 1;
      },
    });
    const error = await rejection(
      sandbox.evalAsync("Outer.call { begin; S.never; ensure; puts 'after'; end }", { timeout: 100 }),
    );
    await sleep(5);
    expect([error.name, error.execution?.stdout]).toEqual(["TimeoutError", ""]);
    expect(seen.map((one) => (one as Error).name)).toEqual(["TimeoutError", "TrapError"]);
  });

  test("counts against the deadline together with guest time and the wait for a turn", async () => {
    const sandbox = sandboxWith({}, { maxConcurrency: 1 });
    const first = rejection(sandbox.evalAsync("S.never", { timeout: 300 }));
    const queued = rejection(sandbox.evalAsync("1", { timeout: 100 }));
    const aborted = rejection(sandbox.evalAsync("1", { signal: AbortSignal.timeout(10) }));
    const last = sandbox.evalAsync("2");
    expect((await aborted).name).toBe("AbortError");
    expect((await queued).name).toBe("TimeoutError");
    expect((await queued).execution?.usage.serviceCalls).toBe(0);
    expect((await first).name).toBe("TimeoutError");
    expect((await last).value).toBe(2);
  });

  test("leaves no memory behind, even when the service keeps block and promise", { timeout: 60_000 }, async () => {
    const kept: unknown[] = [];
    const sandbox = new Sandbox({ timeout: 50 }).bind("Never", (block: GuestBlock) => {
      const promise = new Promise((resolve, reject) => kept.push(block, resolve, reject));
      kept.push(promise);
      return promise;
    });
    const round = async (): Promise<number> => {
      for (let i = 0; i < 5; i++) {
        await Promise.all(Array.from({ length: 20 }, () => rejection(sandbox.evalAsync("Never.call { 1 }"))));
      }
      for (let i = 0; i < 3; i++) {
        await sleep(1);
        globalThis.gc?.();
      }
      return process.memoryUsage().rss;
    };
    await round();
    await round();
    const before = await round();
    for (let i = 0; i < 4; i++) await round();
    // 400 instances of 0.4 MB: 160 MB if they stayed
    expect((await round()) - before).toBeLessThan(60 << 20);
    expect(kept.length).toBeGreaterThan(400);
  });
});

/** Services that give a block a promise that rejects, in calls of it that are refused before that is looked at. */
const lost = (): unknown[] => [Promise.reject(new Error("nobody waits for this"))];
let kept: GuestBlock | undefined;
const attempt = (call: () => unknown): void => {
  try {
    call();
  } catch {
    // as a careless service does
  }
};
const refused: Readonly<Record<string, (block: GuestBlock) => unknown>> = {
  "after its service call": (block) => void (kept = block),
  "while another is in progress": async (block) => {
    const first = block.async(1);
    attempt(() => block(lost()));
    await first;
  },
  "behind one that raises": (block) => Promise.all([block.async("raise"), block.async(lost()), block.async(lost())]),
  "after one that breaks": async (block) => {
    await block.async("break").catch(() => {});
    attempt(() => block(lost()));
    await block.async(lost()).catch(() => {});
  },
  "below a synchronous one": (block) => block("below"),
  "when time is up": async (block) => {
    await sleep(60);
    attempt(() => block(lost()));
    await block.async(lost()).catch(() => {});
  },
};

test.runIf(suspends).each(Object.entries(refused))(
  "a promise within what a block is given is nobody's where the call is refused: %s",
  async (_, service) => {
    kept = undefined;
    const sandbox = new Sandbox({ timeout: 50 })
      .bind("F", service)
      .bind("Below", (block: GuestBlock) => void block.async(lost()));
    const source =
      'F.call { |x| raise "no" if x == "raise"; break 1 if x == "break"; Below.call { 1 } if x == "below"; x }';
    await sandbox.evalAsync(source).catch(() => {});
    const block = kept as GuestBlock | undefined;
    attempt(() => block?.(lost()));
    await block?.async(lost()).catch(() => {});
    await sleep(80);
    expect(unhandled).toEqual([]);
  },
);

const broken = async (block: GuestBlock): Promise<unknown> => {
  await block.async(1).catch(() => {});
  return lost();
};

test.runIf(suspends)(
  "a promise within what a service answers is nobody's when its block has ended the call",
  async () => {
    const sandbox = new Sandbox().bind("Later", broken).bind("Now", (block: GuestBlock) => {
      attempt(() => block(1));
      return lost();
    });
    for (const service of ["Later", "Now"]) {
      expect((await sandbox.evalAsync(`${service}.call { break 5 }`)).value).toBe(5);
    }
    expect(sandbox.eval("Now.call { break 6 }").value).toBe(6);
    await sleep(20);
    expect(unhandled).toEqual([]);
  },
);
