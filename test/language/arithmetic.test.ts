import { expect, test } from "vitest";

import { Sandbox } from "../../src/node.ts";

const sandbox = new Sandbox({ timeout: 20_000, memoryLimit: 64 << 20 });

/** Powers of two, and what lies next to them, on both sides of zero; long ones with many zeros within. */
const magnitudes = [
  ...[0n, 31n, 32n, 47n, 53n, 62n, 63n, 64n, 95n, 96n, 128n].flatMap((bits) => [
    (1n << bits) - 1n,
    1n << bits,
    (1n << bits) + 1n,
  ]),
  3n,
  10n,
  10n ** 18n,
  10n ** 19n,
  10n ** 30n,
  (1n << 130n) + (1n << 64n) + 7n,
  9007199254740995n,
  123456789n ** 5n,
];
const numbers = [...new Set(magnitudes.flatMap((n) => [n, -n]))];
const list = `[${numbers.join(",")}]`;
const pairs = numbers.flatMap((a) => numbers.map((b) => [a, b] as const));

const floor = (a: bigint, b: bigint): bigint => a / b - (a % b !== 0n && a < 0n !== b < 0n ? 1n : 0n);
const modulo = (a: bigint, b: bigint): bigint => a - floor(a, b) * b;
const magnitude = (a: bigint): bigint => (a < 0n ? -a : a);
const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? magnitude(a) : gcd(b, a % b));

const answers = (source: string): unknown => sandbox.eval(source).value;

test.each<[string, (a: bigint, b: bigint) => bigint]>([
  ["a + b", (a, b) => a + b],
  ["a - b", (a, b) => a - b],
  ["a * b", (a, b) => a * b],
  ["a & b", (a, b) => a & b],
  ["a | b", (a, b) => a | b],
  ["a ^ b", (a, b) => a ^ b],
  ["a.gcd(b)", gcd],
])("%s is exact, whatever the size and the sign", (operation, compute) => {
  expect(answers(`n = ${list}; n.flat_map { |a| n.map { |b| (${operation}).to_s } }`)).toStrictEqual(
    pairs.map(([a, b]) => String(compute(a, b))),
  );
});

test.each<[string, (a: bigint, b: bigint) => bigint]>([
  ["a / b", floor],
  ["a.div(b)", floor],
  ["a % b", modulo],
  ["a.divmod(b)[0]", floor],
  ["a.divmod(b)[1]", modulo],
  ["a.remainder(b)", (a, b) => a % b],
  ["a.quo(b).numerator", (a, b) => (b < 0n ? -a : a) / gcd(a, b)],
  ["a.quo(b).denominator", (a, b) => magnitude(b) / gcd(a, b)],
])("%s is exact, and rounds as Ruby does", (operation, compute) => {
  const divisors = numbers.filter((b) => b !== 0n);
  expect(
    answers(`n = ${list}; d = [${divisors.join(",")}]; n.flat_map { |a| d.map { |b| (${operation}).to_s } }`),
  ).toStrictEqual(numbers.flatMap((a) => divisors.map((b) => String(compute(a, b)))));
});

test("a shift of any width rounds down, and one past all bits leaves the sign", () => {
  const widths = [0n, 1n, 31n, 32n, 33n, 63n, 64n, 65n, 96n, 127n, 128n, 500n];
  const source = `w = [${widths.join(",")}]; ${list}.flat_map { |a| w.flat_map { |s| [(a << s).to_s, (a >> s).to_s, a[s]] } }`;
  expect(answers(source)).toStrictEqual(
    numbers.flatMap((a) => widths.flatMap((s) => [String(a << s), String(a >> s), Number((a >> s) & 1n)])),
  );
  expect(
    answers("[5, -5, 2**70, -(2**70)].flat_map { |a| [a >> 10**9, a >> 2**70, a[2**70], a << -(2**70)] }"),
  ).toEqual([5, -5, 1, -1].flatMap((a) => (a < 0 ? [-1, -1, 1, -1] : [0, 0, 0, 0])));
});

