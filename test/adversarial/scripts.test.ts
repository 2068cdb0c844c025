import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";

import { classes } from "./scripts/index.ts";

interface Line {
  readonly index: number;
  readonly started?: true;
  readonly code?: string;
  readonly problem?: string;
}

/** What the scripts of a class, or one of them, ended in; and which one the process died of. */
function run(title: string, only?: number): { ended: Map<number, Line>; died: number | undefined } {
  const args = ["test/support/run-scripts.ts", title, ...(only === undefined ? [] : [String(only)])];
  const { stdout, status, signal } = spawnSync(process.execPath, args, { encoding: "utf8", timeout: 120_000 });
  const ended = new Map<number, Line>();
  let last: number | undefined;
  for (const text of stdout.split("\n").filter(Boolean)) {
    const line = JSON.parse(text) as Line;
    last = line.index;
    if (!line.started) ended.set(line.index, line);
  }
  return { ended, died: status === 0 && signal === null ? undefined : (last ?? -1) };
}

describe.each(classes.map((each) => [each.title, each] as const))("%s", (title, { scripts, outcomes, alone }) => {
  const all = alone ? undefined : run(title);
  test.each(scripts.map(([name, , outcome], index) => [name, index, outcome] as const))("%s", (_, index, outcome) => {
    const { ended, died } = all ?? run(title, index);
    expect(died, "the process died").not.toBe(index);
    const line = ended.get(index);
    expect(line, "it was not run").toBeDefined();
    expect(line?.problem).toBeUndefined();
    expect(outcome === undefined ? outcomes : [outcome].flat()).toContain(line?.code);
  });
});

test("there are at least 300 hostile scripts, each of another name in its class", () => {
  expect(classes.reduce((sum, { scripts }) => sum + scripts.length, 0)).toBeGreaterThanOrEqual(300);
  for (const { scripts } of classes) expect(new Set(scripts.map(([name]) => name)).size).toBe(scripts.length);
});
