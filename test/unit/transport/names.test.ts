import { expect, test } from "vitest";

import { Names } from "../../../src/transport/names.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test("a name of more than 256 bytes, and what is no text, name nothing", () => {
  const names = new Names();
  expect(names.read(1, bytes("é".repeat(128)))).toBe("é".repeat(128));
  expect(names.read(2, bytes("a".repeat(257)))).toBe("");
  expect(names.read(3, new Uint8Array([0xff]))).toBe("");
  expect([1, 2, 3].map((number) => names.get(number) === undefined)).toStrictEqual([false, true, true]);
});

test("no more than 4,096 names are kept, and others are still read", () => {
  const names = new Names();
  for (let i = 0; i < 5_000; i++) expect(names.read(i, bytes(`n${i}`))).toBe(`n${i}`);
  expect(Array.from({ length: 5_000 }, (_, i) => names.get(i)).filter((name) => name !== undefined)).toHaveLength(
    4_096,
  );
});