test("~, -, abs, succ, pred, bit_length, parity, and text in every base", () => {
  const source = `${list}.flat_map { |a| [~a, -a, a.abs, a.succ, a.pred, a.bit_length].map(&:to_s) + [a.even?, a.odd?, a.frozen?, a.dup == a, a.clone.eql?(a)] }`;
  expect(answers(source)).toStrictEqual(
    numbers.flatMap((a) => [
      ...[~a, -a, magnitude(a), a + 1n, a - 1n].map(String),
      String((a < 0n ? ~a : a) === 0n ? 0 : (a < 0n ? ~a : a).toString(2).length),
      a % 2n === 0n,
      a % 2n !== 0n,
      true,
      true,
      true,
    ]),
  );
  for (const base of [2, 3, 7, 8, 10, 16, 32, 36]) {
    expect(answers(`${list}.map { |a| a.to_s(${base}) }`)).toStrictEqual(numbers.map((a) => a.toString(base)));
    expect(
      answers(`${list}.all? { |a| a.to_s(${base}).to_i(${base}) == a && Integer(a.to_s(${base}), ${base}) == a }`),
    ).toBe(true);
  }
});

test("powers, and powers of a modulus of any sign", () => {
  expect(answers(`${list}.flat_map { |a| [0, 1, 2, 3, 4, 7].map { |e| (a**e).to_s } }`)).toStrictEqual(
    numbers.flatMap((a) => [0n, 1n, 2n, 3n, 4n, 7n].map((e) => String(a ** e))),
  );
  const few = numbers.filter((_, i) => i % 5 === 0);
  const moduli = [1n, -1n, 7n, -7n, 1n << 40n, -(1n << 40n), (1n << 63n) - 25n, -(1n << 65n) + 1n];
  expect(
    answers(
      `[${few.join(",")}].flat_map { |a| [0, 1, 5, 12].flat_map { |e| [${moduli.join(",")}].map { |m| a.pow(e, m).to_s } } }`,
    ),
  ).toStrictEqual(few.flatMap((a) => [0n, 1n, 5n, 12n].flatMap((e) => moduli.map((m) => String(modulo(a ** e, m))))));
  expect(answers("[1**-1, 1**-2, (-1)**-1, (-1)**-2, (10**20)**0 == 1, {1 => 2}[(10**20)**0]]")).toStrictEqual([
    1,
    1,
    -1,
    1,
    true,
    2,
  ]);
});

test("rounding to powers of ten", () => {
  const digits = [1n, 2n, 18n, 19n, 25n];
  const source = `${list}.flat_map { |a| [${digits.join(",")}].flat_map { |d| [a.floor(-d), a.ceil(-d), a.truncate(-d)].map(&:to_s) } }`;
  expect(answers(source)).toStrictEqual(
    numbers.flatMap((a) =>
      digits.flatMap((d) => {
        const unit = 10n ** d;
        const below = floor(a, unit) * unit;
        const above = -floor(-a, unit) * unit;
        return [below, above, a < 0n ? above : below].map(String);
      }),
    ),
  );
});

