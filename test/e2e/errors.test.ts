import { expect, test } from "vitest";

import { compile, Guest, Sandbox, SandboxError, SetupError } from "../../src/node.ts";
import { failure } from "../support/failure.ts";

const sandbox = new Sandbox();

test("an exception arrives with class, message and backtrace", () => {
  const error = failure(() => sandbox.eval("def foo\n  raise ArgumentError, 'no'\nend\nfoo")) as SandboxError;
  expect(error).toBeInstanceOf(SandboxError);
  expect([error.code, error.name, error.origin, error.klass, error.message]).toEqual([
    "KOBAKO_SANDBOX",
    "SandboxError",
    "sandbox",
    "ArgumentError",
    "no",
  ]);
  expect(error.backtraceLines).toEqual(["(eval):2:in foo", "(eval):4"]);
  expect(error.execution).toBeDefined();
});

test("an overridden message counts, a failing one falls back to the class", () => {
  const raise = (body: string): string =>
    failure(() => sandbox.eval(`class E < StandardError; def message = ${body}; end; raise E`)).message;
  expect(raise('"mine"')).toBe("mine");
  expect(raise('raise("x")')).toBe("E");
  expect(raise("5")).toBe("E");
});

test("a huge message is bounded", () => {
  expect(failure(() => new Sandbox({ memoryLimit: 8 << 20 }).eval('raise "x" * 1_000_000')).message.length).toBe(65536);
});

test("a source that does not compile reports every error with its place", () => {
  const error = failure(() => sandbox.eval('"é"; x = )\ny = ]\n')) as SandboxError;
  expect(error.klass).toBe("SyntaxError");
  expect(error.diagnostics.length).toBeGreaterThan(1);
  expect([error.line, error.column]).toEqual([1, 7]);
  expect(error.diagnostics.some(({ line }) => line === 2)).toBe(true);
});

test("an error of the code generator has a place too", () => {
  const error = failure(() => sandbox.eval("a = 1\n  alias $a $b")) as SandboxError;
  expect(error.diagnostics[0]?.line).toBe(2);
  expect(error.message).not.toContain("PM_");
});

test.each([[5], [null], [undefined], [{}], [["1"]]])("eval of %s is a TypeError", (source) => {
  expect(() => sandbox.eval(source as unknown as string)).toThrow(TypeError);
});

test.each([
  [{ timeout: "5" }, TypeError],
  [{ timeout: -1 }, RangeError],
  [{ timeout: NaN }, RangeError],
  [{ memoryLimit: Infinity }, RangeError],
  [{ tiemout: 5 }, TypeError],
  [{ profile: "live" }, TypeError],
  [null, TypeError],
] as const)("options %o are refused", (options, type) => {
  expect(() => new Sandbox(options as never)).toThrow(type);
});

test("compile answers bytecode and reports errors under the name given", () => {
  expect([...compile("1").subarray(0, 8)]).toEqual([...new TextEncoder().encode("RITE0400")]);
  expect(failure(() => compile("x =", { name: "Adder" })).message).toContain("Adder:1:");
});

test("what is no guest is a SetupError", () => {
  expect(failure(() => Guest.load(new Uint8Array([1, 2, 3])))).toBeInstanceOf(SetupError);
  const empty = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
  expect(failure(() => Guest.load(empty)).message).toContain("memory");
});

test("one invocation leaves nothing for the next", () => {
  sandbox.eval("$g = 1; X = 2; class String; def shout = upcase; end; def top = 1; @i = 1; puts 1");
  expect(sandbox.eval("[$g, defined?(X), ''.respond_to?(:shout), respond_to?(:top, true), @i]").value).toEqual([
    null,
    null,
    false,
    false,
    null,
  ]);
  expect(sandbox.eval("1").stdout).toBe("");
});

test("the hermetic profile has no clock and no randomness", () => {
  const source = "[Time.now.to_i, rand, [1, 2, 3, 4, 5].shuffle]";
  expect(sandbox.eval(source).value).toEqual(new Sandbox({ isolation: "instance" }).eval(source).value);
  expect((sandbox.eval(source).value as number[])[0]).toBe(0);
});

test("the permissive profile has both", () => {
  const live = new Sandbox({ profile: "permissive" });
  expect(Math.abs((live.eval("Time.now.to_i").value as number) - Date.now() / 1000)).toBeLessThan(60);
  expect(live.eval("rand").value).not.toBe(live.eval("rand ").value);
});
