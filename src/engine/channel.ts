/** Output of one channel, up to its limit. */
export class Channel {
  readonly limit: number;
  readonly chunks: Uint8Array[] = [];
  length = 0;
  truncated = false;
  readonly #listener: ((chunk: string) => void) | undefined;
  #decoder: TextDecoder | undefined;

  constructor(limit: number, listener?: (chunk: string) => void) {
    this.limit = limit;
    this.#listener = listener;
    if (listener) this.#decoder = new TextDecoder();
  }

  /** @throws whatever the listener throws */
  write(bytes: Uint8Array): void {
    const room = Math.min(bytes.length, this.limit - this.length);
    if (room < bytes.length) this.truncated = true;
    if (room <= 0 || this.length === this.limit) return;
    const chunk = bytes.slice(0, room);
    this.chunks.push(chunk);
    this.length += room;
    if (this.#decoder) this.#tell(this.#decoder.decode(chunk, { stream: true }));
  }

  /** Tells the listener of a last character that is incomplete, unless the limit cut it. Once. */
  flush(): void {
    const decoder = this.#decoder;
    this.#decoder = undefined;
    if (decoder && !this.truncated) this.#tell(decoder.decode());
  }

  #tell(text: string): void {
    if (text.length > 0) this.#listener?.(text);
  }
}

/** Output as text; of a character that the limit cut, nothing is kept. */
export function text({ chunks, truncated, length }: Channel): string {
  if (length === 0) return "";
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return truncated ? new TextDecoder().decode(all, { stream: true }) : whole.decode(all);
}

const whole = new TextDecoder();
