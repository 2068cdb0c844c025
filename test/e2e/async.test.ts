import { afterAll, describe, expect, test } from "vitest";

import {
  AbortError,
  Sandbox,
  ServiceError,
  SetupError,
  TrapError,
  type GuestBlock,
  type InvocationContext,
} from "../../src/node.ts";
import { failure } from "../support/failure.ts";
import { rejection, sandboxWith, Services, sleep, suspends, unhandled, value } from "../support/waiting.ts";

afterAll(async () => {
  await sleep(20);
  expect(unhandled).toEqual([]);
});

describe("on every engine", () => {
  test("scripts whose services answer no promise run", async () => {
    const {
      value: result,
      stdout,
      usage,
    } = await sandboxWith().evalAsync("puts 1; S.each([1, 2]) { |x| S.same(x) * 2 }");
    expect([result, stdout, usage.serviceCalls]).toEqual([[2, 4], "1\n", 3]);
  });

  test("errors are rejections of the same classes, with their record", async () => {
    const error = await rejection(sandboxWith().evalAsync("puts 1; raise 'no'"));
    expect([error.name, error.message, error.execution?.stdout]).toEqual(["SandboxError", "no", "1\n"]);
    expect((await rejection(sandboxWith().evalAsync("x = )"))).name).toBe("SandboxError");
    await expect(sandboxWith().evalAsync(5 as unknown as string)).rejects.toThrow(TypeError);
    await expect(sandboxWith().evalAsync("1", { signal: 5 as unknown as AbortSignal })).rejects.toThrow(TypeError);
    expect(() => new Sandbox({ maxConcurrency: 0 })).toThrow(RangeError);
  });

  test("an instance is used again, and only after it ended well", async () => {
    const sandbox = sandboxWith();
    for (let i = 0; i < 5; i++) {
      expect(await value("$x = ($x || 0) + 1", sandbox)).toBe(1);
      expect((await rejection(sandbox.evalAsync("loop {}", { timeout: 5 }))).name).toBe("TimeoutError");
    }
  });

  test("an aborted signal ends synchronous and asynchronous invocations with its reason", async () => {
    const reason = { why: "changed my mind" };
    const signal = AbortSignal.abort(reason);
    for (const error of [
      failure(() => sandboxWith().eval("1", { signal })),
      await rejection(sandboxWith().evalAsync("1", { signal })),
    ]) {
      expect(error).toBeInstanceOf(AbortError);
      expect(error).toBeInstanceOf(TrapError);
      expect([error.code, error.cause]).toEqual(["KOBAKO_ABORT", reason]);
      expect(error.execution?.value).toBeUndefined();
    }
  });

  test("a service that aborts its own invocation cannot have it go on", () => {
    const controller = new AbortController();
    const sandbox = sandboxWith({ Stop: () => controller.abort("stopped") });
    const error = failure(() =>
      sandbox.eval("begin; Stop.call; rescue Object; end; puts 1", { signal: controller.signal }),
    );
    expect([error.name, error.cause, error.execution?.stdout]).toEqual(["AbortError", "stopped", ""]);
  });

  test("providers learn of deadline, context and, when it is over, the error", async () => {
    const seen: InvocationContext[] = [];
    const sandbox = new Sandbox({ timeout: 1000 }).provide("P", (invocation) => {
      seen.push(invocation);
      return () => invocation.context;
    });
    const context = { tenant: 7 };
    expect(sandbox.eval("P.call", { context }).value).toEqual({ tenant: 7 });
    expect((await sandbox.evalAsync("P.call", { context: 5 })).value).toBe(5);
    expect(seen.map(({ signal }) => signal.aborted)).toEqual([false, false]);
    expect(seen[0]?.deadline).toBeGreaterThan(performance.now());
    const { signal } = ((seen.length = 0), sandbox.eval("P.call"), seen[0] as InvocationContext);
    expect(signal.aborted).toBe(false);
    const provider = new Sandbox().provide("P", (invocation) => (seen.unshift(invocation), invocation.signal, () => 1));
    const error = failure(() => provider.eval("P.call; loop {}", { timeout: 50 }));
    expect(seen[0]?.signal.reason).toBe(error);
  });
});

