import { Encoder, type EncodeOptions } from "./encoder.ts";

/** What `encodeAll` wrote: the first `length` bytes of a buffer. It is gone with the next message: copy it at once. */
export class Written {
  readonly buffer: Uint8Array;
  readonly length: number;
  /** whether reading it may run guest code */
  readonly deepKeys: boolean;

  constructor(buffer: Uint8Array, length: number, deepKeys: boolean) {
    this.buffer = buffer;
    this.length = length;
    this.deepKeys = deepKeys;
  }

  get bytes(): Uint8Array {
    return this.buffer.subarray(0, this.length);
  }
}

/** Memory of the last message, kept for the next one unless that was large. */
let spare: Encoder | undefined;
const keptCapacity = 1 << 20;
const none: EncodeOptions = {};

/**
 * Writes values of the host, one after the other.
 *
 * @throws TypeError for what has no form in the sandbox, RangeError past 128 levels or 16 MiB
 */
export function encodeAll(values: readonly unknown[], options: EncodeOptions = none): Written {
  const encoder = spare ?? new Encoder(options);
  spare = undefined; // a getter of a value may write a message of its own
  encoder.again(options);
  for (let i = 0; i < values.length; i++) encoder.value(values[i]);
  if (encoder.bytes.length <= keptCapacity) spare = encoder;
  encoder.options = none; // they know the invocation, and with it all that it has
  return new Written(encoder.bytes, encoder.at, encoder.deepKeys);
}

/** Calls what may write messages of its own while the last one is still needed. */
export function whileHeld<T>(call: () => T): T {
  const held = spare;
  spare = undefined;
  try {
    return call();
  } finally {
    spare = held;
  }
}

/**
 * Writes a value of the host as one message.
 *
 * @throws as `encodeAll`
 */
export function encode(value: unknown, options?: EncodeOptions): Uint8Array {
  return encodeAll([value], options).bytes.slice();
}
