import { sym, RubySymbol } from "../values.ts";

/** Guest bytes that are not what the wire allows. The guest broke its side; nothing was built from them. */
export class WireError extends Error {
  override readonly name = "WireError";
}

/** Containers within containers, at most. */
export const maxDepth = 128;
/** Bytes of one message, at most. */
export const maxMessage: number = 16 << 20;

/** Below this length a loop over char codes beats TextDecoder (about 60 ns a call). */
const shortString = 24;
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export interface DecodeOptions {
  /** every Hash as a Map */
  readonly maps: boolean;
  /** the object that a Handle stands for; without it, and where it answers undefined, a Handle is refused */
  readonly handle?: (id: number) => object | undefined;
}

/** A Handle of which this invocation knows nothing. */
export class UnknownHandleError extends Error {
  override readonly name = "UnknownHandleError";
}

class Decoder {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly maps: boolean;
  readonly handle: ((id: number) => object | undefined) | undefined;
  at = 0;
  end: number;
  depth = 0;

  constructor(bytes: Uint8Array, { maps, handle }: DecodeOptions) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.end = bytes.length;
    this.maps = maps;
    this.handle = handle;
  }

  /** Claims the next n bytes; answers where they begin. */
  claim(n: number): number {
    const from = this.at;
    if (n > this.end - from) throw new WireError("truncated");
    this.at = from + n;
    return from;
  }

  value(): unknown {
    const tag = this.view.getUint8(this.claim(1));
    if (tag < 0x80) return tag;
    if (tag >= 0xe0) return tag - 0x100;
    if (tag < 0x90) return this.hash(tag & 0x0f);
    if (tag < 0xa0) return this.array(tag & 0x0f);
    if (tag < 0xc0) return this.string(tag & 0x1f);
    return this.tagged(tag);
  }

  tagged(tag: number): unknown {
    const { view } = this;
    switch (tag) {
      case 0xc0:
        return null;
      case 0xc2:
        return false;
      case 0xc3:
        return true;
      case 0xc4:
      case 0xc5:
      case 0xc6:
        return this.binary(this.length(tag - 0xc4));
      case 0xc7:
      case 0xc8:
      case 0xc9:
        return this.extension(this.length(tag - 0xc7));
      case 0xcb:
        return view.getFloat64(this.claim(8));
      case 0xcc:
      case 0xcd:
      case 0xce:
        return this.atLeast(this.length(tag - 0xcc), [0x80, 0x100, 0x10000][tag - 0xcc] as number);
      case 0xcf:
        return this.big(view.getBigUint64(this.claim(8)), 0xffffffffn, 0n);
      case 0xd0:
        return this.atMost(view.getInt8(this.claim(1)), -33);
      case 0xd1:
        return this.atMost(view.getInt16(this.claim(2)), -129);
      case 0xd2:
        return this.atMost(view.getInt32(this.claim(4)), -32769);
      case 0xd3:
        return this.big(view.getBigInt64(this.claim(8)), undefined, -0x80000000n);
      case 0xd4:
      case 0xd5:
      case 0xd6:
      case 0xd7:
      case 0xd8:
        return this.extension(1 << (tag - 0xd4));
      case 0xd9:
      case 0xda:
      case 0xdb:
        return this.string(this.length(tag - 0xd9));
      case 0xdc:
      case 0xdd:
        return this.array(this.length(tag - 0xdb));
      case 0xde:
      case 0xdf:
        return this.hash(this.length(tag - 0xdd));
      default:
        throw new WireError("unknown tag");
    }
  }

  /** A length of 1, 2 or 4 bytes. */
  length(size: number): number {
    if (size === 0) return this.view.getUint8(this.claim(1));
    if (size === 1) return this.view.getUint16(this.claim(2));
    return this.view.getUint32(this.claim(4));
  }

  atLeast(value: number, least: number): number {
    if (value < least) throw new WireError("a number longer than it need be");
    return value;
  }

  atMost(value: number, most: number): number {
    if (value > most) throw new WireError("a number longer than it need be");
    return value;
  }

  big(value: bigint, above: bigint | undefined, below: bigint): number | bigint {
    if (above === undefined ? value >= below : value <= above) throw new WireError("a number longer than it need be");
    return exact(value);
  }

  string(length: number): string {
    const from = this.claim(length);
    const { bytes } = this;
    if (length <= shortString) {
      let text = "";
      let i = from;
      for (; i < this.at; i++) {
        const byte = bytes[i] as number;
        if (byte >= 0x80) break;
        text += String.fromCharCode(byte);
      }
      if (i === this.at) return text;
    }
    try {
      return utf8.decode(bytes.subarray(from, this.at));
    } catch {
      throw new WireError("a string that is not UTF-8");
    }
  }

  binary(length: number): Uint8Array {
    const from = this.claim(length);
    return this.bytes.slice(from, this.at);
  }

  /** Each element is a byte at least, so a count past what is left is refused before anything is made. */
  enter(count: number, bytesEach: number): void {
    if (count * bytesEach > this.end - this.at) throw new WireError("truncated");
    if (++this.depth > maxDepth) throw new WireError("nested too deep");
  }

  array(count: number): unknown[] {
    this.enter(count, 1);
    const out: unknown[] = [];
    for (let i = 0; i < count; i++) out.push(this.value());
    this.depth--;
    return out;
  }

  hash(count: number): unknown {
    this.enter(count, 2);
    const keys: unknown[] = [];
    const values: unknown[] = [];
    for (let i = 0; i < count; i++) {
      keys.push(this.value());
      values.push(this.value());
    }
    this.depth--;
    return (this.maps ? undefined : plainObject(keys, values)) ?? new Map(keys.map((key, i) => [key, values[i]]));
  }

  extension(length: number): unknown {
    const type = this.view.getUint8(this.claim(1));
    if (type === 3) return this.set(length);
    if (type === 0) return sym(this.string(length));
    if (type === 1) return this.restored(length);
    if (type !== 2) throw new WireError("unknown extension");
    const digits = this.string(length);
    const found = /^(-?)([1-9a-f][0-9a-f]{15,})$/.exec(digits);
    if (!found) throw new WireError("a malformed integer");
    const magnitude = BigInt(`0x${found[2] as string}`);
    const value = found[1] ? -magnitude : magnitude;
    if (BigInt.asUintN(64, value) === value || BigInt.asIntN(64, value) === value) {
      throw new WireError("a number longer than it need be");
    }
    return value;
  }

  restored(length: number): object {
    if (length !== 4 || !this.handle) throw new WireError("a malformed Handle");
    const object = this.handle(this.view.getUint32(this.claim(4)));
    if (!object) throw new UnknownHandleError();
    return object;
  }

  set(length: number): Set<unknown> {
    const outer = this.end;
    this.end = this.claim(length) + length;
    this.at = this.end - length;
    const elements = this.value();
    if (!Array.isArray(elements) || this.at !== this.end) throw new WireError("a malformed Set");
    this.end = outer;
    return new Set(elements);
  }
}

