import { whileHeld, Written } from "../codec/encode.ts";
import { maxShort, putShort } from "../codec/short.ts";
import { inboxSize, type Instance } from "../engine/instance.ts";
import { unwind, type Meter } from "../engine/limits.ts";

/** Bytes of a reply before its values: its length and its status. */
const header = 8;

/** Arguments on their way to the guest: written, or as they are where all are short and cannot change. */
export type Message = Written | readonly unknown[];

/** Where values are written to see whether they are short: guest memory is left alone until it is restored. */
const trial = new Uint8Array(inboxSize);

/** Where values end that are written from an address on, or 0 when they are to be encoded. */
function putAll(bytes: Uint8Array, from: number, values: readonly unknown[]): number {
  if (values.length * (maxShort + 1) > inboxSize) return 0;
  let end = from;
  for (let i = 0; i < values.length; i++) {
    end = putShort(bytes, end, values[i]);
    if (end === 0) return 0;
  }
  return end;
}

/** Whether the host's own arguments need no encoder. */
export function areShort(values: readonly unknown[]): boolean {
  return putAll(trial, 0, values) !== 0;
}

/** Where the guest of one invocation takes messages: a place of its own, or a block for what is too long for that. */
export class Inbox {
  readonly #instance: Instance;
  readonly #meter: Meter;

  constructor(instance: Instance, meter: Meter) {
    this.#instance = instance;
    this.#meter = meter;
  }

  get at(): number {
    return this.#instance.image.inbox;
  }

  /** Writes a reply of one short value; answers where it is, or 0 when the value is to be encoded. */
  short(status: number, value: unknown): number {
    const { at } = this;
    const end = putShort(this.#instance.bytes, at + header, value);
    if (end === 0) return 0;
    this.#header(at, end - at - header, status);
    return at;
  }

  /** Writes a reply; answers where it is. */
  reply(status: number, written: Written): number {
    const at = this.place(written, header);
    this.#header(at, written.length, status);
    return at;
  }

  /** Where short values end that begin where the inbox does, or 0 when they are to be encoded. */
  given(values: readonly unknown[]): number {
    return putAll(this.#instance.bytes, this.at, values);
  }

  /** Puts arguments where the guest takes them. */
  put(message: Message): { at: number; length: number } {
    if (message instanceof Written) return { at: this.place(message, 0), length: message.length };
    const { at } = this;
    const length = this.given(message) - at;
    if (!this.#instance.takes(at, length)) this.#meter.broken();
    return { at, length };
  }

  /** Copies a message behind `before` bytes; answers where those begin. A block of its own is the guest's to give back. */
  place(written: Written, before: number): number {
    const { buffer, length } = written;
    const size = length + before;
    const at = size > inboxSize || written.deepKeys ? this.#reserve(size) : this.at;
    if (!this.#instance.takes(at, size)) this.#meter.broken();
    const { bytes } = this.#instance;
    if (length < 64) for (let i = 0; i < length; i++) bytes[at + before + i] = buffer[i] as number;
    else bytes.set(written.bytes, at + before);
    return at;
  }

  /** What the engine throws here is no failure of a service. */
  #reserve(size: number): number {
    this.#meter.held++;
    try {
      // a guest that has been taken over calls services here, whose messages must not be written over this one
      return whileHeld(() => this.#instance.exports.kb_reserve(size) >>> 0);
    } catch (error) {
      this.#meter.caught(error);
      throw unwind;
    } finally {
      this.#meter.held--;
    }
  }

  #header(at: number, length: number, status: number): void {
    const { bytes } = this.#instance;
    bytes[at] = length;
    bytes[at + 1] = length >>> 8;
    bytes[at + 2] = length >>> 16;
    bytes[at + 3] = length >>> 24;
    bytes[at + 4] = status;
    bytes[at + 5] = 0;
    bytes[at + 6] = 0;
    bytes[at + 7] = 0;
  }
}
