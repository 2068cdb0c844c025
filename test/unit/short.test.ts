import fc from "fast-check";
import { expect, test } from "vitest";

import { decodeAll } from "../../src/codec/decoder.ts";
import { encode, encodeAll } from "../../src/codec/encode.ts";
import { maxShort, putShort, takeFew, takeShort } from "../../src/codec/short.ts";

const value = fc.oneof(
  fc.constantFrom(null, undefined, true, false, -0, NaN, -32, -33, 127, 128, 255, 256, 0xffff, 0x10000),
  fc.integer({ min: -40, max: 70_000 }),
  fc.double(),
  fc.string({ maxLength: 40, unit: "grapheme" }),
  fc.string({ maxLength: 40, unit: "grapheme-ascii" }),
);

test("what is written by hand is what the encoder writes, within the room it may take", () => {
  fc.assert(
    fc.property(value, (given) => {
      const memory = new Uint8Array(64).fill(0xee);
      const end = putShort(memory, 4, given);
      if (end === 0) return;
      expect(end - 4).toBeLessThanOrEqual(maxShort);
      expect(memory.slice(4, end)).toEqual(encode(given));
      expect(memory.subarray(end).every((byte) => byte === 0xee)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test("what is read by hand is what the decoder reads", () => {
  fc.assert(
    fc.property(fc.array(value, { maxLength: 5 }), (given) => {
      const memory = new Uint8Array(8192).fill(0xee);
      const written = encodeAll(given);
      memory.set(written.bytes, 3);
      const end = 3 + written.length;
      const large = (one: unknown): one is number => Number.isInteger(one) && !Number.isSafeInteger(one);
      const sent = given.map((one) => (large(one) ? BigInt(one) : (one ?? null)));
      expect(decodeAll(memory, given.length, { maps: false }, 3, end)).toEqual(sent);
      const few = takeFew(memory, given.length, 3, end);
      if (few) expect(few).toEqual(sent);
      expect(takeFew(memory, given.length + 1, 3, end)).toBeUndefined();
      expect(takeFew(memory, given.length, 3, end + 1)).toBeUndefined();
      if (given.length > 0) expect(takeFew(memory, given.length, 3, end - 1)).toBeUndefined();
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ["nothing", []],
  ["a number in more bytes than it takes", [0xcc, 0x7f]],
  ["another such number", [0xcd, 0, 0xff]],
  ["a number that is cut", [0xcd, 1]],
  ["a text that is cut", [0xa2, 0x61]],
  ["a text that is no ASCII", [0xa1, 0xff]],
  ["a container", [0x90]],
  ["two values", [1, 2]],
])("%s is not read by hand", (_, bytes) => {
  const memory = Uint8Array.from([0xc0, ...bytes, 0x61, 0x61]);
  expect(takeShort(memory, 1, 1 + bytes.length)).toBeUndefined();
  expect(takeFew(memory, 1, 1, 1 + bytes.length)).toBeUndefined();
});

test("what is not short is left to the encoder, and nothing of it is run", () => {
  const trap = new Proxy({}, { get: () => expect.unreachable(), getPrototypeOf: () => expect.unreachable() });
  const others = [trap, [], 1.5, -0, -33, 0x10000, 1n, "é", "x".repeat(maxShort), Symbol("s"), () => 1];
  for (const given of others) expect(putShort(new Uint8Array(64), 4, given)).toBe(0);
});
