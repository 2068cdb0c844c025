import { expect, test } from "vitest";

import { compile, Sandbox } from "../../src/node.ts";
import { instructions, readTable } from "../support/rite.ts";

/** What the compiler emits and mruby 3.4.0 had not: the instruction, a program that has it, what that answers. */
const cases: readonly (readonly [string, string, unknown])[] = [
  ["GETIDX0", "a = [7, 8]; a[0]", 7],
  ["GETIDX0", "a = []; a[0].inspect", "nil"],
  ["GETIDX0", "a = {0 => 5}; a[0]", 5],
  ["GETIDX0", "a = 'xyz'; a[0]", "x"],
  ["GETIDX0", "class L < Array; def [](i) = i - 1; end; a = L.new; a[0]", -1],
  ["GETIDX0", "a = [1]; def a.[](i) = 9; a[0]", 9],
  ["GETIDX0", "a = nil; begin; a[0]; rescue NoMethodError => e; e.message; end", "undefined method '[]' for nil"],
  ["MATCHERR", "case 5; in Integer then 1; end", 1],
  [
    "MATCHERR",
    "begin; case 5; in String then 1; end; rescue NoMatchingPatternError => e; e.message; end",
    "5: String === 5 does not return true",
  ],
  [
    "MATCHERR",
    "def f; 5 => String; end; begin; f; rescue NoMatchingPatternError => e; e.message; ensure; $e = 1; end",
    "5: String === 5 does not return true",
  ],
  ["SSEND0", "def f = 3; f", 3],
  ["SSEND", "def f = 3; f()", 3],
  ["SSEND0", "class A; def g = f; private def f = 4; end; A.new.g", 4],
  ["SSEND0", "def b = block_given?; def c = b; c { 1 }", false],
  ["SSEND0", "def method_missing(n, *a) = [n.to_s, a]; zork", ["zork", []]],
  ["SEND0", "'abc'.size", 3],
  ["SEND0", "class A; private def f = 4; end; begin; A.new.f; rescue NoMethodError => e; 1; end", 1],
  ["SEND0", "class A; def b = block_given?; end; x = A.new; def t(x) = x.b; t(x) { 1 }", false],
  ["SEND0", "x = Object.new; def x.method_missing(n, *a) = n.to_s; x.zork", "zork"],
  ["BLKCALL", "def y = yield(1, 2); y { |a, b| a + b }", 3],
  ["BLKCALL", "def y = [yield(1), 0]; y { |a| next a + 5 }", [6, 0]],
  ["BLKCALL", "def y = [yield(1), 0]; y { |a| break a + 5 }", 6],
  ["BLKCALL", "def y = yield; def z = [y { return 8 }]; z", 8],
  ["BLKCALL", "$l = []; def y = (begin; yield; ensure; $l << 1; end); y { break }; $l", [1]],
  ["BLKCALL", "def y = yield(1); begin; y; rescue LocalJumpError, TypeError => e; 1; end", 1],
  ["BLKCALL", "class P < Proc; def call(*) = 9; end; def y = yield(1); y(&P.new { |a| a })", 1],
  ["BLKCALL", "def y = yield([1, 2]); y { |a, b| [b, a] }", [2, 1]],
  ["BLKCALL", "def y = yield(1); y(&:to_s)", "1"],
  ["BLKCALL", "def y = yield(2, 3); y(&5.method(:clamp))", 3],
  ["BLKCALL", "def y = yield(1); y(&->(a) { a + 1 })", 2],
  ["BLKCALL", "def y = yield(1); begin; y(&->(a, b) { a }); rescue ArgumentError => e; 1; end", 1],
  ["RETSELF", "def r = self; 5.instance_eval { r }", 5],
  ["RETNIL", "def r; end; r", null],
  ["RETNIL", "def r(x); return if x; 1; end; [r(true), r(false)]", [null, 1]],
  ["RETTRUE", "def r = true; r", true],
  ["RETFALSE", "def r = false; r", false],
  ["RETTRUE", "f = Fiber.new { true }; [f.resume, f.alive?]", [true, false]],
  ["RETNIL", "[1, 2].each { |x| next }; [1].map { nil }", [null]],
  ["ADDILV", "i = 1; i += 2; i", 3],
  ["ADDILV", "i = 2**63 - 1; i += 1; i == 2**63", true],
  ["ADDILV", "i = 1.5; i += 1; i", 2.5],
  ["ADDILV", "i = 2**70; i += 1; i - 2**70", 1],
  ["ADDILV", "class A; def +(o) = [:plus.to_s, o]; end; i = A.new; i += 3; i", ["plus", 3]],
  ["ADDILV", "i = Rational(1, 2); i += 1; i.to_s", "3/2"],
  ["SUBILV", "i = 1; i -= 2; i", -1],
  ["SUBILV", "i = -(2**63); i -= 1; i == -(2**63) - 1", true],
  ["SUBILV", "i = 1.5; i -= 1; i", 0.5],
  ["SUBILV", "class A; def -(o) = o; end; i = A.new; i -= 200; i", 200],
  ["TDEF", "def t(a) = a; t(2)", 2],
  ["TDEF", "(def t; end).inspect", ":t"],
  [
    "TDEF",
    "class A; private; def t = 1; public; def u = t; end; begin; A.new.t; rescue NoMethodError; A.new.u; end",
    1,
  ],
  ["TDEF", "class A; private def t = 1; end; begin; A.new.t; rescue NoMethodError; 'private'; end", "private"],
  ["TDEF", "class A; def self.method_added(n) = ($n = n.to_s); def t = 1; end; $n", "t"],
  ["TDEF", "class A; def d = (def t = 5); end; A.new.d; A.new.t", 5],
  ["SDEF", "o = Object.new; def o.t = 7; o.t", 7],
  ["SDEF", "(def self.t; end).inspect", ":t"],
  ["SDEF", "class A; private; def self.t = 1; end; A.t", 1],
  ["SDEF", "class A; def self.singleton_method_added(n) = ($n = n.to_s); def self.t = 1; end; $n", "t"],
  ["SDEF", "begin; x = 5; def x.t = 1; rescue TypeError => e; 'refused'; end", "refused"],
  ["ENTER", "def n(&nil) = 1; begin; n { }; rescue ArgumentError => e; e.message; end", "no block accepted"],
  ["ENTER", "def n(&nil) = 1; n", 1],
];

const table = await readTable();
const sandbox = new Sandbox({ timeout: 5_000 });

test.each(cases)("%s: %s", (name, source, expected) => {
  expect(instructions(compile(source), table)).toContain(name);
  expect(sandbox.eval(source).value).toStrictEqual(expected);
});
