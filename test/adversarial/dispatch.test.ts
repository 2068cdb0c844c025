import { expect, test } from "vitest";

import { Guest, Sandbox, ServiceError, TimeoutError, TrapError, useGuest } from "../../src/node.ts";
import { fakeGuest, outcome, type FakeGuest } from "../support/fake-guest.ts";
import { failure } from "../support/failure.ts";

let seen: unknown[] = [];
const services = {
  f: (...values: unknown[]) => void seen.push(...values),
  big: () => "x".repeat(10_000),
  handle: () => new Date(0),
  yields: (block: (value: unknown) => unknown) => void seen.push(block(1)),
  stubborn: (block: () => unknown) => {
    for (let i = 0; i < 3; i++) {
      try {
        block();
      } catch (error) {
        seen.push(error);
      }
    }
  },
};

const run = (fake: FakeGuest, options = {}): unknown => {
  seen = [];
  useGuest(Guest.load(fakeGuest(fake)));
  return new Sandbox({ timeout: 5_000, ...options }).bind("S", services).eval("1").value;
};

/** A call of the import: target, method's number, name, arguments, count, flags, frame. Names begin at 2049. */
const call = (
  target: number,
  name: readonly [number, number],
  args: readonly [number, number] = [0, 0],
  [count, flags, frame, method]: readonly [number, number, number, number] = [0, 0, 0, 1],
): string =>
  `(call $dispatch ${[target, method, ...name, ...args, count, flags, frame].map((n) => `(i32.const ${n})`).join(" ")})`;
/** One byte of nil, then names. */
const data = "\\c0fbighandleyieldsstubborn\\ff";
const f = [2049, 1] as const;
const big = [2050, 3] as const;
const handle = [2053, 6] as const;
const yields = [2059, 6] as const;
const stubborn = [2065, 8] as const;
/** The status of a reply, as the outcome's only byte. */
const status = (reply: string): string =>
  `(i32.store8 (i32.const 3000) (i32.load offset=4 ${reply})) ${outcome(0, 3000, 1)}`;

test("the fake calls a service", () => {
  expect(run({ eval: status(call(-1, f, [2048, 1], [1, 0, 0, 1])), data })).toBe(0);
  expect(seen).toEqual([null]);
});

test.each([0, 1, 2, 7, -2, -3, 2_147_483_647, -2_147_483_648])(
  "target %i, which nobody gave, reaches nothing",
  (target) => {
    expect(run({ eval: status(call(target, f)), data })).toBe(1);
    expect(seen).toEqual([]);
  },
);

test("handles are numbered from 1 by the host, and only its numbers reach anything", () => {
  const both = `(drop ${call(-1, handle)})`;
  expect(run({ eval: `${both} ${status(call(1, [2500, 7], [0, 0], [0, 0, 0, 9]))}`, data: `${data}${"\\00".repeat(426)}getTime` })).toBe(0); // prettier-ignore
  expect(run({ eval: `${both} ${status(call(2, f, [0, 0], [0, 0, 0, 9]))}`, data })).toBe(1);
});

test("a number that is nobody's when it is called is the handle's that gets it later", () => {
  const get = call(1, [2500, 7], [0, 0], [0, 0, 0, 9]);
  const before = `(drop ${get}) (drop ${call(-1, handle)})`;
  expect(run({ eval: `${before} ${status(get)}`, data: `${data}${"\\00".repeat(426)}getTime` })).toBe(0);
});

test("what was called before does not answer for another method, service or handle", () => {
  const others = [1, 33, 65].map((number) => `(drop ${call(-1, f, [2048, 1], [1, 0, 0, number])})`).join(" ");
  const absent = [call(-2, f), call(1, f), call(-33, f)].map((other) => status(other));
  for (const other of absent) expect(run({ eval: `${others} ${other}`, data })).toBe(1);
  expect(run({ eval: `${others} (drop ${call(-1, big, [0, 0], [0, 0, 0, 129])}) ${status(call(-1, f))}`, data })).toBe(
    0,
  );
  expect(seen).toEqual([null, null, null]);
});

test("a forged handle among arguments reaches nothing", () => {
  const args = `${data}${"\\00".repeat(426)}\\d6\\01\\00\\00\\00\\07`;
  expect(run({ eval: status(call(-1, f, [2500, 6], [1, 0, 0, 1])), data: args })).toBe(1);
  expect(seen).toEqual([]);
});

