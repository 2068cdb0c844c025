/** What is known of an invocation whose thread does not come back: what it wrote, kept where another thread can read it. */
import type { Execution, SandboxOptions } from "kobako";

/** Bytes a channel that are kept for a record where the sandbox has no limit of its own. */
const most = 1 << 20;
const header = 8;
const encoder = new TextEncoder();

/** What the script that a thread is at has written so far. */
export class Written {
  readonly buffer: SharedArrayBuffer;
  readonly #lengths: Int32Array;
  readonly #channels: readonly [Uint8Array, Uint8Array];

  constructor(buffer: SharedArrayBuffer, limit: number) {
    this.buffer = buffer;
    this.#lengths = new Int32Array(buffer, 0, 2);
    const rest = buffer.byteLength - header - limit;
    this.#channels = [new Uint8Array(buffer, header, limit), new Uint8Array(buffer, header + limit, rest)];
  }

  /** Memory for the channels of a sandbox; what is not written to costs nothing. */
  static make({ stdoutLimit, stderrLimit }: SandboxOptions): Written {
    const [stdout, stderr] = [limitOf(stdoutLimit), limitOf(stderrLimit)];
    return new Written(new SharedArrayBuffer(header + stdout + stderr), stdout);
  }

  /** As `make` made it, in another thread. */
  static of(buffer: SharedArrayBuffer, { stdoutLimit }: SandboxOptions): Written {
    return new Written(buffer, limitOf(stdoutLimit));
  }

  reset(): void {
    this.#lengths.fill(0);
  }

  /** How a sandbox is told to write here. */
  readonly listeners = {
    onStdout: (chunk: string): void => this.#write(0, chunk),
    onStderr: (chunk: string): void => this.#write(1, chunk),
  };

  read(): { readonly stdout: string; readonly stderr: string } {
    return { stdout: this.#text(0), stderr: this.#text(1) };
  }

  #write(channel: 0 | 1, chunk: string): void {
    const at = this.#lengths[channel] as number;
    const bytes = encoder.encode(chunk);
    const kept = bytes.subarray(0, this.#channels[channel].length - at);
    this.#channels[channel].set(kept, at);
    Atomics.store(this.#lengths, channel, at + kept.length);
  }

  #text(channel: 0 | 1): string {
    const bytes = this.#channels[channel].slice(0, Atomics.load(this.#lengths, channel));
    return new TextDecoder().decode(bytes, { stream: true }); // a character may be cut
  }
}

/** The sandbox itself refuses a limit that is none. */
function limitOf(limit: number | null | undefined): number {
  return typeof limit === "number" && limit >= 0 ? Math.floor(Math.min(limit, most)) : most;
}

/** The record of an invocation that never began. */
export function nothingRan(wallTime: number): Execution<undefined> {
  return record(wallTime, { stdout: "", stderr: "" }, 0);
}

/** The record of one whose thread ended: figures that only the thread had are NaN. */
export function cutOff(wallTime: number, written: Written | undefined): Execution<undefined> {
  return record(wallTime, written?.read() ?? { stdout: "", stderr: "" }, Number.NaN);
}

function record(
  wallTime: number,
  output: { readonly stdout: string; readonly stderr: string },
  figure: number,
): Execution<undefined> {
  return Object.freeze({
    value: undefined,
    ...output,
    stdoutTruncated: false,
    stderrTruncated: false,
    usage: Object.freeze({ wallTime, memoryPeak: figure, fuel: figure, serviceCalls: figure }),
  });
}
