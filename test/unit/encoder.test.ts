import { decode as oracle, ExtensionCodec } from "@msgpack/msgpack";
import * as fc from "fast-check";
import { expect, test } from "vitest";

import { decode } from "../../src/codec/decoder.ts";
import { encode } from "../../src/codec/encode.ts";
import { RubyFloat, sym } from "../../src/values.ts";

const through = (value: unknown): unknown => decode(encode(value), { maps: false });

test.each<[string, unknown, unknown]>([
  ["undefined", undefined, null],
  ["a hole", Array(2), [null, null]],
  ["-0", -0, -0],
  ["NaN", NaN, NaN],
  ["an integral double past 2^53", 2 ** 60, 2n ** 60n],
  ["a bigint that is safe", 5n, 5],
  ["a bigint past 64 bits", -(2n ** 70n), -(2n ** 70n)],
  ["the least int64", -(2n ** 63n), -(2n ** 63n)],
  ["the greatest uint64", 2n ** 64n - 1n, 2n ** 64n - 1n],
  ["a Symbol", sym("a"), sym("a")],
  ["a view of bytes", new Uint16Array([1, 2]), new Uint8Array([1, 0, 2, 0])],
  ["an ArrayBuffer", new Uint8Array([7]).buffer, new Uint8Array([7])],
  ["a Map", new Map<unknown, unknown>([[1, [2]]]), new Map([[1, [2]]])], // prettier-ignore
  ["a Set", new Set([1, new Set(["x"])]), new Set([1, new Set(["x"])])],
  ["an object without a prototype", Object.assign(Object.create(null), { a: 1 }), { a: 1 }],
  ["an array of 300", Array(300).fill(1), Array(300).fill(1)],
  ["an array of 100", Array(100).fill(1), Array(100).fill(1)],
  ["an object of 70,000", Object.fromEntries(Array.from({ length: 70_000 }, (_, i) => [`k${i}`, i])), undefined],
])("%s goes in and comes back", (_, value, expected) => {
  expect(through(value)).toStrictEqual(expected === undefined ? value : expected);
});

test("a RubyFloat is a float on the wire", () => {
  expect(encode(new RubyFloat(1))[0]).toBe(0xcb);
  expect(encode(1)[0]).toBe(1);
});

test("symbolKeys makes Symbols of an object's keys", () => {
  const message = encode({ a: 1 }, { symbolKeys: true });
  expect(decode(message, { maps: true })).toStrictEqual(new Map([[sym("a"), 1]]));
});

test.each<[string, unknown]>([
  ["a lone surrogate", "\ud800"],
  ["a JavaScript symbol", Symbol("x")],
  ["a function", () => 1],
  ["an instance of a class", new Date()],
])("%s is a TypeError", (_, value) => {
  expect(() => encode(value)).toThrow(TypeError);
});

test("what has no form becomes a Handle where there are Handles", () => {
  const bytes = encode([new Date()], { wrapHandle: () => 0x01020304 });
  expect([...bytes]).toEqual([0x91, 0xd6, 1, 1, 2, 3, 4]);
});

test("128 levels go in, 129 and cycles do not", () => {
  const nested = (depth: number): unknown => (depth === 1 ? [] : [nested(depth - 1)]);
  expect(through(nested(128))).toBeInstanceOf(Array);
  expect(() => encode(nested(129))).toThrow(RangeError);
  const cycle: unknown[] = [];
  cycle.push(cycle);
  expect(() => encode(cycle)).toThrow(RangeError);
});

test("16 MiB go in, one byte more does not", () => {
  expect(encode("a".repeat((16 << 20) - 5)).length).toBe(16 << 20);
  expect(() => encode("a".repeat((16 << 20) - 4))).toThrow(RangeError);
});

test("a well-kept decoder reads the same value", () => {
  const codec = new ExtensionCodec();
  const value = fc.letrec((tie) => ({
    tree: fc.oneof(
      { depthSize: "small" },
      fc.integer(),
      fc.double({ noNaN: true }).filter((n) => !Number.isInteger(n) || Number.isSafeInteger(n)),
      fc.string({ unit: "grapheme" }),
      fc.boolean(),
      fc.constant(null),
      fc.uint8Array(),
      fc.array(tie("tree"), { maxLength: 20 }),
      fc.dictionary(fc.string({ minLength: 1, maxLength: 3 }), tie("tree")),
    ),
  })).tree;
  fc.assert(
    fc.property(value, (input) => {
      const expected = oracle(encode(input), { extensionCodec: codec, useBigInt64: false });
      expect(JSON.stringify(expected)).toBe(JSON.stringify(input));
    }),
    { numRuns: 1000, seed: 5 },
  );
});
