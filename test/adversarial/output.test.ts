import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

test("output byte by byte takes no more memory than in one piece", { timeout: 90_000 }, () => {
  const args = ["--max-old-space-size=40", "test/support/print-bytes.ts"];
  const { stdout, signal } = spawnSync(process.execPath, args, { encoding: "utf8", timeout: 80_000 });
  expect([stdout, signal]).toEqual(["1000000", null]);
});
