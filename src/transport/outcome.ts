import { WireError } from "../codec/decoder.ts";
import type { Instance } from "../engine/instance.ts";
import type { GuestFailure } from "../errors.ts";

const bytesToText = new TextDecoder();

function isString(value: unknown): value is string {
  return typeof value === "string";
}

/** What an export answers. */
export const Kind = { value: 0, panic: 1, bytecode: 2, diagnostics: 3, unwind: 4 } as const;

export interface Outcome {
  readonly kind: number;
  /** in guest memory: to be read before the guest runs again */
  readonly bytes: Uint8Array;
}

/** The outcome at an address, if all of it is in memory. */
export function readOutcome(instance: Instance, at: number): Outcome | undefined {
  const header = instance.range(at, 12);
  if (!header) return undefined;
  const view = new DataView(header.buffer, header.byteOffset, 12);
  const bytes = instance.range(view.getUint32(4, true), view.getUint32(8, true));
  return bytes && { kind: view.getUint32(0, true), bytes };
}

export interface Panic extends GuestFailure {
  readonly message: string;
  /** of the failure of the host that the exception stands for */
  readonly failure: number | undefined;
}

/** What the guest says of an exception, checked. */
export function readPanic(value: unknown): Panic {
  if (!Array.isArray(value) || value.length !== 6) throw new WireError("a malformed panic");
  const [origin, klass, message, backtrace, details, number] = value as unknown[];
  if (!isString(origin) || !isString(klass)) throw new WireError("a malformed panic");
  const text = message instanceof Uint8Array ? bytesToText.decode(message) : message;
  if (!isString(text) || !Array.isArray(backtrace) || !backtrace.every(isString))
    throw new WireError("a malformed panic");
  if (number !== null && typeof number !== "number") throw new WireError("a malformed panic");
  const failure = number ?? undefined;
  return { failure, origin, klass, message: text, backtraceLines: Object.freeze(backtrace), details, diagnostics: [] };
}
