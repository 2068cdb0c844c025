import { expect, test } from "vitest";

import { FuelExhaustedError, MemoryLimitError, Sandbox, SandboxError, TimeoutError } from "../../src/node.ts";
import { failure } from "../support/failure.ts";

const sandbox = new Sandbox({ guest: "regexp", timeout: 20_000 });

/** Patterns whose search takes exponential time are given up long before a deadline. */
test.each([
  "/(a+)+$/ =~ 'a' * 40 + 'b'",
  "/(a|aa)+$/ =~ 'a' * 60 + 'b'",
  "/(a|a)*$/ =~ 'a' * 40 + 'b'",
  "/(a*)*\\1$/ =~ 'a' * 40 + 'b'",
  "/((a+)+\\2)+$/ =~ 'a' * 40 + 'b'",
  "('a' * 40 + 'b').gsub(/(a+)+$/, '')",
  "('a' * 40 + 'b').scan(/(a+)+$/)",
  "('a' * 40 + 'b').split(/(a+)+$/)",
  "('a' * 40 + 'b').match?(/(a+)+$/)",
])("%s is given up", (source) => {
  const error = failure(() => sandbox.eval(source));
  expect(error).toMatchObject({ klass: "RegexpError" });
  expect(error).toBeInstanceOf(SandboxError);
});

const catastrophic = "loop { begin; /(a+)+$/ =~ 'a' * 40 + 'b'; rescue RegexpError; end }";

test("a deadline is met within a search", () => {
  const error = failure(() => new Sandbox({ guest: "regexp", timeout: 50 }).eval(catastrophic));
  expect(error).toBeInstanceOf(TimeoutError);
});

test("searching uses fuel", () => {
  const error = failure(() => new Sandbox({ guest: "regexp", fuel: 50_000 }).eval("/(a+)+$/ =~ 'a' * 40 + 'b'"));
  expect(error).toBeInstanceOf(FuelExhaustedError);
});

test.each([
  ["deep groups", "Regexp.new('(' * 100_000 + ')' * 100_000)"],
  ["an endless recursion", "Regexp.new('(?<a>\\\\g<a>)')"],
  ["a repeat past the limit", "Regexp.new('a{100001}')"],
  ["unbalanced groups", "Regexp.new('(' * 100)"],
  ["bytes that are no text", 'Regexp.new("\\xff")'],
])("%s: RegexpError", (_, source) => {
  expect(failure(() => sandbox.eval(source))).toMatchObject({ klass: "RegexpError" });
});

/** Whatever these end in, it is an error of the guest or a limit, and the next run is as ever. */
test.each([
  "Regexp.new('((((a{100}){100}){100}){100})')",
  "Regexp.new('(a{1000}){1000}').match?('a' * 100)",
  "Regexp.new('a' * 1_000_000).match?('a')",
  "Regexp.new('(a?)' * 5_000 + 'a' * 5_000).match?('a' * 5_000)",
  "Regexp.new('[' + (0x4e00..0x5e00).map { |c| [c].pack('U') }.join + ']').match?('x')",
  "Regexp.new('(?<a>(?:a\\\\g<a>|b))').match?('a' * 100_000)",
  "Regexp.new('(?:' * 190 + 'a' + ')*' * 190).match?('a' * 100)",
  "Regexp.new('(?=' * 150 + 'a' + ')' * 150).match?('a')",
  "Regexp.new('(?<!' * 150 + 'a' + ')' * 150).match?('b')",
  "('a' * 100_000).gsub(/(a)|b/) { 'x' * 100 }",
  "s = +'aaa'; s.gsub(/a/) { s.clear; GC.start; 'b' }",
  "500.times { |i| Regexp.new('x' * (i + 1)) }; GC.start; /x/.match?('x')",
  "a = 'é' * 1000; a.match(/é\\\\z/); a.index(/z/, 999); a.rindex(/é/)",
])("%s ends in order", (source) => {
  for (const memoryLimit of [1 << 20, 32 << 20]) {
    const tight = new Sandbox({ guest: "regexp", timeout: 5_000, memoryLimit });
    try {
      tight.eval(source);
    } catch (error) {
      const known = error instanceof SandboxError || error instanceof MemoryLimitError || error instanceof TimeoutError;
      expect(known, String(error)).toBe(true);
    }
    expect(tight.eval("'ab' =~ /b/").value).toBe(1);
  }
});

test("many matches fit where their text does", () => {
  const source = "s = 'ab ' * 20_000; [s.gsub(/b/, 'c').count('c'), s.scan(/a/) { }.size, s.index(/zz/)]";
  expect(new Sandbox({ guest: "regexp" }).eval(source).value).toEqual([20_000, 60_000, null]);
});

test("a MatchData keeps the text it matched", () => {
  const source = "s = +'hello'; m = s.match(/l+/); s.replace('x' * 50); GC.start; [m[0], m.pre_match, m.post_match]";
  expect(sandbox.eval(source).value).toEqual(["ll", "he", "o"]);
});

test.each(["MatchData.new", "MatchData.allocate", "Regexp.allocate.source", "Class.new(MatchData).new"])(
  "%s makes nothing",
  (source) => {
    expect(failure(() => sandbox.eval(source))).toMatchObject({
      klass: expect.stringMatching(/^(NoMethod|Type)Error$/) as string,
    });
  },
);

test("Regexp and MatchData have no form outside", () => {
  expect(failure(() => sandbox.eval("/a/"))).toMatchObject({ klass: "TypeError" });
  expect(failure(() => sandbox.eval("/a/.match('a')"))).toMatchObject({ klass: "TypeError" });
});
