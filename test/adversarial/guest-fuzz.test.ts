import { expect, test } from "vitest";

import { fuzzGuest } from "../support/fuzz-guest.ts";

test(
  "forty thousand random guests end in a value or a typed error, and change nothing",
  { timeout: 300_000 },
  async () => {
    const { outcomes, calls, problem } = await fuzzGuest(40_000, 1);
    expect(problem).toBeUndefined();
    // they get somewhere: past the imports, into services and back
    expect([...outcomes.keys()].sort()).toEqual(
      expect.arrayContaining(["KOBAKO_NO_SERVICE", "KOBAKO_SANDBOX", "KOBAKO_SERVICE", "KOBAKO_TRAP", "value"]),
    );
    expect(calls).toBeGreaterThan(40_000);
  },
);
