import { expect, test } from "vitest";

import { Sandbox } from "../../src/node.ts";

/**
 * The methods that generated code calls by name, each with a program that needs it: where the
 * method lives, its name, the program and what it answers.
 */
const helpers: readonly (readonly [string, string, string, unknown])[] = [
  ["Array", "deconstruct", "[1, 2].deconstruct", [1, 2]],
  ["Hash", "deconstruct_keys", "case { a: 1 }; in { a: } then a; end", 1],
  ["Struct", "deconstruct", "case Struct.new(:a).new(5); in [a] then a; end", 5],
  ["Struct", "deconstruct_keys", "case Struct.new(:a).new(5); in { a: } then a; end", 5],
  ["Data", "deconstruct_keys", "case Data.define(:a).new(a: 5); in { a: } then a; end", 5],
  ["Hash", "__pat_values", "case { a: 1, b: 2 }; in { a:, b: Integer => x } then [a, x]; end", [1, 2]],
  ["Hash", "__except", "case { a: 1, b: 2 }; in { a:, **rest } then rest.size; end", 1],
  ["Array", "__case_eqq", "list = [1, 2]; case 2; when *list then :in; end.to_s", "in"],
  ["Kernel", "__case_eqq", "list = (1..3); case 2; when *list then :in; end.to_s", "in"],
  ["Kernel", "__defined_ivar?", "@a = 1; [defined?(@a), defined?(@b)]", ["instance-variable", null]],
  ["Kernel", "__defined_cvar?", "class C; @@a = 1; def self.q = [defined?(@@a), defined?(@@b)]; end; C.q", ["class variable", null]],
  ["Kernel", "__defined_method?", "[defined?(puts), defined?(nothing)]", ["method", null]],
  ["Kernel", "__defined_method_on?", "[defined?(1.abs), defined?(1.nothing)]", ["method", null]],
  ["Kernel", "__defined_const?", "[defined?(String), defined?(Nothing)]", ["constant", null]],
  ["Kernel", "__defined_const_path?", "[defined?(Kobako::Handle), defined?(Kobako::Nothing)]", ["constant", null]],
  ["Kernel", "__defined_yield?", "def m = defined?(yield)\n[m { 1 }, m]", ["yield", null]],
  ["Kernel", "__defined_super?", "class A; def m = 1; end; class B < A; def m = defined?(super); def n = defined?(super); end; [B.new.m, B.new.n]", ["super", null]],
  ["Kernel", "__defined_gvar?", "$a = 1; [defined?($a), defined?($b)]", ["global-variable", null]],
]; // prettier-ignore

function answer(source: string): unknown {
  try {
    return new Sandbox().eval(source).value;
  } catch (error) {
    return error;
  }
}

test.each(helpers)("%s#%s: what it is for works, and not without it", (owner, name, source, expected) => {
  expect(answer(source)).toEqual(expected);
  const without = answer(`${owner}.undef_method(:${name}) rescue ${owner}.send(:undef_method, :${name})\n${source}`);
  expect(without).not.toEqual(expected);
});

test("a NoMatchingPatternError says what did not match, a NoMatchingPatternKeyError which key", () => {
  expect(answer("begin; case 5; in String; end; rescue NoMatchingPatternError => e; e.message; end")).toBe(
    "5: String === 5 does not return true",
  );
  const key =
    "begin; case { a: 1 }; in { b: }; end; rescue NoMatchingPatternKeyError => e; [e.key.to_s, e.matchee.size]; end";
  expect(answer(key)).toEqual(["b", 1]);
});