describe("output as it is written", () => {
  test("comes in order, whole characters at a time, within the limit", async () => {
    const chunks: string[] = [];
    const options = {
      onStdout: (text: string) => chunks.push(`o:${text}`),
      onStderr: (text: string) => chunks.push(`e:${text}`),
    };
    const sandbox = sandboxWith({}, { stdoutLimit: 6 });
    const source = 'print "a"; warn "w"; print "\\xc3"; print "\\xa9"; print "too long"';
    const { stdout, stdoutTruncated } = await sandbox.evalAsync(source, options);
    expect(chunks.filter((chunk) => chunk.startsWith("o:"))).toEqual(["o:a", "o:é", "o:too"]);
    expect(chunks.filter((chunk) => chunk.startsWith("e:")).join("")).toMatch(/^e:w(e:)?\n$/);
    expect(chunks.indexOf("o:a")).toBe(0);
    expect(chunks.indexOf("o:é")).toBe(chunks.length - 2);
    expect([stdout, stdoutTruncated]).toEqual(["aétoo", true]);
    chunks.length = 0;
    expect(sandbox.eval('print "x\\xc3"', options).stdout).toBe("x\ufffd");
    expect(chunks).toEqual(["o:x", "o:\ufffd"]);
  });

  test("a listener that aborts the signal ends a script, also where nothing else would run before its end", async () => {
    const stop = new AbortController();
    const onStdout = (): void => stop.abort("seen");
    const error = await rejection(
      sandboxWith().evalAsync("puts 1; loop { puts 2 }", { signal: stop.signal, onStdout }),
    );
    expect([error.name, error.cause]).toEqual(["AbortError", "seen"]);
  });

  test("a listener that throws ends the invocation, and only that", () => {
    const sandbox = sandboxWith();
    const cause = new Error("disk full");
    const onStdout = (): never => {
      throw cause;
    };
    const error = failure(() => sandbox.eval("begin; puts 1; rescue Object; end; 5", { onStdout }));
    expect([error.name, error.cause]).toEqual(["TrapError", cause]);
    expect(sandbox.eval("puts 1; 5").value).toBe(5);
  });
});

test.skipIf(suspends)("without JSPI a promise is a SetupError that says what to do", async () => {
  const sandbox = sandboxWith();
  const error = await rejection(sandbox.evalAsync("begin; S.fail; rescue Object; end"));
  expect(error).toBeInstanceOf(SetupError);
  expect(error.message).toContain("Node 24");
  expect(await value("S.same(5)", sandbox)).toBe(5);
});

