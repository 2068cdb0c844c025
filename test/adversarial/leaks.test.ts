import { describe, expect, test } from "vitest";

import { Sandbox } from "../../src/node.ts";
import { restoreEquality } from "../support/restore-equality.ts";

const made = (): Sandbox => new Sandbox().bind("S", () => new Date(0));
const clean = (source: string): unknown => made().eval(source).value;

/** What the first leaves, and what the second would answer if it found it. */
const pairs: readonly (readonly [string, string, string, unknown])[] = [
  ["a global variable", "$a = 1", "$a", null],
  ["a constant", "A = 1", "Object.const_defined?(:A)", false],
  ["a constant of a class", "class String; A = 1; end", "String.const_defined?(:A)", false],
  ["a method on main", "def m = 1", "respond_to?(:m, true)", false],
  ["a method of a core class", "class Integer; def m = 1; end", "1.respond_to?(:m)", false],
  ["a redefined operator", "class Integer; def +(o) = 0; end", "1 + 1", 2],
  ["a removed method", "class Array; undef_method :map; end", "[1].map { _1 }", [1]],
  ["a removed constant", "Object.send(:remove_const, :Comparable)", "defined?(Comparable).to_s", "constant"],
  ["an instance variable of main", "@a = 1", "@a", null],
  ["a class variable", "class Object; @@a = 1; end", "Object.class_variable_defined?(:@@a)", false],
  [
    "an instance variable of a class",
    "String.instance_variable_set(:@a, 1)",
    "String.instance_variable_get(:@a)",
    null,
  ],
  ["a singleton method", "def Comparable.m = 1", "Comparable.respond_to?(:m)", false],
  ["an included module", "module M; def m = 1; end; class Array; include M; end", "[].respond_to?(:m)", false],
  ["a frozen class", "String.freeze", "String.frozen?", false],
  ["a replaced output", "$stdout = nil", "$stdout.nil?", false],
  ["a disabled collector", "GC.disable", "GC.enable", false],
  ["a ratio of the collector", "GC.interval_ratio = 999", "GC.interval_ratio == 999", false],
  ["the state of Random", "10.times { rand }", "rand", clean("rand")],
  ["a seed", "srand(42)", "rand", clean("rand")],
  ["symbols", '500.times { |i| "s#{i}".to_sym }', "Symbol.all_symbols.size rescue 0", clean("Symbol.all_symbols.size rescue 0")], // prettier-ignore
  ["the number of objects", "$a = (1..500).map(&:to_s)", "ObjectSpace.count_objects[:T_STRING]", clean("ObjectSpace.count_objects[:T_STRING]")], // prettier-ignore
  ["an exception in flight", "raise 'x' rescue 0", "$!.inspect", "nil"],
  ["a fiber that waits", "$f = Fiber.new { Fiber.yield 1 }; $f.resume", "$f.nil?", true],
  ["a catch tag", "catch(:a) { throw :a }", "begin; throw :a; rescue UncaughtThrowError; 1; end", 1],
  ["an object's id", "Object.new.object_id", "Object.new.object_id", clean("Object.new.object_id")],
  ["what was printed", "print 'a'", "nil", null],
  ["handles", "$h = S.call", "$h.nil?", true],
];

describe("the second invocation does not see", () => {
  test.each(pairs)("%s", (_, first, second, expected) => {
    const sandbox = made();
    try {
      sandbox.eval(first);
    } catch {
      // how it ended does not matter
    }
    const { value, stdout } = sandbox.eval(second);
    expect(value).toEqual(expected);
    expect(stdout).toBe("");
  });
});

test("three programs in every order answer as if each were alone", () => {
  const sources = [
    "$n = ($n || 0) + 1; class Array; def sum = 0; end; [$n, :one]",
    "[$n.inspect, [1, 2].sum, (A rescue 0)]",
    "A = 5; def Integer.x = 1; [A, [3].sum]",
    "raise 'x'",
  ];
  const alone = sources.map((source) => outcome(new Sandbox(), source));
  const sandbox = new Sandbox();
  for (let order = 0; order < 64; order++) {
    for (const i of [order & 3, (order >> 2) & 3, (order >> 4) & 3]) {
      expect(outcome(sandbox, sources[i] as string)).toEqual(alone[i]);
    }
  }
});

function outcome(sandbox: Sandbox, source: string): unknown {
  try {
    return sandbox.eval(source).value;
  } catch (error) {
    return (error as Error).message;
  }
}

test("after a restore, memory and globals equal a fresh instance's, whatever program ran", { timeout: 120_000 }, () => {
  expect(restoreEquality(2_000, 1)).toBeUndefined();
});
