import { expect, test } from "vitest";

import { Sandbox } from "../../src/node.ts";
import { Random } from "../support/random.ts";

const sandbox = new Sandbox({ memoryLimit: 64 << 20 });
const run = (source: string): unknown => sandbox.eval(source).value;

/** Numbers below `below`, the same each time. */
function numbers(count: number, below: number): number[] {
  const random = new Random(count + below);
  return Array.from({ length: count }, () => random.below(below));
}

const lists = [0, 1, 2, 3, 4, 5, 7, 8, 9, 16, 31, 33, 100, 1000].flatMap((count) => [
  numbers(count, 3),
  numbers(count, 1_000_000),
  numbers(count, 1_000_000).sort((a, b) => a - b),
  numbers(count, 1_000_000).sort((a, b) => b - a),
]);

test("lists of every length and order are sorted, with a block and without", () => {
  const source = `->(lists) { lists.map { |l| [l.sort, l.sort { |a, b| b <=> a }, l.map(&:to_s).sort, l.sort_by { |n| -n }] } }`;
  const expected = lists.map((list) => {
    const up = list.toSorted((a, b) => a - b);
    const text = list.map(String).sort();
    return [up, up.toReversed(), text, up.toReversed()];
  });
  expect(run(`(${source}).(${JSON.stringify(lists)})`)).toStrictEqual(expected);
});

test("what compares equal keeps its order", () => {
  const source = "list = Array.new(200) { |i| [i * 7 % 5, i] }; list.sort { |a, b| a[0] <=> b[0] }";
  const list = Array.from({ length: 200 }, (_, i) => [(i * 7) % 5, i] as const);
  expect(run(source)).toStrictEqual(list.toSorted((a, b) => a[0] - b[0]));
});

test.each([
  ["Floats", "[3.5, 1.25, 2.0].sort { |a, b| a - b }", [1.25, 2, 3.5]],
  ["large Integers", "[3, 1, 2].sort { |a, b| (b - a) * 2**70 }", [3, 2, 1]],
  ["-0.0", "[2, 1].sort { -0.0 }", [2, 1]],
  ["NaN", "[2, 1].sort { Float::NAN }", [2, 1]],
])("a block may answer %s", (_, source, expected) => {
  expect(run(source)).toStrictEqual(expected);
});

test.each([
  ["nil", "[2, 1].sort { nil }", "comparison of Integer with 1 failed"],
  ["a String", "[2, 1].sort { 'x' }", "comparison of Integer with 1 failed"],
  ["nothing comparable", "[2, nil].sort", "comparison of Integer with nil failed"],
])("%s in place of an order is refused", (_, source, message) => {
  expect(() => run(source)).toThrow(message);
});

test("few comparisons are made, and of what is in order already as few as can be", () => {
  const source = `
    x = 7
    list = Array.new(4096) { x = x * 48271 % 2147483647 }
    count = ->(l) { n = 0; l.sort { |a, b| n += 1; a <=> b }; n }
    [count.(list), count.(list.sort)]`;
  const [random, sorted] = run(source) as [number, number];
  expect(random).toBeLessThan(4096 * 13);
  expect(sorted).toBe(4095);
});

test("a block may raise, leave, collect garbage and change the list", () => {
  const source = `
    list = Array.new(300) { |i| "text #{i * 7 % 300}" }
    before = list.dup
    n = 0
    raised = begin; list.sort! { |a, b| (n += 1) == 700 ? raise("stop") : a <=> b }; rescue => e; e.message; end
    left = list.sort! { |a, b| break :left if (n += 1) > 900; a <=> b }
    unchanged = list == before
    changed = begin; list.sort! { |a, b| list.clear; a <=> b }; rescue => e; e.message; end
    again = before.sort { |a, b| GC.start if (n += 1) % 50 == 0; a + "" <=> b + "" }
    [raised, left.to_s, unchanged, changed, again == before.sort, again.size]`;
  expect(run(source)).toStrictEqual(["stop", "left", true, "array modified during sort", true, 300]);
});
