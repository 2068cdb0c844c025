import { expect, test } from "vitest";

import { Sandbox } from "../../src/node.ts";

const sandbox = new Sandbox({ timeout: 10_000 });

/** Answers that were once not CRuby's. */
const cases: readonly (readonly [string, unknown])[] = [
  ["(0.1 + 0.2).to_s", "0.30000000000000004"],
  [
    "[1.0 / 3, 1e100, 1e-10, 5e-324, 1.7976931348623157e308, -0.0, 100.0].join(' ')",
    "0.3333333333333333 1.0e+100 1.0e-10 5.0e-324 1.7976931348623157e+308 -0.0 100.0",
  ],
  ["'1.7976931348623157e308'.to_f == Float::MAX", true],
  [
    "'%.20f %e %a %05.1f %+.2f|%-8.3g|' % [0.1, 12345.678, 1.0, 9.5, 1.005, 2.5]",
    "0.10000000000000000555 1.234568e+04 0x1p+0 009.5 +1.00|2.5     |",
  ],
  ["'%f' % '1.5'", "1.500000"],
  ["1e30.to_i.to_s", "1000000000000000019884624838656"],
  ["'hello'.delete('l-o')", "he"],
  ["class A; protected def x = 1; public def y(o) = o.x; end; A.new.y(A.new)", 1],
  ["a = [1, 2, 3, 4]; [a.pop(2), a.shift(1), a]", [[3, 4], [1], [2]]],
];

test.each(cases)("%s", (source, expected) => {
  expect(sandbox.eval(source).value).toStrictEqual(expected);
});

test.each(["File", "Thread", "ENV", "Marshal", "Socket"])("%s is absent, and says so", (name) => {
  expect(() => sandbox.eval(name)).toThrow(`uninitialized constant ${name}: the sandbox does not have it`);
  expect(sandbox.eval(`Object.const_defined?(:${name})`).value).toBe(false);
});
