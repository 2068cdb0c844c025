import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

interface Ended {
  readonly lines: unknown[];
  readonly status: number | null;
  readonly signal: string | null;
  readonly stderr: string;
}

/** Runs a case in a process of its own under a limit of the system's, in KiB, or of the engine's. */
function under(limit: string, name: string, flags: readonly string[] = []): Ended {
  const command = `ulimit ${limit} && exec "$0" "$@"`;
  const args = ["-c", command, process.execPath, ...flags, "test/support/under-limits.ts", name];
  const { stdout, stderr, status, signal } = spawnSync("/bin/bash", args, { encoding: "utf8", timeout: 100_000 });
  const lines = stdout.split("\n").filter(Boolean).map((line) => JSON.parse(line) as unknown); // prettier-ignore
  return { lines, status, signal, stderr };
}

const numbers = Array.from({ length: 30 }, (_, n) => n);

test(
  "too little address space for all that wait: those without room have an error, and nothing is lost",
  {
    timeout: 120_000,
  },
  () => {
    const { lines, status } = under("-v 60000000", "instances"); // an instance takes 8 GiB of addresses
    const [first, together, after, end] = lines as [unknown, unknown[], unknown[], unknown];
    expect([first, end, status]).toEqual([1, "end", 0]);
    expect(together).toHaveLength(24);
    const refused = together.filter((result) => result === "SetupError").length;
    expect(refused).toBeGreaterThan(0);
    expect(refused).toBeLessThan(24);
    together.forEach((result, n) => expect([n, "SetupError"]).toContain(result));
    expect(after).toEqual(numbers.slice(0, 24));
  },
);

test("nor does a pool lose a slot or one that waits", { timeout: 120_000 }, () => {
  const { lines, status } = under("-v 60000000", "pool");
  const [results, end] = lines as [unknown[], unknown];
  expect([end, status]).toEqual(["end", 0]);
  expect(results).toHaveLength(30);
  expect(results.filter((result) => typeof result === "number").length).toBeGreaterThan(0);
  results.forEach((result, n) => expect([n, "SetupError"]).toContain(result));
});

test("memory that the system refuses a guest is a MemoryLimitError", { timeout: 120_000 }, () => {
  const { lines, status } = under("-d 1000000", "growth");
  expect([lines, status]).toEqual([["MemoryLimitError", "MemoryLimitError", "MemoryLimitError", 1, "end"], 0]);
});

test("a process whose heap is full of results ends by itself, at one of them", { timeout: 120_000 }, () => {
  const { lines, status, signal, stderr } = under("-c 0", "heap", ["--max-old-space-size=60"]);
  // the engine's own end: nobody waited for it until the time of this test was up
  expect(signal === "SIGABRT" || signal === "SIGTRAP" || (status ?? 0) > 128).toBe(true);
  expect(stderr).toMatch(/heap out of memory|heap limit/);
  expect(lines.length).toBeGreaterThan(2);
  lines.forEach((line, at) => expect(line).toBe(at >> 1)); // all before it had ended
});