function exact(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** A plain object of the pairs, or undefined where two keys share a name or one has none. */
function plainObject(keys: readonly unknown[], values: readonly unknown[]): object | undefined {
  const out: Record<string, unknown> = {};
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    const name = typeof key === "string" ? key : key instanceof RubySymbol ? key.name : undefined;
    if (name === undefined || Object.hasOwn(out, name)) return undefined;
    if (name === "__proto__") {
      Object.defineProperty(out, name, { value: values[i], configurable: true, enumerable: true, writable: true });
    } else {
      out[name] = values[i];
    }
  }
  return out;
}

/**
 * Reads one message; strings and bytes are copied out of it.
 *
 * @throws WireError for anything but one well-formed value
 * @throws UnknownHandleError for a Handle that `options.handle` does not know
 */
export function decode(bytes: Uint8Array, options: DecodeOptions): unknown {
  if (bytes.length > maxMessage) throw new WireError("too long");
  if (bytes.length === 1 && bytes[0] === 0xc0) return null;
  const decoder = new Decoder(bytes, options);
  const value = decoder.value();
  if (decoder.at !== bytes.length) throw new WireError("bytes left over");
  return value;
}

/**
 * Reads exactly `count` values that follow each other.
 *
 * @throws as `decode`
 */
export function decodeAll(bytes: Uint8Array, count: number, options: DecodeOptions): unknown[] {
  if (bytes.length > maxMessage || count > bytes.length) throw new WireError("truncated");
  if (count === 0 && bytes.length === 0) return [];
  const decoder = new Decoder(bytes, options);
  const values: unknown[] = [];
  for (let i = 0; i < count; i++) values.push(decoder.value());
  if (decoder.at !== bytes.length) throw new WireError("bytes left over");
  return values;
}
