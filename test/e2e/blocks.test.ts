import { describe, expect, test } from "vitest";

import {
  BlockError,
  Sandbox,
  SandboxError,
  ServiceError,
  TimeoutError,
  FuelExhaustedError,
  MemoryLimitError,
} from "../../src/node.ts";
import { failure } from "../support/failure.ts";

type Block = (...given: unknown[]) => unknown;

const log: unknown[] = [];
const kept: Block[] = [];
const service = {
  once: (block: Block) => block(),
  give: (...given: unknown[]) => (given.pop() as Block)(...given),
  each: (n: number, block: Block) => Array.from({ length: n }, (_, i) => block(i)),
  guarded: (block: Block) => {
    try {
      return block(1);
    } finally {
      log.push("finally");
    }
  },
  swallow: (block: Block) => {
    try {
      return block(1);
    } catch (error) {
      return error instanceof BlockError ? `swallowed ${error.klass}: ${error.message}` : "swallowed a break";
    }
  },
  stubborn: (block: Block) => {
    for (let i = 0; i < 20; i++) {
      try {
        return block(i);
      } catch {
        // goes on
      }
    }
    return "done";
  },
  collect: (block: Block) =>
    [1, 2].map((i) => {
      try {
        return block(i);
      } catch (error) {
        return (error as Error).message;
      }
    }),
  between: (block: Block) => {
    block(1);
    throw new Error("between");
  },
  wrap: (block: Block) => {
    try {
      return block(1);
    } catch (cause) {
      throw new Error("wrapped", { cause });
    }
  },
  keep: (block: Block) => void kept.push(block),
  again: () => kept.pop()?.(),
  two: (a: Block) => a(1),
  boom: () => {
    throw new Error("boom");
  },
  leak: (block: Block) => block,
  many: (block: Block) => {
    const errors: unknown[] = [];
    for (let i = 0; i < 20; i++) {
      try {
        block(i);
      } catch (error) {
        errors.push(error);
      }
    }
    throw errors[0];
  },
};
const sandbox = new Sandbox({ memoryLimit: 16 << 20 }).bind("S", service);
const value = (source: string): unknown => sandbox.eval(source).value;

