import { beforeEach, afterEach, expect, test, vi } from "vitest";

import { Meter, unwind } from "../../src/engine/limits.ts";
import { readOptions } from "../../src/options.ts";

let now = 0;
let looks = 0;

beforeEach(() => {
  now = 1000;
  vi.spyOn(performance, "now").mockImplementation(() => (looks++, now));
});
afterEach(() => {
  vi.restoreAllMocks();
});

const meter = (timeout: number, signal?: AbortSignal): Meter => new Meter(readOptions({ timeout }), 1000, { signal });

/** How often the clock is looked at while calls cross that take so many milliseconds each. */
function looksOf(one: Meter, calls: number, each: number): number {
  looks = 0;
  for (let i = 0; i < calls; i++) {
    now += each;
    one.cross();
  }
  return looks;
}

test("short calls in a row share a look at the clock, longer ones do not", () => {
  expect(looksOf(meter(10_000), 160, 0.001)).toBe(10);
  expect(looksOf(meter(10_000), 160, 0.3)).toBe(160);
});

test("the nearer the deadline, the fewer go without a look", () => {
  const near = meter(100);
  now += 92;
  near.check();
  expect(looksOf(near, 1, 0.001)).toBe(1); // what came before was long
  expect(looksOf(near, 40, 0.001)).toBe(20);
  now = 1096;
  near.check();
  near.check();
  expect(looksOf(near, 40, 0.001)).toBe(40);
});

test("calls of up to five milliseconds that follow short ones end an invocation at the first that is late", () => {
  for (const each of [0.3, 1, 2.5, 5]) {
    for (let quick = 1; quick < 40; quick++) {
      now = 1000;
      const one = meter(100);
      looksOf(one, quick, 0.001);
      let error: unknown;
      while (error === undefined && now < 1200) {
        now += each;
        try {
          one.cross();
        } catch (thrown) {
          error = thrown;
        }
      }
      expect(error).toBe(unwind);
      expect(now - 1100).toBeLessThan(each + 1e-6);
    }
  }
});

test("an abort is seen at the next crossing, and what is due stays due", () => {
  const controller = new AbortController();
  const one = meter(10_000, controller.signal);
  looksOf(one, 20, 0.001);
  controller.abort();
  expect(() => one.cross()).toThrow();
  expect(() => one.cross()).toThrow();
});
