import { expect, test } from "vitest";

import { WorkerPool } from "../src/index.ts";

type Kind = readonly [source: string, expected: (n: number) => unknown, ends: "" | "timeout" | "abort"];

/** What a call may be, and what it comes to. */
const kinds: readonly Kind[] = [
  ["N", (n) => n, ""],
  ["Later.call(N)", (n) => n, ""],
  ["Count.now; N", (n) => n, ""],
  ["raise 'x'", () => "SandboxError", ""],
  ["Hold.call", () => "TimeoutError", "timeout"],
  ["loop {}", () => "TimeoutError", "timeout"],
  ["Hold.call", () => "AbortError", "abort"],
  ["loop { Later.call(1) }", () => "AbortError", "abort"],
];

test("calls of every kind in a mixture come to what each would alone, whatever threads end", async () => {
  const setup = new URL("./setups/services.ts", import.meta.url);
  const pool = new WorkerPool({ setup, workers: 2, grace: 10 });
  await pool.eval("1");
  let state = 12345;
  const random = (below: number): number => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 8) % below;
  };
  const calls = Array.from({ length: 64 }, async (_, n) => {
    const [source, expected, ends] = kinds[random(kinds.length)] as Kind;
    const controller = new AbortController();
    if (ends === "abort") setTimeout(() => controller.abort(), random(600));
    const options = ends === "timeout" ? { timeout: 20 + random(80) } : { signal: controller.signal };
    const result: unknown = await pool.eval(source.replace("N", String(n)), options).then(
      ({ value }) => value,
      (error: unknown) => (error as Error).name,
    );
    return [result, expected(n)];
  });
  for (const [result, expected] of await Promise.all(calls)) expect(result).toBe(expected);
  expect((await pool.eval("6 * 7")).value).toBe(42);
  await pool.close();
});
