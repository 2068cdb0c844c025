import { expect, test } from "vitest";

import { Sandbox } from "../../src/node.ts";

const year = Date.UTC(2024, 1, 29, 12, 30, 45, 250);
const draw = "[rand(1_000_000), [1, 2, 3, 4, 5].shuffle, Random.new.rand(1_000_000), (1..100).to_a.sample]";

test("a hermetic guest's time is the epoch", () => {
  expect(new Sandbox().eval("[Time.now.to_f, Time.now - Time.now]").value).toEqual([0, 0]);
});

test.each([year, new Date(year)])("a hermetic guest's time is the clock's: %s", (clock) => {
  const { value } = new Sandbox({ clock }).eval("[(Time.now.to_f * 1000).to_i, Time.now.year, Time.now == Time.now]");
  expect(value).toEqual([year, 2024, true]);
});

test("a clock before 1970 is one, too", () => {
  const sandbox = new Sandbox({ clock: Date.UTC(1969, 11, 31, 23, 59, 59, 500) });
  expect(sandbox.eval("[Time.now.year, Time.now.to_f]").value).toEqual([1969, -0.5]);
});

test("a clock is read once", () => {
  const clock = new Date(year);
  const sandbox = new Sandbox({ clock });
  clock.setTime(0);
  expect(sandbox.eval("Time.now.year").value).toBe(2024);
});

test("a permissive guest's time is the host's", () => {
  const before = Date.now();
  const seen = new Sandbox({ profile: "permissive" }).eval<number>("(Time.now.to_f * 1000).round").value;
  expect(seen).toBeGreaterThanOrEqual(before);
  expect(seen).toBeLessThanOrEqual(Date.now());
});

test("hermetic random numbers depend on the seed alone, and each generator has its own", () => {
  const first = new Sandbox({ seed: 7 });
  const values = first.eval(draw).value;
  expect(first.eval(draw).value).toEqual(values);
  expect(new Sandbox({ seed: 7, isolation: "instance" }).eval(draw).value).toEqual(values);
  expect(new Sandbox({ seed: 8 }).eval(draw).value).not.toEqual(values);
  expect(new Sandbox().eval("Random.new.rand(1 << 30) == Random.new.rand(1 << 30)").value).toBe(false);
});

test("a seed that the script gives decides", () => {
  const source = "srand(42); [rand(1000), Random.new(42).rand(1000), [1, 2, 3].shuffle(random: Random.new(1))]";
  expect(new Sandbox({ seed: 1 }).eval(source).value).toEqual(new Sandbox({ seed: 2 }).eval(source).value);
});

test("permissive random numbers differ", () => {
  const sandbox = new Sandbox({ profile: "permissive" });
  const seen = new Set(Array.from({ length: 8 }, () => sandbox.eval("rand(1 << 60)").value));
  expect(seen.size).toBeGreaterThan(1);
});

test.each([
  [{ clock: "now" }, TypeError],
  [{ clock: {} }, TypeError],
  [{ clock: null }, TypeError],
  [{ clock: Number.NaN }, RangeError],
  [{ clock: new Date(Number.NaN) }, RangeError],
  [{ seed: "1" }, TypeError],
  [{ seed: 1.5 }, RangeError],
  [{ seed: -1 }, RangeError],
  [{ seed: 2 ** 32 }, RangeError],
  [{ seed: 1, profile: "permissive" }, TypeError],
  [{ clock: 1, profile: "permissive" }, TypeError],
])("refuses %j", (options, type) => {
  expect(() => new Sandbox(options as object)).toThrow(type);
});
