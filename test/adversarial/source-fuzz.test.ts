import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const run = promisify(execFile);

test(
  "generated programs end the same way, with the same fuel, twice and on every Node",
  { timeout: 300_000 },
  async () => {
    const outputs = await Promise.all(
      [22, 24, 26].map(async (major) => {
        const node = `node_modules/node${major}/bin/node`;
        const { stdout } = await run(node, ["test/support/run-generated.ts", "1000", "600"], { maxBuffer: 1 << 26 });
        return stdout;
      }),
    );
    const [first, ...others] = outputs as [string, ...string[]];
    expect(first.match(/.*PROBLEM.*/g) ?? []).toEqual([]);
    for (const other of others) expect(other).toBe(first);
    const ends = new Set(
      first
        .trim()
        .split("\n")
        .map((line) => line.split(" ")[2]),
    );
    expect([...ends].sort()).toEqual(expect.arrayContaining(["KOBAKO_SANDBOX", "value"]));
  },
);
