import { readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

import { Guest, guestFor } from "../../src/guest.ts";
import { setUp } from "../../src/invocation/setup.ts";
import {
  FuelExhaustedError,
  KobakoError,
  MemoryLimitError,
  NoServiceError,
  Sandbox,
  SandboxError,
  ServiceError,
  TimeoutError,
} from "../../src/node.ts";
import { compileSnippet } from "../../src/invocation/preload.ts";
import { readOptions } from "../../src/options.ts";
import { failure } from "../support/failure.ts";

/** How many of these sources are in the image, and how many are replayed. */
function split(...sources: string[]): { readonly baked: number; readonly replayed: number } {
  const guest = guestFor("core");
  const settings = readOptions();
  const snippets = sources.map((source, i) => ({
    name: `S${i}`,
    bytecode: compileSnippet(guest, source, `S${i}`, settings),
    own: true,
  }));
  const deadline = { started: performance.now(), timeout: 60_000 };
  const { setup } = setUp(guest, ["Svc"], snippets, deadline);
  return { baked: sources.length - setup.replayed.length, replayed: setup.replayed.length };
}

describe("what is baked", () => {
  test.each([
    ["definitions", "def a = 1; class B; attr_reader :x; end; C = [1, 2, 3].freeze; $d = {a: 1}"],
    ["computation", "T = (1..1000).map { |i| i * i }"],
    ["opening a service as a module", "module Svc; extend Kobako::Proxy; def self.twice(x) = call(x) * 2; end"],
    ["rescued exceptions", "begin; raise 'x'; rescue => e; E = e; end"],
    ["a suspended fiber", "F = Fiber.new { Fiber.yield 1; 2 }; F.resume"],
  ])("%s", (_, source) => {
    expect(split(source)).toEqual({ baked: 1, replayed: 0 });
  });

  test.each([
    ["output", "puts 1"],
    ["a warning", "warn 'x'"],
    ["a call of a service", "X = Svc.call"],
    ["a question to a service", "X = Svc.respond_to?(:a)"],
    ["the clock", "X = Time.now"],
    ["randomness", "X = rand"],
    ["an exception", "raise 'x'"],
    ["no end", "loop {}"],
    ["much memory", "X = 'x' * (8 << 20)"],
    ["recursion without end", "def r = r(); r"],
    ["an output that is rescued", "begin; puts 1; rescue Exception; end"],
  ])("%s is replayed, and with it all that comes after", (_, source) => {
    expect(split("A = 1", source, "B = 2")).toEqual({ baked: 1, replayed: 2 });
  });
});

const snippets: readonly (readonly [string, string])[] = [
  ["Base", "def base(n) = n * 2\nLIST = (1..50).map { |i| base(i) }\n$g = 0"],
  ["Klass", "class Point < Struct.new(:x, :y); def +(o) = Point.new(x + o.x, y + o.y); end"],
  ["Patch", "class String; def shout = upcase + '!'; end\nclass Integer; alias plus +; end"],
  ["Lazy", "COUNTER = Fiber.new { i = 0; loop { Fiber.yield(i += 1) } }; COUNTER.resume"],
  ["Closure", "seen = []; Remember = ->(x) { seen << x; seen.dup }"],
  [
    "Fails",
    "module Fails; class Oops < StandardError; def details = {a: 1}; end; def self.call = raise(Oops, 'no'); end",
  ],
];
const programs = [
  "[LIST.sum, base(4), Point.new(1, 2) + Point.new(3, 4) == Point.new(4, 6), 'a'.shout]",
  "[COUNTER.resume, COUNTER.resume]",
  "[Remember.(1), Remember.(2)]",
  "$g += 1; LIST << 1; [$g, LIST.size]",
  "Fails.call",
  "puts 'x'; LIST.first(3)",
  "def base(n) = n; base(3)",
  "raise Fails::Oops, 'there'",
  "Object.constants.size",
  "loop {}",
];

/** All that is promised of an outcome to be the same. */
function outcome(sandbox: Sandbox, program: string): unknown {
  try {
    const { value, stdout, stderr } = sandbox.eval(program, { fuel: 200_000 });
    return { value, stdout, stderr };
  } catch (error) {
    if (!(error instanceof KobakoError)) throw error;
    const { code, message, execution } = error;
    const { backtraceLines, details, klass } = error as SandboxError;
    return { code, message, backtraceLines, details, klass, stdout: execution?.stdout };
  }
}

test("baked and replayed, the same snippets have the same results", () => {
  const add = (sandbox: Sandbox): Sandbox => {
    for (const [name, code] of snippets) sandbox.preload({ name, code });
    return sandbox;
  };
  const baked = add(new Sandbox());
  // reading the clock first keeps all of them out of the image
  const replayed = add(new Sandbox().preload({ name: "First", code: "Time.now" }));
  for (const program of programs) expect(outcome(replayed, program)).toEqual(outcome(baked, program));
  const program = programs[0] as string;
  const [one, two] = [baked.eval(program).usage, replayed.eval(program).usage];
  expect(one.fuel).toBeLessThan(two.fuel);
  expect(baked.eval(program).usage).toMatchObject({ fuel: one.fuel, memoryPeak: one.memoryPeak });
  expect(replayed.eval(program).usage).toMatchObject({ fuel: two.fuel, memoryPeak: two.memoryPeak });
});

test("replayed snippets run in order before each program, with their output and their calls", () => {
  const seen: unknown[] = [];
  const sandbox = new Sandbox()
    .bind("Log", (x: unknown) => seen.push(x))
    .preload({ name: "One", code: "puts 'one'; Log.call(1)" })
    .preload({ name: "Two", code: "puts 'two'; Log.call(2)" });
  for (let i = 0; i < 2; i++) {
    const { stdout, usage } = sandbox.eval("puts 'end'");
    expect([stdout, usage.serviceCalls]).toEqual(["one\ntwo\nend\n", 2]);
  }
  expect(seen).toEqual([1, 2, 1, 2]);
});

test("a snippet that raises ends every invocation in the same error", () => {
  const sandbox = new Sandbox()
    .preload({ name: "Fine", code: "FINE = 1" })
    .preload({ name: "Bad", code: "\nraise ArgumentError, 'bad'" });
  for (const call of [() => sandbox.eval("1"), () => sandbox.run("Fine"), () => sandbox.eval("2")]) {
    const error = failure(call) as SandboxError;
    expect([error.klass, error.message, error.backtraceLines]).toEqual(["ArgumentError", "bad", ["(snippet:Bad):2"]]);
  }
  const calls = new Sandbox().bind("Svc", {}).preload({ name: "Calls", code: "Svc.nothing" });
  expect(failure(() => calls.eval("1"))).toBeInstanceOf(NoServiceError);
  const fails = new Sandbox().declare("Svc").preload({ name: "Calls", code: "X = Svc.call" });
  expect(failure(() => fails.eval("1"))).toBeInstanceOf(ServiceError);
  expect(fails.eval("X", { bind: { Svc: () => 5 } }).value).toBe(5);
});

test("a snippet without end meets the limits of each invocation", () => {
  const endless = (options: object): Sandbox => new Sandbox(options).preload({ name: "Spin", code: "loop {}" });
  const slow = endless({ timeout: 30 });
  for (let i = 0; i < 3; i++) {
    const error = failure(() => slow.eval("1"));
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error.execution?.usage.wallTime).toBeGreaterThanOrEqual(30);
  }
  expect(failure(() => endless({ fuel: 10_000 }).eval("1"))).toBeInstanceOf(FuelExhaustedError);
  const bomb = new Sandbox().preload({ name: "Bomb", code: "a = 'x'; loop { a += a }" });
  expect(failure(() => bomb.eval("1"))).toBeInstanceOf(MemoryLimitError);
});

