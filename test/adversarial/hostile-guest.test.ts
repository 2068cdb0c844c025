import * as fc from "fast-check";
import { expect, test } from "vitest";

import {
  FuelExhaustedError,
  Guest,
  MemoryLimitError,
  Sandbox,
  TimeoutError,
  TrapError,
  useGuest,
} from "../../src/node.ts";
import { fakeGuest, outcome, type FakeGuest } from "../support/fake-guest.ts";
import { failure } from "../support/failure.ts";

const run = (fake: FakeGuest, options = {}): unknown => {
  useGuest(Guest.load(fakeGuest(fake)));
  return new Sandbox({ timeout: 50, ...options }).eval("1").value;
};

test("the fake speaks the wire", () => {
  expect(run({ eval: outcome(0, 2048, 1) })).toBe(null);
});

test.each<[string, FakeGuest]>([
  ["an outcome outside memory", { eval: "(i32.const 65530)" }],
  ["an outcome at a negative address", { eval: "(i32.const -1)" }],
  ["an unknown kind", { eval: outcome(9, 2048, 1) }],
  ["bytecode where a value should be", { eval: outcome(2, 2048, 1) }],
  ["a value outside memory", { eval: outcome(0, 65536, 1) }],
  ["a value across the end of memory", { eval: outcome(0, 65535, 2) }],
  ["a negative length", { eval: outcome(0, 2048, -1) }],
  ["a length that wraps around", { eval: outcome(0, -16, 32) }],
  ["an empty value", { eval: outcome(0, 2048, 0) }],
  ["a malformed value", { eval: outcome(0, 2048, 1), data: "\\c1" }],
  ["a panic that is a number", { eval: outcome(1, 2048, 1), data: "\\01" }],
  ["a panic with a number for its class", { eval: outcome(1, 2048, 8), data: "\\97\\c0\\a0\\01\\a0\\90\\c0\\c0" }],
  [
    "a panic with numbers for its backtrace",
    { eval: outcome(1, 2048, 9), data: "\\97\\c0\\a0\\a0\\a0\\91\\01\\c0\\c0" },
  ],
  ["a panic with a number for what was meant", { eval: outcome(1, 2048, 8), data: "\\97\\01\\a0\\a0\\a0\\90\\c0\\c0" }],
  [
    "a panic with numbers for what was meant",
    { eval: outcome(1, 2048, 9), data: "\\97\\91\\01\\a0\\a0\\a0\\90\\c0\\c0" },
  ],
  ["a panic of six parts", { eval: outcome(1, 2048, 7), data: "\\96\\a0\\a0\\a0\\90\\c0\\c0" }],
  ["a value where bytecode should be", { eval: outcome(0, 2048, 1), compile: outcome(0, 2048, 1) }],
  ["diagnostics that are none", { eval: outcome(0, 2048, 1), compile: outcome(3, 2048, 1) }],
  ["a reserved place outside memory", { eval: outcome(0, 2048, 1), reserve: "(i32.const 65536)" }],
  ["a reserved place at a negative address", { eval: outcome(0, 2048, 1), reserve: "(i32.const -4)" }],
  ["a reserved place among the constants", { eval: outcome(0, 2048, 1), constants: 8193, inbox: 16384 }],
  [
    "a channel that is none",
    { eval: `(call $write (i32.const 7) (i32.const 0) (i32.const 1)) ${outcome(0, 2048, 1)}` },
  ],
  [
    "output outside memory",
    { eval: `(call $write (i32.const 1) (i32.const 65535) (i32.const 2)) ${outcome(0, 2048, 1)}` },
  ],
  [
    "output of 2 GiB",
    { eval: `(call $write (i32.const 1) (i32.const 0) (i32.const -2147483648)) ${outcome(0, 2048, 1)}` },
  ],
  ["growth by nothing", { eval: "(call $grow (i32.const 0))" }],
  ["growth by an odd number", { eval: "(call $grow (i32.const 4097))" }],
  ["an unreachable instruction", { eval: "(unreachable)" }],
  ["recursion without end", { eval: "(call $eval (i32.const 0) (i32.const 0))" }],
])("%s ends in TrapError", (_, fake) => {
  const error = failure(() => run(fake));
  expect(error).toBeInstanceOf(TrapError);
  expect(error.message).not.toMatch(/wasm|at |\//);
  expect(error.execution).toBeDefined();
});

test("growth past the limit is refused, however it is asked for", () => {
  const ask = (bytes: number): string =>
    `(if (call $grow (i32.const ${bytes})) (then (unreachable))) ${outcome(0, 2048, 1)}`;
  expect(run({ eval: ask(2 << 20) })).toBe(null);
  expect(run({ eval: ask(-4096) })).toBe(null);
  expect(run({ eval: `(drop (call $grow (i32.const 1048576))) ${ask(4096)}` })).toBe(null);
});

test("imports called at will do no more than their duty", () => {
  expect(failure(() => run({ eval: "(call $out_of_memory) (i32.const 0)" }))).toBeInstanceOf(MemoryLimitError);
  expect(failure(() => run({ eval: "(loop $l (drop (call $interrupt)) (br $l)) (unreachable)" }))).toBeInstanceOf(
    TimeoutError,
  );
});

test("a counter set high does not buy fuel", () => {
  const refill = "(loop $l (global.set $meter (i32.const -100000)) (drop (call $interrupt)) (br $l)) (unreachable)";
  expect(failure(() => run({ eval: refill }, { fuel: 10_000_000 }))).toBeInstanceOf(FuelExhaustedError);
});

test("a counter set higher than what was granted gives nothing back", () => {
  const high = "(global.set $meter (i32.const 2147483647))";
  useGuest(Guest.load(fakeGuest({ eval: `${high} ${outcome(0, 2048, 1)}` })));
  expect(new Sandbox({ timeout: 50 }).eval("1").usage.fuel).toBe(10_000);
  expect(failure(() => run({ eval: `${high} (drop (call $interrupt)) (i32.const 0)` }))).toBeInstanceOf(TrapError);
});

test("any bytes as outcome and value end in a value or a typed error", () => {
  const hex = (bytes: Uint8Array): string =>
    [...bytes].map((byte) => `\\${byte.toString(16).padStart(2, "0")}`).join("");
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 12, maxLength: 60 }), (bytes) => {
      try {
        run({ eval: "(i32.const 2048)", data: hex(bytes) });
        run({ eval: outcome((bytes[0] as number) & 3, 2048, bytes.length), data: hex(bytes) });
      } catch (error) {
        expect(error).toHaveProperty("code");
      }
    }),
    { numRuns: 200, seed: 3 },
  );
});
