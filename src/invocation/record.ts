import { text } from "../engine/channel.ts";
import type { Meter } from "../engine/limits.ts";
import type { Execution } from "../execution.ts";

/** The frozen record of an invocation, as far as it has come. */
export function record(meter: Meter, serviceCalls: number, value: unknown): Execution {
  const { stdout, stderr, started, peak, fuel } = meter;
  return Object.freeze({
    value,
    stdout: text(stdout),
    stderr: text(stderr),
    stdoutTruncated: stdout.truncated,
    stderrTruncated: stderr.truncated,
    usage: Object.freeze({ wallTime: performance.now() - started, memoryPeak: peak, fuel, serviceCalls }),
  });
}
