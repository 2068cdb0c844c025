import { beforeEach, afterEach, expect, test, vi } from "vitest";

import { Meter, Pace, unwind } from "../../src/engine/limits.ts";
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

/** How often the clock is looked at while calls of one kind cross that take so many milliseconds each. */
function looksOf(one: Meter, calls: number, each: number, pace: Pace = new Pace()): number {
  looks = 0;
  for (let i = 0; i < calls; i++) {
    now += each;
    one.cross(pace);
  }
  return looks;
}

/** How late calls end an invocation whose deadline is at 1100, when nothing else does. */
function lateness(one: Meter, each: number, ...paces: readonly Pace[]): number {
  while (now < 5000) {
    for (const pace of paces) {
      now += each;
      try {
        one.cross(pace);
      } catch (thrown) {
        expect(thrown).toBe(unwind);
        return now - 1100;
      }
    }
  }
  throw new Error("it was not ended");
}

test("short calls in a row share a look at the clock, longer ones do not", () => {
  const pace = new Pace();
  const one = meter(10_000);
  expect(looksOf(one, 24, 0.001, pace)).toBe(3); // the first, the third and the ninth
  expect(looksOf(one, 150, 0.001, pace)).toBe(10);
  expect(looksOf(one, 160, 0.3, pace)).toBe(150); // ten had the grant of those before
  expect(looksOf(meter(10_000), 160, 0.3)).toBe(160);
});

test("the nearer the deadline, the fewer go without a look", () => {
  const near = meter(100);
  const pace = new Pace();
  now += 88;
  near.check();
  expect(looksOf(near, 1, 0.001, pace)).toBe(1); // what came before was long
  expect(looksOf(near, 40, 0.001, pace)).toBe(13);
  now = 1096;
  near.check();
  near.check();
  expect(looksOf(near, 40, 0.001, pace)).toBe(40);
});

test("calls of up to five milliseconds that follow short ones end an invocation at the first that is late", () => {
  for (const each of [0.3, 1, 2.5, 5]) {
    for (let quick = 1; quick < 40; quick++) {
      now = 1000;
      const one = meter(100);
      const pace = new Pace();
      looksOf(one, quick, 0.001, pace);
      expect(lateness(one, each, pace)).toBeLessThan(each + 1e-6);
    }
  }
});

test("so do longer calls, after short ones of another kind", () => {
  for (const each of [6, 20, 70]) {
    for (let quick = 1; quick < 40; quick++) {
      now = 1000;
      const one = meter(100);
      const [short, long] = [new Pace(), new Pace()];
      looksOf(one, quick, 0.001, short);
      expect(lateness(one, each, long)).toBeLessThan(each + 1e-6);
      now = 1000;
      const mixed = meter(100);
      looksOf(mixed, quick, 0.001, short);
      expect(lateness(mixed, each / 2, short, long)).toBeLessThan(each + 1e-6);
    }
  }
});

test("so do longer calls after short ones of the same kind, when one was as long before", () => {
  for (let quick = 1; quick < 40; quick++) {
    now = 1000;
    const one = meter(100);
    const pace = new Pace();
    looksOf(one, 1, 20, pace);
    looksOf(one, quick, 0.001, pace);
    expect(lateness(one, 20, pace)).toBeLessThan(20 + 1e-6);
  }
});

test("a kind that was short and is long for the first time is at most 15 calls late", () => {
  const one = meter(100);
  const pace = new Pace();
  looksOf(one, 25, 0.001, pace);
  expect(lateness(one, 100, pace)).toBeLessThan(15 * 100 + 0.1);
});

test("promises that settle share looks with calls, and give way to other work when they looked", () => {
  const one = meter(10_000);
  const pace = new Pace();
  looks = 0;
  for (let i = 0; i < 184; i++) {
    one.cross(pace);
    one.settle(pace);
  }
  expect(looks).toBeLessThan(30);
  const due: boolean[] = [];
  for (let i = 0; i < 20; i++) {
    now += 3;
    one.cross(pace);
    due.push(one.settle(pace));
  }
  expect(due.slice(-8)).toEqual(Array.from({ length: 8 }, () => true));
});

test("what a promise that settles finds due is known, not thrown", () => {
  const one = meter(100);
  now = 1101;
  expect(one.settle(new Pace())).toBe(true);
  expect(() => one.stop()).toThrow();
  expect(one.trap?.type.name).toBe("TimeoutError");
});

test("an abort is seen at the next crossing, and what is due stays due", () => {
  const controller = new AbortController();
  const one = meter(10_000, controller.signal);
  const pace = new Pace();
  looksOf(one, 20, 0.001, pace);
  controller.abort();
  expect(() => one.cross(pace)).toThrow();
  expect(() => one.cross(pace)).toThrow();
});