describe("a block", () => {
  test.each<[string, string, unknown]>([
    ["answers its last expression", "S.each(3) { |i| i * 2 }", [0, 2, 4]],
    ["answers what next says", "S.each(3) { |i| next 7 if i == 1; i }", [0, 7, 2]],
    ["sees what is around it", "n = 0; S.each(3) { n += 1 }; n", 3],
    ["takes fewer arguments", "S.give(1, 2) { |a| a }", 1],
    ["takes more arguments", "S.give(1) { |a, b = 5, *c| [a, b, c] }", [1, 5, []]],
    ["takes an Array apart", "S.give([1, 2]) { |a, b| [b, a] }", [2, 1]],
    ["takes twenty arguments", "S.give(*(1..20).to_a) { |*all| all.sum }", 210],
    ["may be a Symbol", "S.each(2, &:to_s)", ["0", "1"]],
    ["may be a method", "def m(x) = x + 100; S.each(2, &method(:m))", [100, 101]],
    ["may be a lambda", "S.each(2, &->(i) { return i * 3 })", [0, 3]],
    ["may use redo", "n = 0; S.once { n += 1; redo if n < 3; n }", 3],
    ["ends the call with break", "x = S.each(9) { |i| break i if i == 2 }; [x]", [2]],
    ["ends the call with a break without a value", "S.once { break }", null],
    ["returns from the method", "def f = S.each(9) { |i| return i if i == 3 }; f", 3],
    ["throws to a catch outside", "catch(:t) { S.once { throw :t, 4 } }", 4],
    ["of a lambda breaks as next does", "S.each(2, &->(i) { break i })", [0, 1]],
    ["ends a loop by StopIteration", "r = loop { S.once { raise StopIteration } }; 1", 1],
    ["is retried", "n = 0; begin; n += 1; S.once { raise 'r' if n < 3; n }; rescue; retry; end", 3],
    ["runs its ensure on a break", "x = []; S.once { begin; break; ensure; x << 1; end }; x", [1]],
    ["breaks out of two calls", "S.once { S.once { 1 }; break 2 }", 2],
    ["breaks an inner call alone", "S.once { S.once { break 1 } + 1 }", 2],
    ["returns out of two calls", "def f = S.once { S.once { return 5 } }; f", 5],
    ["never called is nothing", "S.keep { 1 }; 1", 1],
  ])("%s: %s", (_, source, expected) => {
    expect(value(source)).toStrictEqual(expected);
  });

  test("a lambda is strict about its arguments", () => {
    const error = failure(() => value("S.each(2, &->(a, b) { 1 })")) as SandboxError;
    expect([error.klass, error.message]).toEqual(["ArgumentError", "wrong number of arguments (given 1, expected 2)"]);
  });

  test("passes through the service's finally on break and on raise", () => {
    log.length = 0;
    expect(value("S.guarded { break 5 }")).toBe(5);
    expect(value("begin; S.guarded { raise 'x' }; rescue => e; e.message; end")).toBe("x");
    expect(log).toEqual(["finally", "finally"]);
  });

  test("ends the call by break whatever the service does about it", () => {
    expect(value("n = 0; x = S.stubborn { |i| n += 1; break :out }; [x.to_s, n]")).toEqual(["out", 1]);
    expect(value("S.swallow { break 5 }")).toBe(5);
    expect(value("S.wrap { break 5 }")).toBe(5);
  });

  test("that raises goes on in the guest as the same exception", () => {
    expect(value("e = ArgumentError.new('q'); begin; S.guarded { raise e }; rescue => f; f.equal?(e); end")).toBe(true);
    expect(value("begin; S.once { S.once { raise TypeError, 'in' } }; rescue TypeError => e; e.message; end")).toBe(
      "in",
    );
    const error = failure(() => value("S.once { raise KeyError, 'k' }")) as SandboxError;
    expect(error).toBeInstanceOf(SandboxError);
    expect(error.klass).toBe("KeyError");
  });

  test("that raises is a BlockError for the service, which may swallow it", () => {
    expect(value("S.swallow { raise TypeError, 't' }")).toBe("swallowed TypeError: t");
    expect(value("S.collect { |i| raise i.to_s }")).toEqual(["1", "2"]);
  });

  test("that raises, wrapped by the service, is the service's error", () => {
    const error = failure(() => value("S.wrap { raise 'inner' }"));
    expect(error.constructor).toBe(ServiceError);
    expect(error.message).toBe("wrapped");
    expect((error.cause as Error).cause).toBeInstanceOf(BlockError);
  });

  test("that failed in a service carries the service's cause", () => {
    const error = failure(() => value("S.swallow { S.boom }; S.wrap { S.boom }"));
    const block = (error.cause as Error).cause as BlockError;
    expect([block.klass, (block.cause as Error).message]).toEqual(["Kobako::ServiceError", "boom"]);
    expect(failure(() => value("S.once { S.boom }")).constructor).toBe(ServiceError);
  });

  test("a service that throws between its calls fails", () => {
    expect(value("x = []; begin; S.between { |i| x << i }; rescue => e; x << e.message; end; x")).toEqual([
      1,
      "between",
    ]);
  });

  test("an exception from long ago is not mistaken for a later one", () => {
    const error = failure(() => value("S.many { |i| raise i.to_s }"));
    expect([error.constructor, error.message]).toEqual([ServiceError, "0"]);
  });

  test("called after its call has ended throws, in the invocation and after it", () => {
    const error = failure(() => value("S.keep { 1 }; S.again"));
    expect(error.message).toBe("the block was called after the service call that it was given to");
    value("S.keep { 1 }");
    expect(() => kept.pop()?.()).toThrow(BlockError);
  });

  test("that a service hands back is a function of the guest's own", () => {
    expect(failure(() => value("S.leak { 1 }.call"))).toBeInstanceOf(ServiceError);
  });
});

describe("nesting", () => {
  const nest = "def r(n) = n == 0 ? 0 : S.once { r(n - 1) + 1 };";

  test("goes to 50 calls within each other, then is an error that can be rescued", () => {
    expect(value(`${nest} r(50)`)).toBe(50);
    const error = failure(() => value(`${nest} r(51)`)) as SandboxError;
    expect([error.klass, error.message]).toEqual(["RuntimeError", "calls between guest and host are nested too deep"]);
    expect(value(`${nest} begin; r(51); rescue => e; [e.class.to_s, r(50)]; end`)).toEqual(["RuntimeError", 50]);
  });

  test("breaks and raises cross all of it", () => {
    expect(
      value("def r(n) = n == 0 ? raise('deep') : S.guarded { r(n - 1) }; begin; r(40); rescue => e; e.message; end"),
    ).toBe("deep");
    expect(value("def r(n, &b) = n == 0 ? b.call : S.guarded { r(n - 1, &b) }; def f = r(40) { return 9 }; f")).toBe(9);
    expect(value("def r(n) = n == 0 ? throw(:t, 3) : S.guarded { r(n - 1) }; catch(:t) { r(40) }")).toBe(3);
  });

  test("a fiber may call services and go on later", () => {
    expect(
      value("f = Fiber.new { |x| y = S.give(x) { _1 }; S.give(Fiber.yield(y)) { _1 } }; [f.resume(1), f.resume(2)]"),
    ).toEqual([1, 2]);
    expect(value("e = Enumerator.new { |y| y << S.give(1) { _1 }; y << 2 }; [e.next, e.next]")).toEqual([1, 2]);
    expect(value("f = Fiber.new { S.once { 4 } }; S.once { f.resume }")).toBe(4);
  });

  test.each([
    "Fiber.new { S.once { Fiber.yield 1 } }.resume",
    "e = Enumerator.new { |y| S.each(3) { |i| y << i; nil } }; e.next",
    "f = Fiber.new { S.once { f.resume } }; f.resume",
    "g = nil; f = Fiber.new { S.once { g.transfer } }; g = Fiber.new { 1 }; f.transfer",
  ])("a fiber cannot be left through the host: %s", (source) => {
    const error = failure(() => value(source)) as SandboxError;
    expect(error.klass).toBe("FiberError");
    expect(value(`begin; ${source}; rescue FiberError; S.each(2) { _1 }; end`)).toEqual([0, 1]);
  });
});

