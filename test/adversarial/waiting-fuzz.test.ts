import { expect, test } from "vitest";

import { fuzzWaiting } from "../support/fuzz-waiting.ts";
import { suspends } from "../support/waiting.ts";

test.runIf(suspends)(
  "two thousand rounds of random guests that wait end each in a value or a typed error, and lose no place",
  { timeout: 300_000 },
  async () => {
    const { outcomes, settled, late, problem } = await fuzzWaiting(2_000, 1);
    expect(problem).toBeUndefined();
    // they get somewhere: past what is refused, into waits and back
    expect([...outcomes.keys()].sort()).toEqual(
      expect.arrayContaining(["KOBAKO_ABORT", "KOBAKO_SANDBOX", "KOBAKO_SERVICE", "KOBAKO_TRAP", "value"]),
    );
    expect(settled).toBeGreaterThan(500);
    expect(late).toBeGreaterThan(50);
  },
);
