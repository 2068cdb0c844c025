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
