/** Runs generated programs: `run-generated.ts SEED COUNT`. Writes a line for each: how it ended, and its fuel. */
import { createHash } from "node:crypto";
import { inspect } from "node:util";

import { KobakoError, Sandbox, SandboxError } from "../../src/node.ts";
import { RubyGenerator } from "./generate-ruby.ts";
import { Random } from "./random.ts";

const [seed, count] = process.argv.slice(2).map(Number) as [number, number];
const options = { timeout: 60_000, fuel: 2_000_000 };
const sandbox = new Sandbox(options);
const other = new Sandbox(options);

/** All that an invocation must give again, as text. */
function outcome(source: string, on: Sandbox): string {
  try {
    const { value, stdout, usage } = on.eval(source);
    return JSON.stringify([
      "value",
      inspect(value, { depth: 200, maxStringLength: null }),
      stdout,
      usage.fuel,
      usage.memoryPeak,
    ]);
  } catch (error) {
    if (!(error instanceof KobakoError) || !error.execution) return JSON.stringify(["untyped", String(error)]);
    const { stdout, usage } = error.execution;
    const lines = error instanceof SandboxError ? error.backtraceLines : [];
    return JSON.stringify([error.code, error.message, lines, stdout, usage.fuel, usage.memoryPeak]);
  }
}

for (let i = 0; i < count; i++) {
  const source = new RubyGenerator(new Random(seed + i)).program();
  const first = outcome(source, sandbox);
  if (first.startsWith('["untyped"')) process.stdout.write(`${seed + i} PROBLEM ${first}\n`);
  if (outcome(source, sandbox) !== first) process.stdout.write(`${seed + i} PROBLEM another outcome the second time\n`);
  if (outcome(source, other) !== first)
    process.stdout.write(`${seed + i} PROBLEM another outcome in another sandbox\n`);
  process.stdout.write(
    `${seed + i} ${createHash("sha256").update(first).digest("hex").slice(0, 16)} ${JSON.parse(first)[0]}\n`,
  );
}
