import { expect, test } from "vitest";

import { Sandbox } from "../../src/node.ts";

const sandbox = new Sandbox();
const value = (source: string): unknown => sandbox.eval(source).value;

/** Where an Integer stops being part of a value, of a machine word, and of a double's exact range. */
const edges = [0n, 1n << 31n, 1n << 32n, 1n << 47n, 1n << 48n, 1n << 53n, 1n << 62n, 1n << 63n, 1n << 64n];
const numbers = edges.flatMap((edge) => [-edge - 1n, -edge, -edge + 1n, edge - 1n, edge, edge + 1n]);

test.each(["+", "-", "*", "<=>"])("%s is exact where the representation of an Integer changes", (operator) => {
  const pairs = numbers.flatMap((a) => numbers.map((b) => [a, b] as const));
  const compute = (a: bigint, b: bigint): bigint =>
    ({ "+": a + b, "-": a - b, "*": a * b, "<=>": BigInt(Number(a > b) - Number(a < b)) })[operator] as bigint;
  const source = `
    numbers = [${numbers.join(",")}]
    numbers.flat_map { |a| numbers.map { |b| (a ${operator} b).to_s } }`;
  expect(value(source)).toStrictEqual(pairs.map(([a, b]) => String(compute(a, b))));
});

test("literal operands, assignments and comparisons agree with methods there", () => {
  const source = `
    [${numbers.join(",")}].map do |n|
      x = n; x += 1; y = n; y -= 1
      [x == n.+(1), y == n.-(1), x > n, y < n, x >= n, y <= n, n == y + 1, !(n == x), n != x, n - n == 0].all?
    end.uniq`;
  expect(value(source)).toStrictEqual([true]);
});

test("equal Integers are one object, one Hash key, one element of a Set, one case", () => {
  const source = `
    [${numbers.filter((n) => n >= -(1n << 63n) && n < 1n << 63n).join(",")}].map do |n|
      m = (n + 3) - 3
      hash = {n => :found}
      [n.equal?(m), n.eql?(m), n.hash == m.hash, n.object_id == m.object_id, hash[m] == :found, hash.key?(m),
       [n].include?(m), [n, m].uniq.size == 1, [n].index(m) == 0, ([n] - [m]).empty?, Set.new([n]).include?(m),
       (case m when n then true end), (m in ^n), n.frozen?, n.dup.equal?(n), n.clone == n,
       n.to_s.to_i == n, Integer === n, n.class == Integer, !n.nil?, n ? true : false].all?
    end.uniq`;
  expect(value(source)).toStrictEqual([true]);
});

test("an Integer takes neither methods nor variables of its own", () => {
  const attempts = ["def n.a = 1", "n.singleton_class", "n.instance_variable_set(:@a, 1)"];
  for (const attempt of attempts) {
    const tried = [5, 1n << 40n, 1n << 50n].map((n) =>
      value(`n = ${n}; begin; ${attempt}; rescue => e; e.class.to_s; end`),
    );
    expect(new Set(tried), attempt).toHaveLength(1);
    expect(tried[0], attempt).toMatch(/Error$/);
  }
});

test("a loop over large Integers needs no more memory than one over small ones", () => {
  const loop = (start: bigint): number =>
    sandbox.eval(`n = ${start}; i = 0; while i < 200_000; n += 2; n -= 1; n = n * 1 - 1 + 1; i += 1; end; n`).usage
      .memoryPeak;
  expect(loop(1n << 50n)).toBeLessThan(loop(5n) + (1 << 20));
});

test("a literal that is made at each turn is let go at each turn", () => {
  const peak = sandbox.eval("i = 0; while i < 200_000; 1_000_000_000_000_000; 10**30; i += 1; end").usage.memoryPeak;
  expect(peak).toBeLessThan(2 << 20);
});

test("Floats are compared by value: NaN with nothing, both zeros with each other", () => {
  expect(value("n = Float::NAN; [n == n, n.equal?(n), [n] == [n], n != n, 0.0 == -0.0, 0.0.eql?(-0.0)]")).toStrictEqual(
    value("n = 0.0 / 0; [n == n, n.equal?(n), [n] == [n], n != n, 0.0 == -0.0, 0.0.eql?(-0.0)]"),
  );
  expect(
    value("n = Float::NAN; [n == n, n != n, 0.0 == -0.0, 1.0 == 1, 1 == 1.0, (1 << 50) == (1 << 50).to_f]"),
  ).toStrictEqual([false, true, true, true, true, true]);
  expect(
    value("[-0.0, Float::INFINITY, -Float::INFINITY, Float::MAX, 5e-324].map { |x| [x].pack('G').unpack1('G') == x }"),
  ).toStrictEqual([true, true, true, true, true]);
  expect(Object.is(value("-0.0"), -0)).toBe(true);
  expect(value("0.0 / 0")).toBeNaN();
});

test("milliseconds and microseconds since 1970 cross in both directions", () => {
  const host = new Sandbox().bind("Clock", { now: () => 1_764_070_000_000, echo: (n: unknown) => n });
  const run = host.eval(
    "[Clock.now + 1, Clock.echo(1_764_070_000_000_001), Clock.echo(-(1 << 47) - 1), Clock.echo(1 << 63)]",
  );
  expect(run.value).toStrictEqual([1_764_070_000_001, 1_764_070_000_000_001, -(2 ** 47) - 1, 1n << 63n]);
});
