import { expect, test } from "vitest";

import { Sandbox } from "../../src/node.ts";

/** Comparisons across kinds of numbers; some of them once called each other without end. */
test.each([
  ["2 ** 70 == 1r", false],
  ["1r == 2 ** 70", false],
  ["2 ** 70 == 1i", false],
  ["1i == 2 ** 70", false],
  ["Complex(2 ** 70, 0) == 2 ** 70", true],
  ["Rational(2 ** 70, 3) == Rational(2 ** 70, 3)", true],
  ["Rational(2 ** 70, 3) == Rational(2 ** 70, 7)", false],
  ["Rational(2 ** 70, 3) == 1r / 3", false],
  ["1r / 3 == Rational(2 ** 70, 3)", false],
  ["Rational(2 ** 70, 3) == 2 ** 70", false],
  ["Rational(2 ** 70, 3) == 3", false],
  ["Rational(2 ** 70, 3) == (2.0 ** 70) / 3", true],
])("%s is %s", (source, expected) => {
  expect(new Sandbox().eval(source).value).toBe(expected);
});