test("the memory limit counts from the image: what is baked is in it, what is replayed is not", () => {
  const code = "X = 'x' * 700_000";
  const program = "('y' * 700_000).size";
  expect(new Sandbox().preload({ name: "Baked", code }).eval(program).value).toBe(700_000);
  const replayed = new Sandbox().preload({ name: "Replayed", code: `${code}; rand` });
  expect(failure(() => replayed.eval(program))).toBeInstanceOf(MemoryLimitError);
});

test("sandboxes that are set up alike share what they start from", () => {
  const guest = guestFor("core");
  const settings = readOptions();
  const snippet = (source: string) => ({
    name: "S",
    bytecode: compileSnippet(guest, source, "S", settings),
    own: true,
  });
  const deadline = { started: performance.now(), timeout: 60_000 };
  const one = setUp(guest, ["A"], [snippet("X = 1")], deadline).setup;
  expect(setUp(guest, ["A"], [snippet("X = 1")], deadline).setup).toBe(one);
  expect(setUp(guest, ["B"], [snippet("X = 1")], deadline).setup).not.toBe(one);
  expect(setUp(guest, ["A"], [snippet("X = 2")], deadline).setup).not.toBe(one);
  expect(setUp(guest, ["A"], [{ ...snippet("X = 1"), own: false }], deadline).setup).not.toBe(one);
});

