import { expect, test } from "vitest";

import { Sandbox } from "../../src/node.ts";

const sandbox = new Sandbox({ timeout: 60_000, memoryLimit: 128 << 20 });

/** The fuel of a program beyond what it takes for nothing. */
const fuelOf = (work: (n: number) => string, n: number): number =>
  sandbox.eval(`${work(n)}; nil`).usage.fuel - sandbox.eval(`${work(0)}; nil`).usage.fuel;

const queue = "a = (1..N).to_a";
const full = "h = {}; N.times { |i| h[i] = i }";
const work: readonly (readonly [string, string])[] = [
  ["each_char", '("é" * N).each_char {}'],
  ["chars", '("é" * N).chars'],
  ["a queue", `${queue}; N.times { a.push(1); a.shift }`],
  ["a queue of pairs", `${queue}; N.times { a.push(1, 2); a.shift(2) }`],
  ["a queue the other way", `${queue}; N.times { a.unshift(1); a.pop }`],
  ["a queue with both ends", `${queue}; N.times { a.push(1); a.unshift(2); a.pop; a.shift }`],
  ["a queue whose elements are set", `${queue}; N.times { |i| a.shift; a[0] = i; a << 1 }`],
  ["unshift", "a = []; N.times { a.unshift(1) }"],
  ["unshift of many", "a = []; N.times { a.unshift(1, 2, 3, 4) }"],
  ["flatten", "(1..N).map { [_1] }.flatten"],
  ["drop", "a = (1..N).to_a; a = a.drop(100) until a.empty?"],
  ["a Hash that is taken from the front", `${full}; N.times { h.shift }`],
  ["a Hash that is deleted from the front", `${full}; N.times { |i| h.delete(i); h.key?(-1) }; h[1] = 1; h.first`],
  ["keys that are multiples of 2**32", "h = {}; N.times { |i| h[i << 32] = i }"],
  ["keys that are multiples of 2**16", "h = {}; N.times { |i| h[i << 16] = i }"],
  ["keys that are multiples of 2**48", "h = {}; (N / 2).times { |i| h[i << 48] = i }"],
  ["a Set of multiples of 2**32", "s = Set.new; N.times { |i| s << (i << 32) }"],
  ["short Symbols", 'N.times { |i| "s#{i}".to_sym }'],
  ["methods", 'c = Class.new; N.times { |i| c.define_method("m#{i}") {} }'],
  ["constants", 'N.times { |i| Object.const_set("C#{i}", i) }'],
];

test.each(work)("%s: four times as many take about four times as much", (_, source) => {
  const of = (n: number): string => source.replaceAll("N", String(n));
  // tables that double may double once more for the larger; by the square it would be sixteen
  expect(fuelOf(of, 8000) / fuelOf(of, 2000)).toBeLessThan(6);
});

/** Ruby whose `rand` answers numbers below its argument that are the same each time. */
const randomFrom = (seed: number): string =>
  `seed = ${seed}; rand = ->(n) { seed = (seed * 1103515245 + 12345) % 2147483648; (seed >> 8) % n }`;

test("what is counted and found by character is stepped over eight bytes at a time", () => {
  const fuel = (source: string): number =>
    sandbox.eval(`s = "héllo wörld, 日本 😀 " * 5000; ${source}`).usage.fuel -
    sandbox.eval('s = "héllo wörld, 日本 😀 " * 5000').usage.fuel;
  for (const source of ["s.length", "s[90_000]", 's.index("z")', 's[80_000] = "x"', "s[89_000, 10]"]) {
    expect(fuel(source), source).toBeLessThan(50_000);
  }
});

