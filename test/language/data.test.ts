import { expect, test } from "vitest";

import { Sandbox } from "../../src/node.ts";

// What Ruby 3.4 answers: the machine's Ruby has no Data to compare with.
const sandbox = new Sandbox();

const programs: readonly (readonly [string, unknown])[] = [
  ["D = Data.define(:a, :b) { def initialize(a:, b: 2) = super(a: a, b: b) }; [D.new(1), D.new(1, 3), D.new(a: 4), D[5]].map(&:to_h).to_s", "[{a: 1, b: 2}, {a: 1, b: 3}, {a: 4, b: 2}, {a: 5, b: 2}]"],
  ["D = Data.define(:a, :b) { def initialize(a: 0, b: a + 1) = super }; [D.new, D.new(5)].map(&:to_h).to_s", "[{a: 0, b: 1}, {a: 5, b: 6}]"],
  ['D = Data.define(:a) { def initialize(a:) = super(a: Integer(a)) }; [D.new("3"), D.new(a: "4"), D.new("5").with(a: "6")].map(&:a)', [3, 4, 6]],
  ["D = Data.define(:a, :b) { def initialize(**given) = super(**{ b: 9 }.merge(given)) }; [D.new(1).b, D.new(a: 1).b, D.new(1, 2).b]", [9, 9, 2]],
  ["class D < Data.define(:x); def initialize(x:) = super(x: x * 2); end; [D.new(2).x, D.new(x: 3).x, D.new(1).frozen?, D.new(1).dup.x]", [4, 6, true, 2]],
  ['class D < Data.define(:x); def initialize(x:); raise ArgumentError, "negative" if x < 0; super; end; end; D.new(-1) rescue $!.message', "negative"],
  ["D = Data.define; [D.new == D.new, D.new.to_h.size, D.new.inspect, (D.new(1) rescue $!.message)]", [true, 0, "#<data D>", "wrong number of arguments (given 1, expected 0)"]],
  ["D = Data.define(:a, :b); D.new(1) rescue $!.message", "missing keyword: :b"],
  ["D = Data.define(:a, :b); D.new(1, 2, 3) rescue $!.message", "wrong number of arguments (given 3, expected 0..2)"],
  ["D = Data.define(:a, :b); D.new(a: 1) rescue $!.message", "missing keyword: :b"],
  ["D = Data.define(:a, :b); D.new(a: 1, b: 2, c: 3) rescue $!.message", "unknown keyword: :c"],
  ["D = Data.define(:a); D.new(1).send(:initialize, a: 2) rescue $!.class.to_s", "FrozenError"],
  ["D = Data.define(:a); [D.allocate.a, (D.allocate.to_h rescue $!.class.to_s)]", [null, "TypeError"]],
  ["D = Data.define(:a).dup; [D.new(1).a, (D.allocate.send(:initialize, a: 3).a rescue $!.class.to_s)].size", 2],
  ["D = Data.define(:a) { def initialize(a:) = nil }; D.new(1).a", null],
]; // prettier-ignore

test.each(programs)("%s", (program, answer) => {
  expect(sandbox.eval(program).value).toEqual(answer);
});
