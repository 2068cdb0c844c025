import { expect, test } from "vitest";

import { Sandbox } from "../../src/node.ts";

const sandbox = new Sandbox({ timeout: 10_000 });

/** What Ruby 3.4 says. */
const cases: readonly (readonly [string, string])[] = [
  ["5.foo", "undefined method 'foo' for an instance of Integer"],
  ["foo", "undefined local variable or method 'foo' for main"],
  ["foo()", "undefined method 'foo' for main"],
  ["self.foo", "undefined method 'foo' for main"],
  ["foo 1", "undefined method 'foo' for main"],
  ["class Foo; def bar = zork; end; Foo.new.bar", "undefined local variable or method 'zork' for an instance of Foo"],
  ["class Foo; zork; end", "undefined local variable or method 'zork' for class Foo"],
  ["def method_missing(name, *) = super; zork", "undefined local variable or method 'zork' for main"],
  ["def method_missing(name, *) = super; zork()", "undefined method 'zork' for main"],
  ["def method_missing(name, *) = super; send(:zork)", "undefined method 'zork' for main"],
  ["nil.foo", "undefined method 'foo' for nil"],
  ["true.foo", "undefined method 'foo' for true"],
  ["String.foo", "undefined method 'foo' for class String"],
  ["Kernel.foo", "undefined method 'foo' for module Kernel"],
  ["class Foo; private def bar = 1; end; Foo.new.bar", "private method 'bar' called for an instance of Foo"],
  ["class Foo; protected def bar = 1; end; Foo.new.bar", "protected method 'bar' called for an instance of Foo"],
  ["def f(a) = a; f", "wrong number of arguments (given 0, expected 1)"],
  ["def f(a, b = 1) = a; f", "wrong number of arguments (given 0, expected 1..2)"],
  ["def f(a, *b) = a; f", "wrong number of arguments (given 0, expected 1+)"],
  ["def f(a:) = a; f", "missing keyword: :a"],
  ["def f(a:) = a; f(a: 1, b: 2)", "unknown keyword: :b"],
  ["1 + nil", "nil can't be coerced into Integer"],
  ["2 * nil", "nil can't be coerced into Integer"],
  ["2 ** 'a'", "String can't be coerced into Integer"],
  ["1 + 'a'", "String can't be coerced into Integer"],
  ["1.5 * :a", "Symbol can't be coerced into Float"],
  ["'a' + 1", "no implicit conversion of Integer into String"],
  ["[1] + nil", "no implicit conversion of nil into Array"],
  ["[1].first('x')", "no implicit conversion of String into Integer"],
  ["Integer('x')", 'invalid value for Integer(): "x"'],
  ["Float('x')", 'invalid value for Float(): "x"'],
  ["3 < nil", "comparison of Integer with nil failed"],
  ["3 < 'a'", "comparison of Integer with String failed"],
  ["['a', 3].max", "comparison of Integer with String failed"],
  ["1 / 0", "divided by 0"],
  ["[1].fetch(5)", "index 5 outside of array bounds: -1...1"],
  ["'a'.freeze << 'b'", 'can\'t modify frozen String: "a"'],
  ["[1].freeze << 2", "can't modify frozen Array: [1]"],
  ["Xyz", "uninitialized constant Xyz"],
  ["throw :x", "uncaught throw :x"],
  ["S = Struct.new(:a, keyword_init: true); S.new(b: 1)", "unknown keywords: b"],
];

test.each(cases)("%s", (source, message) => {
  expect(sandbox.eval(`begin; ${source}; rescue => e; e.message; end`).value).toBe(message);
});

test("a bare name that is nothing is a NameError, a call of it a NoMethodError", () => {
  const raised = (source: string): unknown =>
    sandbox.eval(`begin; ${source}; rescue NameError => e; [e.class.to_s, e.name.to_s, e.receiver.equal?(self)]; end`)
      .value;
  for (const source of ["zork", "x = zork + 1", "[zork]", "1.times { zork }"])
    expect(raised(source)).toEqual(["NameError", "zork", true]);
  for (const source of ["zork()", "self.zork", "zork(1)", "zork { 1 }", "zork?", "zork!", "send(:zork)"])
    expect(raised(source)).toEqual(["NoMethodError", /zork[?!]?/.exec(source)?.[0], true]);
});

test("an exception knows its cause, receiver and key", () => {
  const source = `
    begin
      begin; {a: 1}.fetch(:b); rescue KeyError; raise TypeError, "zork"; end
    rescue => e
      [e.cause.key.to_s, e.cause.receiver, e.full_message.include?("zork")]
    end`;
  expect(sandbox.eval(source).value).toEqual(["b", { a: 1 }, true]);
  expect(sandbox.eval("begin; nil.zork; rescue => e; [e.receiver, e.name.to_s]; end").value).toEqual([null, "zork"]);
});

test("an inspected object's address is the same in every invocation", () => {
  const seen = [1, 2, 3].map(() => sandbox.eval("Object.new.inspect").value);
  expect(new Set(seen).size).toBe(1);
});
