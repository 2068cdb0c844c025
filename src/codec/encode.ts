import { Encoder, type EncodeOptions } from "./encoder.ts";

/** What `encodeAll` wrote. It is gone with the next message: copy it at once. */
export interface Written {
  readonly bytes: Uint8Array;
  /** whether reading it may run guest code */
  readonly deepKeys: boolean;
}

/** Memory of the last message, kept for the next one unless that was large. */
let spare: Encoder | undefined;
const keptCapacity = 1 << 20;

/**
 * Writes values of the host, one after the other.
 *
 * @throws TypeError for what has no form in the sandbox, RangeError past 128 levels or 16 MiB
 */
export function encodeAll(values: readonly unknown[], options: EncodeOptions = {}): Written {
  const encoder = spare ?? new Encoder(options);
  spare = undefined; // a getter of a value may write a message of its own
  encoder.again(options);
  for (const value of values) encoder.value(value);
  if (encoder.bytes.length <= keptCapacity) spare = encoder;
  return { bytes: encoder.written(), deepKeys: encoder.deepKeys };
}

/**
 * Writes a value of the host as one message.
 *
 * @throws as `encodeAll`
 */
export function encode(value: unknown, options?: EncodeOptions): Uint8Array {
  return encodeAll([value], options).bytes.slice();
}
