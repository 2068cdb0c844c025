import { describe, expect, test } from "vitest";

import {
  AbortError,
  FuelExhaustedError,
  MemoryLimitError,
  Sandbox,
  SandboxError,
  TimeoutError,
  TrapError,
} from "../../src/node.ts";
import { failure } from "../support/failure.ts";

const usable = (sandbox: Sandbox): void => {
  expect(sandbox.eval("1 + 1").value).toBe(2);
};

describe("time", () => {
  const sandbox = new Sandbox({ timeout: 40 });

  test.each([
    ["an endless loop", "loop {}"],
    ["an endless while", "while true; end"],
    ["endless recursion of blocks", "f = ->(x) { x > 9 ? 0 : f.(x + 1) }; loop { f.(1) }"],
    ["rescue Exception", "begin; loop {}; rescue Exception; 1; end"],
    ["rescue and retry", "begin; loop {}; rescue Exception; retry; end"],
    ["ensure", "begin; loop {}; ensure; loop {}; end"],
    ["a block of sort", "[3, 1, 2].sort { loop {} }"],
    ["a key's hash", "class K; def hash = loop {}; def eql?(_) = loop {}; end; h = {}; 40.times { h[K.new] = 1 }"],
    ["a value's inspect", "class I; def inspect; loop {}; end; end; p I.new"],
    ["a value's to_s", 'class S; def to_s; loop {}; end; end; "#{S.new}"'],
    ["method_missing", "class M; def method_missing(*); loop {}; end; end; M.new.foo"],
    ["an exception's message", "class E < StandardError; def message; loop {}; end; end; raise E"],
    ["a big power", "x = 3; 40.times { x = x * x }; x"],
    ["a sum without end", "(1..Float::INFINITY).sum"],
    ["catch and throw", "loop { catch(:a) { throw :a } }"],
    ["fibers", "f = Fiber.new { loop { Fiber.yield } }; loop { f.resume }"],
  ])("%s ends in TimeoutError", (_, source) => {
    const error = failure(() => sandbox.eval(source));
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error.execution?.usage.wallTime).toBeGreaterThanOrEqual(40);
    usable(sandbox);
  });

  test("an invocation may lower the timeout for itself alone", () => {
    const patient = new Sandbox({ timeout: 10_000 });
    const error = failure(() => patient.eval("loop {}", { timeout: 10 }));
    expect(error.execution?.usage.wallTime).toBeLessThan(5_000);
    expect(() => patient.eval("1", { timeout: 20_000 })).toThrow(RangeError);
  });
});

describe("fuel", () => {
  const long = "a = 1;".repeat(1000);
  test.each([
    ["a loop", (turns: number) => `i = 0; while i < ${turns}; ${long} i += 1; end`],
    ["a method", (turns: number) => `def f = (${long} 0)\ni = 0; while i < ${turns}; f; i += 1; end`],
    [
      "a block that is yielded to",
      (turns: number) => `def f = yield\ni = 0; while i < ${turns}; f { ${long} }; i += 1; end`,
    ],
    ["a Proc", (turns: number) => `f = -> { ${long} }; i = 0; while i < ${turns}; f.call; i += 1; end`],
    [
      "a block of a method in C",
      (turns: number) => `f = -> { ${long} }; i = 0; while i < ${turns}; instance_exec(&f); i += 1; end`,
    ],
    [
      "a method that is sent",
      (turns: number) => `def f = (${long} 0)\ni = 0; while i < ${turns}; send(:f); i += 1; end`,
    ],
    ["the body of a class", (turns: number) => `i = 0; while i < ${turns}; class K; ${long} end; i += 1; end`],
    ["a block that sorts", (turns: number) => `(1..${turns}).sort_by { ${long} 1 }`],
  ])("%s uses by the length of its bytecode", (_, source) => {
    const used = (turns: number): number => new Sandbox().eval(source(turns)).usage.fuel;
    expect((used(200) - used(100)) / 100).toBeGreaterThan(200);
  });

  test("the same program uses the same fuel, compiled anew or not, in a used instance or not", () => {
    const source = "a = (1..500).map { |x| x * 2 }; a.sort_by { -_1 }.sum.to_s * 3";
    const sandbox = new Sandbox();
    const first = sandbox.eval(source).usage;
    sandbox.eval('"x" * 500_000');
    const second = sandbox.eval(source).usage;
    const fresh = new Sandbox({ isolation: "instance" }).eval(source).usage;
    expect(first.fuel).toBeGreaterThan(1000);
    expect(second.fuel).toBe(first.fuel);
    expect(fresh.fuel).toBe(first.fuel);
    expect(second.memoryPeak).toBe(first.memoryPeak);
  });

  test("a program has exactly as much as it uses", () => {
    const source = "30.times { [3, 1, 2].sort }";
    const { fuel } = new Sandbox().eval(source).usage;
    expect(new Sandbox({ fuel }).eval(source).value).toBe(30);
    const error = failure(() => new Sandbox({ fuel: fuel - 1 }).eval(source));
    expect(error).toBeInstanceOf(FuelExhaustedError);
    expect(error.code).toBe("KOBAKO_FUEL_EXHAUSTED");
  });
});

