import type { Meter } from "../engine/limits.ts";
import type { Execution } from "../execution.ts";

const textDecoder = new TextDecoder();

/** The frozen record of an invocation, as far as it has come. */
export function record(meter: Meter, serviceCalls: number, value: unknown): Execution {
  const { stdout, stderr, started, peak, fuel } = meter;
  return Object.freeze({
    value,
    stdout: stdout.length ? text(stdout.chunks, stdout.truncated) : "",
    stderr: stderr.length ? text(stderr.chunks, stderr.truncated) : "",
    stdoutTruncated: stdout.truncated,
    stderrTruncated: stderr.truncated,
    usage: Object.freeze({ wallTime: performance.now() - started, memoryPeak: peak, fuel, serviceCalls }),
  });
}

/** Output as text; of a character that the limit cut, nothing is kept. */
function text(chunks: readonly Uint8Array[], truncated: boolean): string {
  const all = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return truncated ? new TextDecoder().decode(all, { stream: true }) : textDecoder.decode(all);
}
