import { encode, ExtData } from "@msgpack/msgpack";
import * as fc from "fast-check";
import { expect, test } from "vitest";

import { decode, decodeAll } from "../../src/codec/decoder.ts";
import { WireError } from "../../src/codec/wire-errors.ts";
import { sym } from "../../src/values.ts";

const options = { maps: false };
const bytes = (...all: number[]): Uint8Array => new Uint8Array(all);

const leaf = fc.oneof(
  fc.integer(),
  fc.double().filter((n) => !Number.isInteger(n)),
  fc.string({ unit: "grapheme" }),
  fc.boolean(),
  fc.constant(null),
  fc.uint8Array(),
);
const tree = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: "small" }, leaf, fc.array(tie("value")), fc.dictionary(fc.string(), tie("value"))),
})).value;

test("reads what a well-kept encoder writes", () => {
  fc.assert(
    fc.property(tree, (value) => {
      expect(decode(encode(value), options)).toEqual(value);
    }),
    { numRuns: 2000, seed: 1 },
  );
});

test("random bytes are a value or a WireError, and nothing else", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (input) => {
      try {
        decode(input, options);
      } catch (error) {
        expect(error).toBeInstanceOf(WireError);
      }
      expect(decode(bytes(1), options)).toBe(1);
    }),
    { numRuns: 20_000, seed: 2 },
  );
});

test("every truncation of a message is refused", () => {
  const whole = encode({ a: [1, 2.5, "text", new Uint8Array(300)], b: { c: null } });
  for (let n = 0; n < whole.length; n++) expect(() => decode(whole.subarray(0, n), options)).toThrow(WireError);
});

test.each([
  ["an array of 2^32 in five bytes", bytes(0xdd, 0xff, 0xff, 0xff, 0xff)],
  ["a map of 2^32 in five bytes", bytes(0xdf, 0xff, 0xff, 0xff, 0xff)],
  ["a string longer than the message", bytes(0xdb, 0x7f, 0xff, 0xff, 0xff)],
  ["bytes left over", bytes(0xc0, 0xc0)],
  ["nothing", bytes()],
  ["the reserved tag", bytes(0xc1)],
  ["a float of 32 bits", bytes(0xca, 0, 0, 0, 0)],
  ["a number longer than it need be", bytes(0xcd, 0, 1)],
  ["a negative number longer than it need be", bytes(0xd1, 0xff, 0xff)],
  ["invalid UTF-8", bytes(0xa1, 0xff)],
  ["a Handle no one gave", encode(new ExtData(1, bytes(0, 0, 0, 1)))],
  ["a Set that is shorter than it says", bytes(0x92, 0xc7, 2, 3, 0x90, 0xc0)],
  ["an unknown extension", encode(new ExtData(9, bytes(1)))],
  ["an Integer with a leading zero", encode(new ExtData(2, new TextEncoder().encode("00ffffffffffffffffff")))],
  ["an Integer that fits 64 bits", encode(new ExtData(2, new TextEncoder().encode("ffffffffffffffff")))],
  ["a Set that is no array", encode(new ExtData(3, bytes(1)))],
  ["a Set with bytes left over", encode(new ExtData(3, bytes(0x90, 0x90)))],
])("%s is refused", (_, input) => {
  expect(() => decode(input, options)).toThrow(WireError);
});

test.each<[string, number[], unknown]>([
  ["all Symbols", [0x82, 0xd4, 0, 0x61, 1, 0xc7, 3, 0, 0x61, 0x62, 0x63, 2], { a: 1, abc: 2 }],
  ["a Symbol and a String", [0x82, 0xd4, 0, 0x61, 1, 0xa1, 0x62, 2], { a: 1, b: 2 }],
  ["a Symbol and a String of its name", [0x82, 0xd4, 0, 0x61, 1, 0xa1, 0x61, 2], new Map<unknown, number>([[sym("a"), 1], ["a", 2]])], // prettier-ignore
  ["Symbols before an Integer", [0x82, 0xd4, 0, 0x61, 1, 7, 2], new Map<unknown, number>([[sym("a"), 1], [7, 2]])], // prettier-ignore
  ["an Integer before a Symbol", [0x82, 7, 2, 0xd4, 0, 0x61, 1], new Map<unknown, number>([[7, 2], [sym("a"), 1]])], // prettier-ignore
  ["a Symbol twice, as only a broken guest says it", [0x82, 0xd4, 0, 0x61, 1, 0xd4, 0, 0x61, 2], new Map([[sym("a"), 2]])], // prettier-ignore
])("a Hash with keys that are %s", (_, message, expected) => {
  expect(decode(bytes(...message), options)).toEqual(expected);
  expect(decode(bytes(...message), { maps: true })).toBeInstanceOf(Map);
});

test.each([
  ["without a type", [0x81, 0xd4]],
  ["without a name", [0x81, 0xd4, 0]],
  ["without a length", [0x81, 0xc7]],
  ["longer than the message", [0x81, 0xc7, 200, 0, 0x61, 1]],
  ["that is no text", [0x81, 0xd4, 0, 0xff, 1]],
])("a Hash with a Symbol as its key %s is refused", (_, message) => {
  expect(() => decode(bytes(...message), options)).toThrow(WireError);
});

test("an Integer may take all of a message", () => {
  const digits = new TextEncoder().encode("-" + "f".repeat(12_000_000));
  const value = decode(encode(new ExtData(2, digits)), options) as bigint;
  expect(value === 1n - (1n << 48_000_000n)).toBe(true);
  digits[digits.length - 1] = 0x67;
  expect(() => decode(encode(new ExtData(2, digits)), options)).toThrow(WireError);
});

test("128 containers are read, 129 refused", () => {
  const nested = (depth: number): Uint8Array => bytes(...Array<number>(depth - 1).fill(0x91), 0x90);
  expect(decode(nested(128), options)).toBeInstanceOf(Array);
  expect(() => decode(nested(129), options)).toThrow(WireError);
});

test.each([
  ["arrays", [0x90]],
  ["hashes", [0x80]],
  ["sets", [0xc7, 1, 3, 0x90]],
  ["byte strings", [0xc4, 0]],
  ["symbols", [0xd4, 0, 0x61]],
])("a message holds at most a million containers: %s", (_, one) => {
  const message = (count: number): Uint8Array => {
    const bytes = new Uint8Array(5 + count * one.length);
    bytes.set([0xdd, count >>> 24, count >>> 16, count >>> 8, count]);
    for (let i = 0; i < count; i++) bytes.set(one, 5 + i * one.length);
    return bytes;
  };
  expect(decode(message(999_999), { maps: false })).toHaveLength(999_999);
  expect(() => decode(message(1_000_000), { maps: false })).toThrow(WireError);
});

test("values that follow each other are read up to 16 MiB, and only as many as there are", () => {
  const nils = (count: number): Uint8Array => new Uint8Array(count).fill(0xc0);
  const long = nils((16 << 20) + 1);
  expect(() => decodeAll(long, long.length, options)).toThrow(WireError);
  expect(decodeAll(nils(5), 5, options)).toHaveLength(5);
  for (const count of [4, 6]) expect(() => decodeAll(nils(5), count, options)).toThrow(WireError);
});
