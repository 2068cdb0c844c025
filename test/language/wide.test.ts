/** Instructions whose operands do not fit 8 bits: past the 256th register, literal or name. */
import { expect, test } from "vitest";

import { Sandbox } from "../../src/node.ts";

const list = (count: number, line: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => line(i)).join("\n");
const many = (line: (i: number) => string): string => list(300, line);
/** As many variables as there may be, and what is worked out lies in registers behind them. */
const locals = list(254, (i) => `v${i} = ${i}`);
const deep = (inner: string): string => `[v0, [v1, [v2, [v3, [v4, ${inner}]]]]].flatten.last`;

test.each([
  ["variables", `${locals}\n${deep("v253 + v252 * 2")}`, 757],
  ["variables that a block reads and writes", `${locals}\n3.times { |i| v253 += i + v1 }\n${deep("v253")}`, 259],
  [
    "variables of a block in a block",
    `f = -> { ${list(252, (i) => `v${i} = ${i}`)}\n-> { ${deep("v251 -= 1")} } }\nf.().()`,
    250,
  ],
  ["jumps", `${locals}\n${deep("(v253 += 1 while v253 < 400; v253 > 399 ? (v252 if v251) : 0)")}`, 252],
  ["variables that may be nil", `${locals}\n${deep("(v253 = nil; v253&.size || (v253 ||= 7))")}`, 7],
  ["logic", `${locals}\n${deep("(v253 and v252 or v251)")}`, 252],
  ["texts with numbers within", `${locals}\n${deep('"#{v253}-#{v1}#{:x}"')}`, "253-1x"],
  [
    "arithmetic and comparisons",
    `${locals}\n${deep("(v253 - 3) / 5 * 1.5 < 75.5 ? (v253 == 253 ? -v252 : 0) : 1")}`,
    -252,
  ],
  ["an Array that is taken apart", `${locals}\n${deep("(v253, *v252, v251 = [1, 2, 3, 4]; v252[1] * v251)")}`, 12],
  [
    "a Hash and a range",
    `${locals}\n${deep('(v253 = { a: v252, "b" => (v1..v2), **{ c: 1 } }; v253[:a] + v253["b"].sum + v253[:c])')}`,
    256,
  ],
  ["splats", `${locals}\n${deep("[*v1..v3, *[v252]].sum")}`, 258],
  [
    "a call with a block and keywords",
    `def k(a, b:, &c) = c.(a + b)\n${locals}\n${deep("k(v253, b: v252) { |x| x + v1 }")}`,
    506,
  ],
  ["yield", `def y = yield(1, 2)\n${locals}\n${deep("y { |a, b| a + b + v253 }")}`, 256],
  ["exceptions", `${locals}\n${deep("(begin; raise 'x'; rescue => v253; v253.message; ensure v252 = 1; end)")}`, "x"],
  ["indices", `${locals}\nv253 = [5, 6]\n${deep("(v253[1] += v252; v253[0] + v253[v1])")}`, 263],
  [
    "patterns",
    `${locals}\n${deep("(case [1, { a: 2 }]\nin [Integer => v253, { a: v252 }] then v253 + v252\nend)")}`,
    3,
  ],
  [
    "classes and their methods",
    `${locals}\n${deep("(class K; X = 1; def f = 4; end; def K.g = 5; class << K; def h = 6; end; K.new.f + K.g + K.h + K::X)")}`,
    16,
  ],
  [
    "super",
    `class A; def f(a) = a; end\nclass B < A; def f(a)\n${list(250, (i) => `v${i} = ${i}`)}\n${deep("super + super(v249)")}\nend; end\nB.new.f(3)`,
    252,
  ],
  [
    "defined?",
    `${locals}\n${deep("[defined?(v253), defined?(@x), defined?(String)].compact.join")}`,
    "local-variableconstant",
  ],
  ["texts", `a = []\n${many((i) => `a << "text ${i}"`)}\na[299] + a[0]`, "text 299text 0"],
  ["large numbers", `a = 0\n${many((i) => `a += ${(i + 1) * 1_000_003}`)}\na`, 45_150 * 1_000_003],
  ["Floats", `a = 0.0\n${many((i) => `a += ${i}.5`)}\na`, 45_000],
  ["Symbols", `a = []\n${many((i) => `a << :s${i}`)}\na[299].to_s`, "s299"],
  ["names of methods", `${many((i) => `def m${i}(x) = x + ${i}`)}\n${many((i) => `m${i}(1)`)}\nm299(m298(0))`, 597],
  ["instance variables", `${many((i) => `@v${i} = ${i}`)}\n@v299 + @v298`, 597],
  ["global variables", `${many((i) => `$v${i} = ${i}`)}\n$v299 + $v298`, 597],
  ["constants", `${many((i) => `V${i} = ${i}`)}\nmodule M; W = V299; end\nM::W + V298`, 597],
  ["class variables", `class K\n${many((i) => `@@v${i} = ${i}`)}\ndef f = @@v299\nend\nK.new.f`, 299],
  ["blocks", `a = 0\n${many((i) => `1.times { a += ${i} }`)}\na`, 44_850],
])("%s", (_, source, expected) => {
  expect(new Sandbox({ memoryLimit: 8 << 20 }).eval(source).value).toBe(expected);
});