test("large Integers and Floats are compared and converted exactly", () => {
  expect(answers(`${list}.map(&:to_f)`)).toStrictEqual(numbers.map(Number));
  const source = `
    ${list}.map do |a|
      f = a.to_f
      i = f.to_i
      [a == f, f == a, a != f, a < f, a <= f, a > f, a >= f, f < a, f <= a, f > a, f >= a, a <=> f, f <=> a,
       a.send(:==, f), f.send(:==, a), a.send(:<, f), f.send(:<=, a), [a, f].max == [a, i].max, a.eql?(f)] ==
      [a == i, i == a, a != i, a < i, a <= i, a > i, a >= i, i < a, i <= a, i > a, i >= a, a <=> i, i <=> a,
       a == i, i == a, a < i, i <= a, true, false]
    end.uniq`;
  expect(answers(source)).toStrictEqual([true]);
  expect(
    answers(
      "nan = Float::NAN; [5, 10**20, 1.5].flat_map { |a| [a <=> nan, nan <=> a, a.send(:<=, nan), a.send(:>=, nan), a == nan] }",
    ),
  ).toStrictEqual(Array.from({ length: 3 }, () => [null, null, false, false, false]).flat());
  expect(
    answers(
      "[(10**400).fdiv(10**399), (2**70).fdiv(3), 7.fdiv(2**70), (10**30 + 1).quo(2.0), (2**70) % 1.5, -(2**70) % 7.0]",
    ),
  ).toStrictEqual([10, 2 ** 70 / 3, 7 / 2 ** 70, 5e29, 1, 5]);
  expect(
    answers("[20.div(-2.5), 20.divmod(-2.5), 7.divmod(0.5), (10**20).div(0.3), (2.0**70).divmod(1.0)[0] == 2**70]"),
  ).toStrictEqual([-8, [-8, 0], [14, 0], 333333333333333377024n, true]);
});

test("Rationals of any size", () => {
  expect(
    answers(`
      a = 1r / 3
      60.times { a = a * a + 1r / 7 if a.denominator < 10**300; a = a / 2 }
      b = Rational(10**30 + 1, 10**30)
      [a.numerator.gcd(a.denominator), b > 1, b <=> 1, b == 1, (b - b) == 0, (b - 1).numerator, (b * 10**30).to_i == 10**30 + 1,
       Rational(2**70, 3) + 1.5 == (2**70) / 3.0 + 1.5, 2**70 + 1r == 2**70 + 1, (2**70 - 1r).class.to_s, 5e-324.to_r == Rational(1, 2**1074),
       Rational(2**64, 2**63).eql?(Rational(2)), {Rational(2**64, 2**63) => 1}[2r]]`),
  ).toStrictEqual([1, true, 1, false, true, 1, true, true, true, "Rational", true, true, 1]);
});

test("what is no Integer is no operand of bits, unless it says so", () => {
  for (const operator of ["&", "|", "^"]) {
    for (const number of ["5", "(2**70)"]) {
      for (const operand of ["nil", '"x"', ":a", "1.5", "[]"]) {
        expect(() => answers(`${number} ${operator} ${operand}`)).toThrow(/can't be coerced into Integer/);
      }
    }
  }
  expect(answers("class Bits; def coerce(n) = [n, 6]; end; [5 & Bits.new, 5 | Bits.new, 5 ^ Bits.new]")).toStrictEqual([
    4, 7, 3,
  ]);
});

test("large Integers are packed, have their size, and take no methods of their own", () => {
  expect(
    answers('[2**63, 2**64 - 1, 2**64 + 5, -(2**63) - 1].map { |n| [n].pack("Q").unpack1("Q").to_s }'),
  ).toStrictEqual([1n << 63n, (1n << 64n) - 1n, 5n, (1n << 63n) - 1n].map(String));
  expect(answers("[1, 2**62, 2**64 - 1, 2**64, 2**128].map(&:size)")).toStrictEqual([8, 8, 8, 9, 17]);
  expect(answers("n = 2**70; begin; def n.a = 1; rescue TypeError; 'none'; end")).toBe("none");
});

test("digits of a long Integer need no more memory than the digits", () => {
  const { usage, value } = sandbox.eval("(3**20_000).digits.size");
  expect(value).toBe(String(3n ** 20_000n).length);
  expect(usage.memoryPeak).toBeLessThan(4 << 20);
});

test("a Float of 17 digits is written without an exponent where its point is within them", () => {
  expect(
    answers("[4432245964041489.5, 1234567890123456.5, 9007199254740992.0, 1e15, 12345678901234567.0].map(&:inspect)"),
  ).toStrictEqual([
    "4432245964041489.5",
    "1234567890123456.5",
    "9.007199254740992e+15",
    "1.0e+15",
    "1.2345678901234568e+16",
  ]);
});
