import { expect, test } from "vitest";

import { decode, decodeAll } from "../../src/codec/decoder.ts";
import { encodeAll } from "../../src/codec/encode.ts";
import { ends, onSanitizedGuest, type Request } from "./native.ts";

const values: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  127,
  128,
  -33,
  2 ** 31,
  -(2 ** 31),
  2n ** 63n,
  -(2n ** 63n) - 1n,
  2n ** 600n,
  1.5,
  Number.NaN,
  -0,
  "",
  "é\u{10ffff}",
  "x".repeat(70_000),
  new Uint8Array([0xff, 0, 0xc3]),
  [],
  [[1, [2]], { a: { b: null } }],
  new Map<unknown, unknown>([
    [1, 2],
    [null, [3]],
  ]),
  new Set([1, "a", [2]]),
];

const written = (list: readonly unknown[]): Uint8Array => {
  const { bytes } = encodeAll(list);
  return Uint8Array.from(bytes);
};

/** The same bytes in every run. */
function mutations(message: Uint8Array, count: number): Uint8Array[] {
  let seed = message.length + 1;
  const next = (below: number): number => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    return (seed >>> 8) % below;
  };
  return Array.from({ length: count }, () => {
    const copy = Uint8Array.from(message);
    for (let i = 0; i <= next(4) && copy.length > 0; i++) copy[next(copy.length)] = next(256);
    return next(3) === 0 ? copy.subarray(0, next(copy.length + 1)) : copy;
  });
}

test("values come back as they were sent", async () => {
  const { answers, report } = await onSanitizedGuest([["d", written(values)]]);
  expect(report).toBe("");
  expect(decodeAll((answers[0] as { bytes: Uint8Array }).bytes, values.length, { maps: false })).toEqual(values);
});

test("damaged messages are refused without a stray access", async () => {
  const messages = values.flatMap((value) => mutations(written([value]).subarray(0, 300), 12));
  const { answers, report } = await onSanitizedGuest(messages.map((bytes): Request => ["d", bytes]));
  expect(report).toBe("");
  expect(answers).toHaveLength(messages.length);
  expect(answers.filter(({ status }) => status >= ends.trap)).toEqual([]);
});

test.each([
  ["an argument and its answer", "Host.echo([1, {a: 'x' * 9000}])[1][:a].size", 9000],
  ["a block", "Host.each(1, 2, 'x' * 5000, 4, 5) { |a, b, c, d, e| [a, b, c.size, d, e] }", [1, 2, 5000, 4, 5]],
  ["an error of a block", "begin; Host.each(1) { raise 'no' }; rescue => e; e.message; end", "no"],
  ["many errors of blocks", "40.times { begin; Host.each(1) { raise 'no' }; rescue => e; end }; 1", 1],
  ["leaving a block", "def f = Host.each(1) { return 7 }; [f, Host.each(1) { break 8 }]", [7, 8]],
  ["a failure of the service", "begin; Host.fail(1); rescue => e; e.message; end", "oops"],
  ["nesting", "def f(n) = n == 0 ? 0 : Host.each(n) { |m| f(m - 1) + 1 }; f(40)", 40],
  ["nesting too deep", "def f(n) = Host.each(n) { |m| f(m + 1) }; begin; f(0); rescue RuntimeError => e; 1; end", 1],
  ["a stack that moves during a call", "def g(n) = n == 0 ? 1 : g(n - 1); Host.each(1) { g(500) } + Host.echo(2)", 3],
  ["a collection during a call", "Host.each([1] * 50) { |a| GC.start; a.size }", 50],
] as const)("%s", async (_, source, expected) => {
  const { answers, report } = await onSanitizedGuest([["e", source]]);
  expect(report).toBe("");
  const [answer] = answers;
  expect(answer?.status).toBe(0);
  expect(decode((answer as { bytes: Uint8Array }).bytes, { maps: false })).toEqual(expected);
});
