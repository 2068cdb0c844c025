import { expect, test } from "vitest";

import { asKeywords } from "../../../src/transport/keywords.ts";
import { sym } from "../../../src/values.ts";

const numbered = (count: number): unknown[] => [
  1,
  new Map(Array.from({ length: count }, (_, i) => [sym(`${i}`), i] as const)),
];

test("keywords that arrive as a Map become an object, whatever may be the name of one", () => {
  const values: unknown[] = [1, new Map([[sym("__proto__"), 2]])];
  asKeywords(values);
  expect(Object.getOwnPropertyNames(values[1])).toStrictEqual(["__proto__"]);
  expect(Object.getPrototypeOf(values[1])).toBe(Object.prototype);
});

test("keywords of many keys are put in place as long as there is time", () => {
  const check = (): void => {
    throw new Error("no time left");
  };
  expect(() => asKeywords(numbered(1_000), check)).not.toThrow();
  expect(() => asKeywords(numbered(2_000), check)).toThrow("no time left");
});
