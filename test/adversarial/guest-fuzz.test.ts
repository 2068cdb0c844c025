import { expect, test } from "vitest";

import { fuzzGuest } from "../support/fuzz-guest.ts";

test("twenty thousand random guests end in a value or a typed error, and change nothing", { timeout: 300_000 }, () => {
  const { outcomes, problem } = fuzzGuest(20_000, 1);
  expect(problem).toBeUndefined();
  // they get somewhere: past the imports, into services and back
  expect([...outcomes.keys()].sort()).toEqual(
    expect.arrayContaining(["KOBAKO_NO_SERVICE", "KOBAKO_SANDBOX", "KOBAKO_SERVICE", "KOBAKO_TRAP", "value"]),
  );
});
