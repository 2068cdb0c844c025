/** Bytes of a name that can name anything: spellings of a longer one would be looked for at length. */
const maxName = 256;
/** Names kept for an invocation. */
const most = 4096;
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Names of methods; the guest numbers them for as long as the invocation lasts. */
export class Names {
  #known: Map<number, string> | undefined;

  get(number: number): string | undefined {
    return this.#known?.get(number);
  }

  /** What the bytes say; nothing, which names nothing, when they are no text or too many. */
  read(number: number, bytes: Uint8Array): string {
    if (bytes.length > maxName) return "";
    let name: string;
    try {
      name = utf8.decode(bytes);
    } catch {
      return "";
    }
    this.#known ??= new Map();
    if (this.#known.size < most) this.#known.set(number, name);
    return name;
  }
}
