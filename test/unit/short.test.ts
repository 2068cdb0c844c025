import fc from "fast-check";
import { expect, test } from "vitest";

import { encode } from "../../src/codec/encode.ts";
import { maxShort, putShort } from "../../src/codec/short.ts";

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

test("what is not short is left to the encoder, and nothing of it is run", () => {
  const trap = new Proxy({}, { get: () => expect.unreachable(), getPrototypeOf: () => expect.unreachable() });
  const others = [trap, [], 1.5, -0, -33, 0x10000, 1n, "é", "x".repeat(maxShort), Symbol("s"), () => 1];
  for (const given of others) expect(putShort(new Uint8Array(64), 4, given)).toBe(0);
});
