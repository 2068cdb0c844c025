import { execFileSync } from "node:child_process";

import { expect, test } from "vitest";

import { Sandbox } from "../../src/node.ts";

const sandbox = new Sandbox({ timeout: 10_000 });

/** Values that Ruby 3.1, which Debian has, and 3.4 print alike: arrays, whose hashes have String keys in one line or none. */
const values = [
  "1",
  "[1, 2, 3]",
  "(1..40).to_a",
  "[(1..30).to_a, (1..30).to_a, [1]]",
  "[[['a' * 40], ['b' * 40]], 'c']",
  "['a' * 90]",
  "'x' * 100",
  "[]",
  "[nil] * 30",
  "(1..26).to_a + [[]]",
];

test.each(values)("pp %s", (value) => {
  const wanted = execFileSync("ruby", ["-rpp", "-e", `pp(${value})`], { encoding: "utf8" });
  expect(sandbox.eval(`pp(${value})`).stdout).toBe(wanted);
});

test("hashes break between pairs, and after a key whose value does not fit", () => {
  const source = "pp({name: 'a' * 30, list: (1..4).to_a, other: 'b' * 30, 'key' => {deep: 'c' * 70}})";
  expect(sandbox.eval(source).stdout).toBe(
    [
      `{name: "${"a".repeat(30)}",`,
      " list: [1, 2, 3, 4],",
      ` other: "${"b".repeat(30)}",`,
      ` "key" =>`,
      `  {deep:`,
      `    "${"c".repeat(70)}"}}`,
      "",
    ].join("\n"),
  );
});

test("pp answers what it was given", () => {
  expect(sandbox.eval("[pp(1), pp(1, 2), pp]").value).toEqual([1, [1, 2], null]);
});

test("a structure that contains itself ends", () => {
  expect(sandbox.eval("a = [1] * 50; a << a; pp a; 1").stdout).toContain("[...]");
});