test("an image is data: bytes and numbers, and nothing of the host", () => {
  const { setup } = setUp(guestFor("core"), ["Svc"], [], { started: performance.now(), timeout: 60_000 });
  const { image } = setup;
  expect(Object.values(image).map((value) => typeof value)).toEqual([
    "number",
    "number",
    "number",
    "number",
    "number",
    "number",
  ]);
});

test("after a restore to a sandbox's image, memory equals that of a fresh instance of it", () => {
  const guest = guestFor("core");
  const code = compileSnippet(guest, "X = (1..5_000).map(&:to_s)", "S", readOptions());
  const deadline = { started: performance.now(), timeout: 60_000 };
  const { setup } = setUp(guest, [], [{ name: "S", bytecode: code, own: true }], deadline);
  expect(setup.replayed).toEqual([]);
  expect(setup.image.size).toBeGreaterThan(guest.instantiate().image.size);
  const instance = guest.instantiate(setup.image);
  instance.restore();
  const baked = instance.bytes.slice();
  instance.bytes.fill(7, setup.image.constants);
  instance.restore();
  expect(Buffer.from(instance.bytes).equals(Buffer.from(baked))).toBe(true);
  const fresh = guest.instantiate(setup.image);
  fresh.restore();
  expect(Buffer.from(instance.bytes).equals(Buffer.from(fresh.bytes))).toBe(true);
});

test("a sandbox's image does not depend on what the snippets of others left", () => {
  const guest = Guest.load(readFileSync(new URL("../../dist/kobako.wasm", import.meta.url)));
  const sealed = (large: boolean) => {
    const settings = readOptions();
    if (large) compileSnippet(guest, `[${"[1, 2, 3],".repeat(20_000)}]`, "Large", settings);
    const snippet = (name: string, source: string) => ({
      name,
      bytecode: compileSnippet(guest, source, name, settings),
      own: true,
    });
    const setting = [snippet("A", "A = 'a' * 100"), snippet("B", `B = ${large ? 1 : 2}`)];
    const { setup } = setUp(guest, ["Svc"], setting, { started: performance.now(), timeout: 60_000 });
    const instance = guest.instantiate(setup.image);
    instance.restore();
    return instance.bytes;
  };
  const [before, after] = [sealed(false), sealed(true)];
  expect(after.length).toBe(before.length);
  // the literal and nothing else differs
  const differing = before.reduce((count, byte, i) => count + (byte === after[i] ? 0 : 1), 0);
  expect(differing).toBeLessThan(8);
});
