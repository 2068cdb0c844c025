import { expect, test } from "vitest";

import { fuzzCodec } from "../support/fuzz-codec.ts";

test("twenty thousand values are written and read as a well-kept library does it", { timeout: 120_000 }, () => {
  const { problem, refused, agreed } = fuzzCodec(20_000, 1);
  expect(problem).toBeUndefined();
  // of the damaged messages, enough are refused and enough are still messages
  expect(Math.min(refused, agreed)).toBeGreaterThan(5000);
});