describe("memory", () => {
  const sandbox = new Sandbox({ timeout: 20_000 });

  test.each([
    ["an array of a million", "Array.new(1_000_000, 1)"],
    ["a doubling string", 'a = "x"; loop { a += a }'],
    ["a flood of symbols", 'i = 0; loop { i += 1; ("s" * 2000 + i.to_s).to_sym }'],
    ["a growing hash", "h = {}; i = 0; loop { i += 1; h[i] = i }"],
    ["collection turned off", 'GC.disable; a = []; loop { a << "x" * 100 }'],
  ])("%s ends in MemoryLimitError", (_, source) => {
    const error = failure(() => sandbox.eval(source));
    expect(error).toBeInstanceOf(MemoryLimitError);
    expect(error.execution?.usage.memoryPeak).toBeLessThanOrEqual(1 << 20);
    usable(sandbox);
  });

  test("no program is told that memory is out, so none can rescue it", () => {
    const source = "begin; f = proc { 1 }; loop { g = f; f = proc { g } }; rescue Exception; 1; end";
    for (const memoryLimit of [1 << 20, 3 << 19, 2 << 20, 5 << 19]) {
      expect(failure(() => new Sandbox({ memoryLimit }).eval(source))).toBeInstanceOf(MemoryLimitError);
    }
  });

  test("a script that only makes garbage lives", () => {
    expect(sandbox.eval('i = 0; while i < 100_000; i += 1; "x" * 1000; end; i').value).toBe(100_000);
  });

  test("a limit that is off is off", () => {
    const { usage } = new Sandbox({ memoryLimit: null }).eval('("x" * 20_000_000).size');
    expect(usage.memoryPeak).toBeGreaterThan(19_000_000);
  });
});

describe("output", () => {
  test("is clipped at the limit and flagged, never an error", () => {
    const { stdout, stdoutTruncated, stderr, stderrTruncated } = new Sandbox({ stdoutLimit: 5 }).eval(
      'puts "héllo"; warn "w"',
    );
    expect([stdout, stdoutTruncated]).toEqual(["héll", true]);
    expect([stderr, stderrTruncated]).toEqual(["w\n", false]);
  });

  test("a character that the limit cuts is dropped", () => {
    expect(new Sandbox({ stdoutLimit: 2 }).eval('print "hé"').stdout).toBe("h");
  });

  test("is kept on an error's record", () => {
    const error = failure(() => new Sandbox().eval('puts "before"; raise "x"'));
    expect(error.execution?.stdout).toBe("before\n");
  });
});

describe("stack", () => {
  test("deep recursion is SystemStackError in the guest", () => {
    const error = failure(() => new Sandbox().eval("def r(n) = r(n + 1); r(0)")) as SandboxError;
    expect(error.klass).toBe("SystemStackError");
    expect(
      new Sandbox().eval("def r(n) = r(n + 1)\nbegin; r(0); rescue SystemStackError; :caught; end.to_s").value,
    ).toBe("caught");
  });

  test.each([
    ["a nested inspect", "a = []; 100_000.times { a = [a] }; a.inspect"],
    ["a nested join", "a = []; 100_000.times { a = [a] }; a.join"],
    ["a nested comparison", "a = []; b = []; 50_000.times { a = [a]; b = [b] }; a == b"],
  ])("%s ends in a typed error", (_, source) => {
    const sandbox = new Sandbox({ memoryLimit: 64 << 20 });
    const error = failure(() => sandbox.eval(source));
    expect(error instanceof TrapError || error instanceof SandboxError).toBe(true);
    usable(sandbox);
  });
});

test("a limit that one invocation lowers holds for a source that was compiled before", () => {
  const source = `x = [${"1,".repeat(20_000)}]; 5`;
  const sandbox = new Sandbox({ memoryLimit: 32 << 20 });
  expect(sandbox.eval(source).usage.memoryPeak).toBeGreaterThan(1 << 20);
  expect(failure(() => sandbox.eval(source, { memoryLimit: 1 << 20 }))).toBeInstanceOf(MemoryLimitError);
  expect(sandbox.eval(source).value).toBe(5);
});

describe("a result of many values", () => {
  const run = (source: string): unknown => {
    const controller = new AbortController();
    const onStdout = (): void => controller.abort();
    const sandbox = new Sandbox({ memoryLimit: 16 << 20, timeout: 20_000 });
    // of an incomplete character the listener hears when the guest has ended
    return sandbox.eval(`${source}.tap { print "\\xc3" }`, { signal: controller.signal, onStdout }).value;
  };

  test.each([
    ["numbers", "(0...2_000).to_h { |i| [i, 0] }"],
    ["texts", "(0...2_000).to_h { |i| [i.to_s, 0] }"],
    ["a Set", "Set.new((0...2_000).to_a)"],
    ["an Array", "[1] * 5_000"],
    ["Arrays within each other", "[[[1] * 9] * 9] * 90"],
    ["what is left of a Hash", "{ a: [1, 'x'] * 2_500 }"],
  ])("is read under the invocation's limits: %s", (_, source) => {
    expect(failure(() => run(source))).toBeInstanceOf(AbortError);
  });

  test("with few it is read without a look at them", () => {
    expect(run("(0...1_000).to_h { |i| [i, 0] }")).toHaveProperty("size", 1_000);
    expect(run("[1] * 4_000")).toHaveLength(4_000);
  });
});
