import { decode, type DecodeOptions } from "../codec/decoder.ts";
import { WireError } from "../codec/wire-errors.ts";
import type { Instance } from "../engine/instance.ts";
import type { GuestFailure } from "../errors.ts";

const bytesToText = new TextDecoder();

function isString(value: unknown): value is string {
  return typeof value === "string";
}

/** What an export answers. */
export const Kind = { value: 0, panic: 1, bytecode: 2, diagnostics: 3, unwind: 4, absent: 5 } as const;

/** What the guest left for the host: to be read before the guest runs again. */
export class Outcome {
  readonly kind: number;
  /** all of guest memory, and where in it the message is: always within */
  readonly memory: Uint8Array;
  readonly from: number;
  readonly end: number;

  constructor(kind: number, memory: Uint8Array, from: number, end: number) {
    this.kind = kind;
    this.memory = memory;
    this.from = from;
    this.end = end;
  }

  get bytes(): Uint8Array {
    return this.memory.subarray(this.from, this.end);
  }

  /** @throws as `decode` of the codec */
  value(options: DecodeOptions): unknown {
    return decode(this.memory, options, this.from, this.end);
  }
}

function word(bytes: Uint8Array, at: number): number {
  const low = (bytes[at] as number) | ((bytes[at + 1] as number) << 8) | ((bytes[at + 2] as number) << 16);
  return (low | ((bytes[at + 3] as number) << 24)) >>> 0;
}

/** The outcome at an address, if all of it is in memory. */
export function readOutcome(instance: Instance, at: number): Outcome | undefined {
  const header = at >>> 0;
  if (!instance.holds(header, 12)) return undefined;
  const { bytes } = instance;
  const from = word(bytes, header + 4);
  const length = word(bytes, header + 8);
  return instance.holds(from, length) ? new Outcome(word(bytes, header), bytes, from, from + length) : undefined;
}

export interface Panic extends GuestFailure {
  readonly message: string;
  /** of an exception about a name that stands for nothing: that name, then what there is beside it; else empty */
  readonly names: readonly string[];
  /** of the failure of the host that the exception stands for */
  readonly failure: number | undefined;
}

/** What the guest says of an exception, checked. */
export function readPanic(value: unknown): Panic {
  if (!Array.isArray(value) || value.length !== 7) throw new WireError("a malformed panic");
  const [meant, origin, klass, message, backtrace, details, number] = value as unknown[];
  if (!isString(origin) || !isString(klass)) throw new WireError("a malformed panic");
  const text = message instanceof Uint8Array ? bytesToText.decode(message) : message;
  if (!isString(text) || !Array.isArray(backtrace) || !backtrace.every(isString))
    throw new WireError("a malformed panic");
  if (number !== null && typeof number !== "number") throw new WireError("a malformed panic");
  const names = meant ?? [];
  if (!Array.isArray(names) || !names.every(isString)) throw new WireError("a malformed panic");
  const failure = number ?? undefined;
  return {
    names,
    failure,
    origin,
    klass,
    message: text,
    backtraceLines: Object.freeze(backtrace),
    details,
    diagnostics: [],
  };
}