test.each<[string, FakeGuest]>([
  ["a name outside memory", { eval: status(call(-1, [65_536, 4])) }],
  ["a name across the end of memory", { eval: status(call(-1, [65_535, 4])) }],
  ["a name of negative length", { eval: status(call(-1, [2049, -1])) }],
  ["arguments outside memory", { eval: status(call(-1, f, [65_536, 1], [1, 0, 0, 1])) }],
  ["arguments of negative length", { eval: status(call(-1, f, [2048, -1], [1, 0, 0, 1])) }],
  ["more arguments than bytes", { eval: status(call(-1, f, [2048, 1], [2, 0, 0, 1])) }],
  ["fewer arguments than bytes", { eval: status(call(-1, f, [2048, 2], [1, 0, 0, 1])) }],
  ["a negative count", { eval: status(call(-1, f, [2048, 1], [-1, 0, 0, 1])) }],
  ["malformed arguments", { eval: status(call(-1, f, [2500, 1], [1, 0, 0, 1])), data: `${data}${"\\00".repeat(426)}\\c1` }],
  ["a block that answers outside memory", { eval: status(call(-1, yields, [0, 0], [0, 0, 5, 1])), yield: "(i32.const -1)" }],
  ["a block that answers an unknown kind", { eval: status(call(-1, yields, [0, 0], [0, 0, 5, 1])), yield: outcome(9, 2048, 1) }],
  ["a block that answers bytecode", { eval: status(call(-1, yields, [0, 0], [0, 0, 5, 1])), yield: outcome(2, 2048, 1) }],
  ["a block that answers a malformed value", { eval: status(call(-1, yields, [0, 0], [0, 0, 5, 1])), yield: outcome(0, 2500, 1), data: `${data}${"\\00".repeat(426)}\\c1` }],
  ["a block that answers a forged handle", { eval: status(call(-1, yields, [0, 0], [0, 0, 5, 1])), yield: outcome(0, 2500, 6), data: `${data}${"\\00".repeat(426)}\\d6\\01\\00\\00\\00\\07` }],
  ["a block that traps", { eval: status(call(-1, yields, [0, 0], [0, 0, 5, 1])), yield: "(unreachable)" }],
  ["a block that panics with a number", { eval: status(call(-1, yields, [0, 0], [0, 0, 5, 1])), yield: outcome(1, 2048, 1) }],
  ["a long reply put outside memory", { eval: status(call(-1, big)), reserve: "(if (result i32) (i32.gt_u (local.get $n) (i32.const 9000)) (then (i32.const 65530)) (else (i32.const 8192)))" }],
  ["a trap while a long reply is placed", { eval: status(call(-1, big)), reserve: "(if (i32.gt_u (local.get $n) (i32.const 9000)) (then (unreachable))) (i32.const 8192)" }],
  ["calls within calls without end", { eval: status(call(-1, yields, [0, 0], [0, 0, 5, 1])), yield: `(drop ${call(-1, yields, [0, 0], [0, 0, 5, 1])}) (i32.const 528)` }],
])("%s ends in TrapError, whatever the service does", (_, fake) => {
  const error = failure(() => run({ data, ...fake }));
  expect(error).toBeInstanceOf(TrapError);
  expect(error).not.toBeInstanceOf(TimeoutError);
  expect(error.message).not.toMatch(/wasm|at |\//);
}); // prettier-ignore

test("a name that is no text, or empty, names nothing", () => {
  expect(run({ eval: status(call(-1, [2073, 1], [0, 0], [0, 0, 0, 3])), data })).toBe(1);
  expect(run({ eval: status(call(-1, [2049, 0], [0, 0], [0, 0, 0, 3])), data })).toBe(1);
});

test("a service that goes on after its block trapped sees the trap again, and changes nothing", () => {
  const fake = { eval: status(call(-1, stubborn, [0, 0], [0, 0, 5, 1])), yield: "(unreachable)", data };
  expect(failure(() => run(fake))).toBeInstanceOf(TrapError);
  expect(seen.map((error) => error instanceof TrapError)).toEqual([true, true, true]);
});

test("a break that is claimed of a block ends the call, and only by the frame's number", () => {
  const fake = { eval: status(call(-1, stubborn, [0, 0], [0, 0, 5, 1])), yield: outcome(4, 2048, 0), data };
  expect(run(fake)).toBe(2);
});

test("a failure's number that is made up gives no other cause", () => {
  const panic = "\\97\\c0\\a7service\\a1K\\a1m\\90\\c0\\07";
  const error = failure(() => run({ eval: outcome(1, 2048, 17), data: panic }));
  expect([error.constructor, error.cause]).toEqual([ServiceError, undefined]);
});

test("a service called while a reply is being placed does not write over it", () => {
  const other = new Sandbox({ guest: "json" }).bind("T", { secret: () => "s".repeat(12_000) });
  const nested = (): number => {
    other.eval("T.secret.size");
    return 1;
  };
  const fake = {
    data: "\\c0bignested",
    reserve: `(if (i32.load (i32.const 100)) (then
      (i32.store (i32.const 100) (i32.const 0))
      (drop ${call(-1, [2052, 6], [0, 0], [0, 0, 0, 2])})))
      (i32.const 8192)`,
    eval: `(i32.store (i32.const 100) (i32.const 1))
      (drop ${call(-1, [2049, 3])})
      ${outcome(0, 8200, 10_003)}`,
  };
  useGuest(Guest.load(fakeGuest(fake)));
  const sandbox = new Sandbox().bind("S", { big: () => "x".repeat(10_000), nested });
  expect(sandbox.eval("1").value).toBe("x".repeat(10_000));
});