test("characters are counted and found alike however they lie, and where bytes are none", () => {
  const units = [
    "a",
    "é",
    "日",
    "😀",
    "\\x80",
    "\\xff",
    "\\xc3",
    "\\xe6\\x97",
    "\\xf0\\x9f\\x98",
    "\\xf8\\x80\\x80\\x80",
    "\\xc0\\x80",
  ];
  const source = `
    units = [${units.map((unit) => `"${unit}"`).join(",")}]
    seed = 7
    found = []
    200.times do
      s = +""
      90.times { seed = (seed * 1103515245 + 12345) % 2147483648; s << units[(seed >> 8) % 11] * (1 + (seed >> 20) % 3) }
      slow = []
      at = 0
      # one at a time: a string of few bytes is not stepped over
      while at < s.bytesize
        c = s.byteslice(at, 4)[0]
        slow << c
        at += c.bytesize
      end
      found << :length unless s.length == slow.size
      found << :chars unless s.chars == slow && s.each_char.to_a == slow
      found << :reverse unless s.reverse == slow.reverse.join
      [0, 5, 17, 40, 63, 88, slow.size - 1].each do |i|
        found << [:index, i] unless s[i] == slow[i] && s[i, 20] == slow[i, 20].join && s[i..] == slow[i..].join
        found << [:byte, i] unless s.byteindex("é", 0).nil? || s.index("é") == slow.index("é")
        copy = s.dup
        copy[i] = "ab"
        found << [:set, i] unless copy == (slow[0, i] + ["ab"] + slow[i + 1..]).join
      end
    end
    found.uniq`;
  expect(sandbox.eval(source).value).toStrictEqual([]);
});

test("arrays keep their elements whatever is pushed, taken, shared and changed in between", () => {
  const source = `
    ${randomFrom(11)}
    wrong = []
    20.times do |round|
      a = (0...rand.(200)).to_a
      model = a.map { |x| x }.inspect[1..-2].split(", ").map(&:to_i)
      kept = []
      400.times do |step|
        x = step + 1000
        case rand.(14)
        when 0, 1 then a.push(x); model = model + [x]
        when 2 then a.push(x, x + 1); model = model + [x, x + 1]
        when 3, 4 then wrong << :shift unless a.shift == model[0]; model = model[1..] || []
        when 5 then wrong << :shift2 unless a.shift(3) == model[0, 3]; model = model[3..] || []
        when 6, 7 then a.unshift(x); model = [x] + model
        when 8 then a.unshift(x, 1, 2); model = [x, 1, 2] + model
        when 9 then wrong << :pop unless a.pop == model[-1]; model = model[0, [model.size - 1, 0].max]
        when 10 then kept << [a.dup, model]; kept << [a[1..] || [], model[1..] || []]
        when 11 then a[rand.(10)] = x unless a.size < 10; model = a.map { _1 }
        when 12 then a.unshift(*a) if a.size < 300; model = a.map { _1 }
        when 13 then a.insert(a.size / 2, x); model = a.map { _1 }
        end
        wrong << [round, step] unless a == model && a.size == model.size && a.first == model.first && a.last == model.last
      end
      wrong << :kept unless kept.all? { |one, other| one == other }
    end
    wrong.first(5)`;
  expect(sandbox.eval(source).value).toStrictEqual([]);
});

test("a Hash keeps its order and its entries whatever is deleted", () => {
  const source = `
    ${randomFrom(5)}
    wrong = []
    [4, 12, 60, 400].each do |size|
      h = {}
      model = []
      3000.times do |step|
        case rand.(8)
        when 0, 1, 2 then k = rand.(size) << [0, 16, 32, 48][rand.(4)]; h[k] = step; i = model.index { _1[0] == k }; i ? model[i] = [k, step] : model << [k, step]
        when 3 then wrong << :shift unless h.shift == model.shift
        when 4, 5 then (k, _ = model[rand.(3)]; h.delete(k); model.reject! { _1[0] == k }) unless model.empty?
        when 6 then (k, _ = model[rand.(model.size)]; h.delete(k); model.reject! { _1[0] == k }) unless model.empty?
        when 7 then h = h.dup if rand.(4) == 0; h.rehash if rand.(9) == 0
        end
        wrong << [size, step] unless h.size == model.size && h.first == model.first
        wrong << [size, step, :all] if step % 50 == 0 && h.to_a != model
      end
    end
    wrong.first(5)`;
  expect(sandbox.eval(source).value).toStrictEqual([]);
});
