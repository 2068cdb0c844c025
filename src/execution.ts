/** What an invocation used. */
export interface Usage {
  /** milliseconds, time spent in the host included */
  readonly wallTime: number;
  /** bytes of guest memory past the image, at most the limit */
  readonly memoryPeak: number;
  /** metering points passed; the same program uses the same everywhere */
  readonly fuel: number;
  /** calls of services and handles that reached the host, also those that failed */
  readonly serviceCalls: number;
}

/** The frozen record of one invocation. */
export interface Execution<T = unknown> {
  /** the value of the last expression; undefined on an error's record */
  readonly value: T;
  /** what the script wrote to its standard output, as text: bytes that are no UTF-8 are U+FFFD */
  readonly stdout: string;
  /** what it wrote to its standard error */
  readonly stderr: string;
  /** whether output past `stdoutLimit` was dropped */
  readonly stdoutTruncated: boolean;
  /** whether output past `stderrLimit` was dropped */
  readonly stderrTruncated: boolean;
  /** time, memory, fuel and service calls up to the end */
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
