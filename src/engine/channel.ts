import { readShortAscii } from "../ascii.ts";

/** As many as engines keep among their own objects: memory apart costs a microsecond. */
const firstCapacity = 64;
const secondCapacity = 1024;

/** Output of one channel, up to its limit, in one stretch of memory: a guest may write byte by byte. */
export class Channel {
  readonly limit: number;
  length = 0;
  truncated = false;
  readonly #listener: ((chunk: string) => void) | undefined;
  #kept: Uint8Array | undefined;
  #decoder: TextDecoder | undefined;

  constructor(limit: number, listener?: (chunk: string) => void) {
    this.limit = limit;
    this.#listener = listener;
    if (listener) this.#decoder = new TextDecoder();
  }

  /** What was written. */
  get bytes(): Uint8Array {
    return this.#kept?.subarray(0, this.length) ?? new Uint8Array(0);
  }

  /** @throws whatever the listener throws */
  write(bytes: Uint8Array): void {
    const room = Math.min(bytes.length, this.limit - this.length);
    if (room < bytes.length) this.truncated = true;
    if (room <= 0) return;
    const chunk = room < bytes.length ? bytes.subarray(0, room) : bytes;
    this.#room(this.length + room).set(chunk, this.length);
    this.length += room;
    if (this.#decoder) this.#tell(this.#decoder.decode(chunk, { stream: true }));
  }

  /** Tells the listener of a last character that is incomplete, unless the limit cut it. Once. */
  flush(): void {
    const decoder = this.#decoder;
    this.#decoder = undefined;
    if (decoder && !this.truncated) this.#tell(decoder.decode());
  }

  #room(needed: number): Uint8Array {
    const before = this.#kept;
    if (before && needed <= before.length) return before;
    const more = before ? Math.max(secondCapacity, before.length * 2) : firstCapacity;
    const kept = new Uint8Array(Math.max(needed, Math.min(this.limit, more)));
    if (before) kept.set(before);
    this.#kept = kept;
    return kept;
  }

  #tell(text: string): void {
    if (text.length > 0) this.#listener?.(text);
  }
}

/** Output as text; of a character that the limit cut, nothing is kept. */
export function text(channel: Channel): string {
  if (channel.length === 0) return "";
  const { bytes, truncated } = channel;
  const short = readShortAscii(bytes, 0, bytes.length);
  if (short !== undefined) return short;
  return truncated ? new TextDecoder().decode(bytes, { stream: true }) : whole.decode(bytes);
}

const whole = new TextDecoder();
