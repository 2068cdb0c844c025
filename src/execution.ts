/** What an invocation used. */
export interface Usage {
  /** milliseconds, time spent in the host included */
  readonly wallTime: number;
  /** bytes of guest memory past the image, at most the limit */
  readonly memoryPeak: number;
  /** metering points passed; the same program uses the same everywhere */
  readonly fuel: number;
  readonly serviceCalls: number;
}

/** The frozen record of one invocation. */
export interface Execution<T = unknown> {
  /** the value of the last expression; undefined on an error's record */
  readonly value: T;
  readonly stdout: string;
  readonly stderr: string;
  /** whether output past the limit was dropped */
  readonly stdoutTruncated: boolean;
  readonly stderrTruncated: boolean;
  readonly usage: Usage;
}

/** The record of an invocation that ended before anything of it ran. */
export function emptyExecution(wallTime: number): Execution<undefined> {
  return Object.freeze({
    value: undefined,
    stdout: "",
    stderr: "",
    stdoutTruncated: false,
    stderrTruncated: false,
    usage: Object.freeze({ wallTime, memoryPeak: 0, fuel: 0, serviceCalls: 0 }),
  });
}
