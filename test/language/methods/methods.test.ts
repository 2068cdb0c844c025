import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { Sandbox } from "../../../src/node.ts";
import { otherCruby } from "../../support/cruby.ts";
import { absent, later } from "./absent.ts";

// The methods of the machine's ruby, and those that came after its version, are there or stand in absent.ts.
const list = join(import.meta.dirname, "list.rb");
const names = execFileSync("ruby", ["--disable-gems", list], { encoding: "utf8" }).split("\n").filter(Boolean);
const all = [...new Set([...names, ...later])];
const listed = absent.flatMap(({ methods }) => methods.split(" "));

/** Which of the methods a guest does not have; a method is written `Owner#name` or `Owner.name`. */
function missing(guest: "core" | "regexp", methods: readonly string[]): string[] {
  const sandbox = new Sandbox({ guest, timeout: 20_000, memoryLimit: 16 << 20 });
  const source = readFileSync(join(import.meta.dirname, "missing.rb"), "utf8");
  return sandbox.eval<string[]>(`METHODS = %q\u0001${methods.join(" ")}\u0001.split\n${source}`).value;
}

test.skipIf(otherCruby)("the guest with regular expressions has every method but those that are listed", () => {
  expect(missing("regexp", all).sort()).toEqual(listed.toSorted());
});

test("core has the same but for regular expressions", () => {
  const less = missing("core", all).filter((method) => !listed.includes(method));
  expect(less.filter((method) => !/^(Regexp|MatchData)[#.]|#(match\??|scan)$/.test(method))).toEqual([]);
});

test("each is listed once", () => {
  expect(new Set(listed).size).toBe(listed.length);
});
