import { expect, test } from "vitest";

import { near } from "../../../src/transport/suggestions.ts";
import { Random } from "../../support/random.ts";

/** The same distance as its definition says it. */
function distance(a: string, b: string): number {
  if (a === "" || b === "") return a.length + b.length;
  const [x, y] = [a.slice(0, -1), b.slice(0, -1)];
  let least = Math.min(distance(x, b) + 1, distance(a, y) + 1, distance(x, y) + (a.at(-1) === b.at(-1) ? 0 : 1));
  if (a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1)) {
    least = Math.min(least, distance(a.slice(0, -2), b.slice(0, -2)) + 1);
  }
  return least;
}

test("names are near as the definition says, whatever was compared before", () => {
  const random = new Random(7);
  const name = (): string => Array.from({ length: 1 + random.below(6) }, () => "abc"[random.below(3)]).join("");
  let found = 0;
  for (let i = 0; i < 400; i++) {
    const [wanted, candidate] = [name(), name()];
    const limit = Math.max(1, Math.floor(wanted.length / 3));
    const expected = wanted !== candidate && distance(wanted, candidate) <= limit;
    expect([wanted, candidate, near(wanted, [candidate]).length === 1]).toEqual([wanted, candidate, expected]);
    if (expected) found++;
  }
  expect(found).toBeGreaterThan(30);
});

test("the longest names that are compared, and letters that become two", () => {
  const long = "\u0130".repeat(64);
  expect(near(long, [`${long}${"\u0130".repeat(10)}`, `${long}x`])).toHaveLength(2);
  expect(near("x".repeat(65), ["x".repeat(64)])).toEqual([]);
});