describe("sandboxes within services", () => {
  test("another sandbox's script runs in its own guest, also from a block", () => {
    const inner = new Sandbox().bind("T", { once: (block: Block) => block() });
    const outer = new Sandbox().bind("Run", (source: string) => inner.eval(source).value).bind("S", service);
    expect(outer.eval('S.each(2) { |i| Run.call("T.once { #{i} + 1 }") }').value).toEqual([1, 2]);
  });

  test("the same sandbox's script runs in an instance of its own", () => {
    const self: Sandbox = new Sandbox().bind("Run", (source: string) => self.eval(source).value);
    expect(self.eval('$x = 1; [Run.call("$x = 2; $x"), $x, Run.call("$x")]').value).toEqual([2, 1, null]);
  });

  test("a block called from another sandbox's service breaks and raises where it belongs", () => {
    let block: Block = () => 0;
    const inner = new Sandbox().bind("Call", { it: () => block(1), with: (own: Block) => own(block) });
    const outer = new Sandbox().bind("Run", (source: string, given: Block) => {
      block = given;
      return inner.eval(source).value;
    });
    expect(outer.eval('Run.call("Call.it + 1") { |x| x + 1 }').value).toBe(3);
    expect(outer.eval('Run.call("Call.it") { break 7 }').value).toBe(7);
    expect(outer.eval('Run.call("begin; Call.it; rescue => e; e.message; end") { break 7 }').value).toBe(7);
    expect(outer.eval(`Run.call('begin; Call.it; rescue => e; e.class.to_s; end') { raise "x" }`).value).toBe(
      "Kobako::ServiceError",
    );
    expect(outer.eval(`Run.call('Call.with { |b| b.call }') { 5 }`).value).toBe(5);
    expect(failure(() => outer.eval('Run.call("Call.it") { raise KeyError }')).constructor).toBe(ServiceError);
  });

  test("recursion of sandboxes ends in a clean error", () => {
    let depth = 0;
    const self: Sandbox = new Sandbox().bind("Run", () => (depth++, self.eval("Run.call").value));
    let error: unknown = failure(() => self.eval("Run.call"));
    while (error instanceof ServiceError) error = error.cause;
    expect(error).toBeInstanceOf(RangeError);
    expect(depth).toBe(16);
    expect(self.eval("1").value).toBe(1);
  });
});

describe("a limit met in a block", () => {
  const swallowing = "begin; S.stubborn { X }; rescue Exception; S.stubborn { X }; ensure; S.stubborn { X }; end";

  test.each([
    ["time", { timeout: 1_000 }, "loop {}", TimeoutError],
    ["fuel", { fuel: 100_000 }, "loop {}", FuelExhaustedError],
    ["memory", { memoryLimit: 1 << 20 }, '"x" * 5_000_000', MemoryLimitError],
  ] as const)("of %s cannot be swallowed by either side", (_, options, work, type) => {
    const limited = new Sandbox(options).bind("S", service);
    expect(failure(() => limited.eval(swallowing.replaceAll("X", work)))).toBeInstanceOf(type);
    expect(limited.eval("S.each(1) { 1 }").value).toEqual([1]);
  });

  test("is what the service sees, and sees again", () => {
    const seen: unknown[] = [];
    const limited = new Sandbox({ timeout: 20 }).bind("S", (block: Block) => {
      for (let i = 0; i < 3; i++) {
        try {
          block();
        } catch (error) {
          seen.push(error);
        }
      }
    });
    failure(() => limited.eval("S.call { loop {} }"));
    expect(seen.map((error) => error instanceof TimeoutError)).toEqual([true, true, true]);
  });
});
