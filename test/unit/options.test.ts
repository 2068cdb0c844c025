import { expect, test } from "vitest";

import { readOptions, type LoadedGuest } from "../../src/options.ts";

test("sandboxes that are alike share their settings, and no others", () => {
  const standard = readOptions();
  expect(readOptions({ timeout: 60_000, clock: new Date(0), keys: undefined } as object)).toBe(standard);
  const others = [
    { timeout: 1 },
    { fuel: 1 },
    { maxConcurrency: null },
    { profile: "permissive" },
    { keys: "symbol" },
    { guest: "json" },
    { clock: 1 },
    { seed: 1 },
  ] as const;
  expect(new Set(others.map((options) => readOptions(options))).size).toBe(others.length);
  expect(Object.isFrozen(standard)).toBe(true);
});

test("settings with a guest from elsewhere are not kept, which would keep the guest", () => {
  const guest: LoadedGuest = { loaded: true };
  expect(readOptions({ guest }).guest).toBe(guest);
  expect(readOptions({ guest })).not.toBe(readOptions({ guest }));
});