// what follows waits for promises, which Node 22 cannot
describe.skipIf(!suspends)("services that answer promises", () => {
  test("are waited for any number of times", async () => {
    expect(await value("S.sleep(2) + S.now(3)")).toBe(5);
    expect(await value("x = 0; 1000.times { x += S.now(1) }; x")).toBe(1000);
  });

  test("answer values of every length, also thenables and handles", async () => {
    const sandbox = sandboxWith({
      Long: async () => "x".repeat(100_000),
      // oxlint-disable-next-line no-thenable -- what is tested
      Thenable: () => ({ then: (done: (value: number) => void) => done(7) }),
      Handle: async () => new Services(),
    });
    expect(await value("[Long.call.size, Thenable.call, Handle.call.now(3)]", sandbox)).toEqual([100_000, 7, 3]);
  });

  test("count once, however often what they answer calls back", async () => {
    const kept: ((value: unknown) => void)[] = [];
    const sandbox = sandboxWith({
      Often: () => ({
        // oxlint-disable-next-line no-thenable -- what is tested
        then(done: (value: unknown) => void, failed: (error: unknown) => void) {
          kept.push(done, failed);
          done("first");
          done("second");
          failed(new Error("third"));
          throw new Error("fourth");
        },
      }),
      // as `await` does not look at a `then` that a promise has itself
      Own: () =>
        Object.assign(Promise.resolve("its value"), {
          // oxlint-disable-next-line no-thenable -- what is tested
          then(done: (value: unknown) => void) {
            kept.push(done);
            done("another");
          },
        }),
      Now: async (value: string) => {
        for (const settle of kept) settle("late");
        return value;
      },
    });
    const source = "(1..5).map { |i| [Often.call, Own.call, Now.call(i.to_s)] }";
    const each = [1, 2, 3, 4, 5].map((i) => ["first", "its value", String(i)]);
    expect(await value(source, sandbox)).toEqual(each);
  });

  test("fail as services that throw do", async () => {
    expect(await value("begin; S.fail; rescue Kobako::ServiceError => e; e.message; end")).toBe("not today");
    const error = await rejection(sandboxWith().evalAsync("S.fail"));
    expect(error).toBeInstanceOf(ServiceError);
    expect(error.cause).toBeInstanceOf(RangeError);
  });

  test("are waited for by snippets that run every time, and by entrypoints", async () => {
    const sandbox = sandboxWith();
    sandbox.preload({ code: "Start = S.sleep(1)", name: "First" });
    sandbox.preload({ code: "Adder = ->(a, b, by: 1) { S.now(a) + S.now(b) * by + Start }", name: "Adder" });
    expect((await sandbox.runAsync("Adder", [2, 3], { kwargs: { by: 10 } })).value).toBe(33);
    expect((await rejection(sandbox.runAsync("Missing"))).name).toBe("UndefinedEntrypointError");
    await expect(sandbox.runAsync("not one")).rejects.toThrow(TypeError);
    const error = await rejection(sandbox.runAsync("Adder", [1, 2], { signal: AbortSignal.abort(1) }));
    expect(error.name).toBe("AbortError");
  });

  test("are not looked for within values", async () => {
    const error = await rejection(sandboxWith().evalAsync("S.nested"));
    expect(error.message).toContain("promise of the whole value");
  });

  test("cost fuel as the same script does that waits for nothing", async () => {
    const source = "20.times { F.call(1) }; i = 0; i += 1 while i < 300_000";
    const waiting = await new Sandbox().bind("F", async (n: number) => n).evalAsync(source);
    expect(waiting.usage.fuel).toBe(new Sandbox().bind("F", (n: number) => n).eval(source).usage.fuel);
  });

  test("of a thousand scripts are waited for together", async () => {
    const sandbox = sandboxWith({}, { maxConcurrency: null });
    let waiting = 0;
    let most = 0;
    let release = (): void => {};
    const all = new Promise<void>((resolve) => (release = resolve));
    const bound = new Sandbox({ maxConcurrency: 1000 }).bind("Wait", async (ms: number) => {
      most = Math.max(most, ++waiting);
      if (waiting === 1000) release();
      await all;
      waiting--;
      return sleep(ms);
    });
    const scripts = Array.from({ length: 1000 }, (_, i) => bound.evalAsync(`Wait.call(${i % 50}) + Wait.call(1)`));
    const results = await Promise.all(scripts);
    expect(results.map(({ value: result }) => result)).toEqual(results.map((_, i) => (i % 50) + 1));
    expect(most).toBe(1000);
    expect(await value("S.now(1)", sandbox)).toBe(1);
  });

  test("more scripts than maxConcurrency wait in order", async () => {
    const sandbox = new Sandbox({ maxConcurrency: 2 });
    const begun: number[] = [];
    let inside = 0;
    let most = 0;
    sandbox.bind("Work", async (n: number) => {
      begun.push(n);
      most = Math.max(most, ++inside);
      await sleep(2);
      inside--;
    });
    await Promise.all(Array.from({ length: 9 }, (_, n) => sandbox.evalAsync(`Work.call(${n})`)));
    expect([begun, most]).toEqual([[0, 1, 2, 3, 4, 5, 6, 7, 8], 2]);
  });

  test("a script that only computes lets others run, and can be aborted", async () => {
    const controller = new AbortController();
    const busy = rejection(sandboxWith().evalAsync("loop {}", { signal: controller.signal }));
    expect(await value("S.sleep(5)")).toBe(5);
    controller.abort("enough");
    expect((await busy).cause).toBe("enough");
    const settled = rejection(sandboxWith().evalAsync("loop { S.now(1) }", { signal: AbortSignal.timeout(20) }));
    expect((await settled).name).toBe("AbortError");
    expect((await rejection(sandboxWith().evalAsync("loop { S.now(1) }", { timeout: 20 }))).name).toBe("TimeoutError");
  });
});

/** Works for a while, as a turn or a deadline is due after it, and answers a value with a promise that rejects. */
const holding = (ms: number): unknown[] => {
  const until = performance.now() + ms;
  while (performance.now() < until);
  return [Promise.reject(new Error("nobody waits for this"))];
};

test.runIf(suspends).each<[string, () => unknown]>([
  ["before a turn is due", async () => holding(0)],
  ["when a turn is due", async () => holding(5)],
  ["past the deadline", async () => holding(60)],
  ["past the deadline, in a turn of its own", () => sleep(1).then(() => holding(60))],
  ["after the invocation has ended", () => sleep(60).then(() => holding(0))],
])("a promise within what a promise answers rejects to nobody %s", async (_, service) => {
  const sandbox = sandboxWith({ F: service }, { timeout: 40 });
  await sandbox.evalAsync("F.call").catch(() => {});
  await sleep(80);
  expect(unhandled).toEqual([]);
});

test.runIf(suspends)("it rejects to nobody while calls of a block are waited for", async () => {
  const service = async (block: GuestBlock): Promise<unknown> => {
    void block.async(10);
    return holding(0);
  };
  await expect(value("F.call { |ms| S.sleep(ms) }", sandboxWith({ F: service }))).rejects.toThrow("within a value");
  expect(unhandled).toEqual([]);
});
