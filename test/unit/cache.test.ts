import { expect, test } from "vitest";

import { ProgramCache } from "../../src/invocation/cache.ts";
import type { Program } from "../../src/invocation/program.ts";

const program = (length = 10): Program => ({ bytecode: new Uint8Array(length), fuel: 1, peak: 2 });

test("one program is found by its source alone", () => {
  const cache = new ProgramCache();
  expect([cache.get("a"), cache.get("")]).toEqual([undefined, undefined]);
  const kept = program();
  cache.set("a", kept);
  expect([cache.get("a"), cache.get("b")]).toEqual([kept, undefined]);
});

test("each of several is found, the first among them", () => {
  const cache = new ProgramCache();
  const programs = Array.from({ length: 256 }, () => program());
  programs.forEach((kept, i) => cache.set(`s${i}`, kept));
  expect(programs.map((_, i) => cache.get(`s${i}`))).toEqual(programs);
  expect(cache.get("s256")).toBeUndefined();
});

test("the program that was used longest ago is given up first", () => {
  const cache = new ProgramCache();
  for (let i = 0; i < 256; i++) cache.set(`s${i}`, program());
  cache.get("s0");
  cache.set("s256", program());
  expect([cache.get("s0"), cache.get("s1")].map(Boolean)).toEqual([true, false]);
});

test("programs are given up when all of them are too large, and one that alone is too large is not kept", () => {
  const cache = new ProgramCache();
  cache.set("a", program(3 << 20));
  cache.set("b", program(3 << 20));
  cache.set("c", program(5 << 20));
  expect(["a", "b", "c"].map((source) => cache.get(source) !== undefined)).toEqual([false, true, false]);
});
