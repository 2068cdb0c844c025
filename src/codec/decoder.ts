import { sym } from "../values.ts";
import { listOf, mapOf, plainObject, setOf, type Check } from "./collections.ts";
import { exact, readDigits } from "./integers.ts";
import { takeFew, takeShort } from "./short.ts";
import { readText } from "./text.ts";
import { UnknownHandleError, WireError } from "./wire-errors.ts";

/** Containers within containers, at most. */
export const maxDepth = 128;
/** Bytes of one message, at most. */
export const maxMessage: number = 16 << 20;

/** Containers, byte strings and Symbols in one message, at most: a few bytes of the guest's make objects of hundreds. */
const maxContainers = 1_000_000;

/** Values read between two looks at the clock: some tenths of a millisecond. */
const valuesAtOnce = 4096;

/** Where eight bytes become a number: a view of each message would cost more than most messages. */
const eight = new DataView(new ArrayBuffer(8));

export interface DecodeOptions {
  /** every Hash as a Map */
  readonly maps: boolean;
  /** the object that a Handle stands for; without it, and where it answers undefined, a Handle is refused */
  readonly handle?: (id: number) => object | undefined;
  /** called now and then where there is much to read or to put in place; throws when there is no time left */
  readonly check?: Check;
}

class Decoder {
  readonly bytes: Uint8Array;
  readonly maps: boolean;
  readonly handle: ((id: number) => object | undefined) | undefined;
  readonly check: Check | undefined;
  at: number;
  end: number;
  depth = 0;
  containers = 0;
  values = 0;

  /** Reads what lies from `at` to `end`, both within the bytes. */
  constructor(bytes: Uint8Array, at: number, end: number, { maps, handle, check }: DecodeOptions) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
    this.maps = maps;
    this.handle = handle;
    this.check = check;
  }

  /** Claims the next n bytes; answers where they begin. */
  claim(n: number): number {
    const from = this.at;
    if (n > this.end - from) throw new WireError("truncated");
    this.at = from + n;
    return from;
  }

  byte(): number {
    return this.bytes[this.claim(1)] as number;
  }

  /** The next eight bytes as a view of them. */
  eight(): DataView {
    const from = this.claim(8);
    for (let i = 0; i < 8; i++) eight.setUint8(i, this.bytes[from + i] as number);
    return eight;
  }

  value(): unknown {
    if (++this.values % valuesAtOnce === 0) this.check?.();
    const tag = this.byte();
    if (tag < 0x80) return tag;
    if (tag >= 0xe0) return tag - 0x100;
    if (tag < 0x90) return this.hash(tag & 0x0f);
    if (tag < 0xa0) return this.array(tag & 0x0f);
    if (tag < 0xc0) return this.string(tag & 0x1f);
    return this.tagged(tag);
  }

  tagged(tag: number): unknown {
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
        return this.eight().getFloat64(0);
      case 0xcc:
      case 0xcd:
      case 0xce:
        return this.atLeast(this.length(tag - 0xcc), [0x80, 0x100, 0x10000][tag - 0xcc] as number);
      case 0xcf:
        return this.big(this.eight().getBigUint64(0), 0xffffffffn, 0n);
      case 0xd0:
        return this.atMost((this.byte() << 24) >> 24, -33);
      case 0xd1:
        return this.atMost((this.length(1) << 16) >> 16, -129);
      case 0xd2:
        return this.atMost(this.length(2) | 0, -32769);
      case 0xd3:
        return this.big(this.eight().getBigInt64(0), undefined, -0x80000000n);
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

  /** A number without sign of 1, 2 or 4 bytes. */
  length(size: number): number {
    const { bytes } = this;
    if (size === 0) return this.byte();
    if (size === 1) {
      const at = this.claim(2);
      return ((bytes[at] as number) << 8) | (bytes[at + 1] as number);
    }
    const at = this.claim(4);
    const high = ((bytes[at] as number) << 8) | (bytes[at + 1] as number);
    return high * 0x10000 + (((bytes[at + 2] as number) << 8) | (bytes[at + 3] as number));
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
    const text = readText(this.bytes, from, this.at);
    if (text === undefined) throw new WireError("a string that is not UTF-8");
    return text;
  }

  /** Counts what takes far more memory here than in the message. */
  count(): void {
    if (++this.containers > maxContainers) throw new WireError("too many containers");
  }

  binary(length: number): Uint8Array {
    this.count();
    const from = this.claim(length);
    return this.bytes.slice(from, this.at);
  }

  /** Each element is a byte at least, so a count past what is left is refused before anything is made. */
  enter(count: number, bytesEach: number): void {
    if (count * bytesEach > this.end - this.at) throw new WireError("truncated");
    this.count();
    if (++this.depth > maxDepth) throw new WireError("nested too deep");
  }

  array(count: number): unknown[] {
    this.enter(count, 1);
    const out = listOf(count);
    for (let i = 0; i < count; i++) out[i] = this.value();
    this.depth--;
    return out;
  }

  hash(count: number): unknown {
    this.enter(count, 2);
    const keys = listOf(count);
    const values = listOf(count);
    // keys that are all Symbols are names until it is known that a Map needs the Symbols themselves
    let names = !this.maps;
    for (let i = 0; i < count; i++) {
      const name = names ? this.symbolName() : undefined;
      if (names && name === undefined) {
        names = false;
        for (let j = 0; j < i; j++) keys[j] = sym(keys[j] as string);
      }
      keys[i] = name ?? this.value();
      values[i] = this.value();
    }
    this.depth--;
    const plain = this.maps ? undefined : plainObject(keys, values, this.check);
    if (plain) return plain;
    return mapOf(names ? keys.map((name) => sym(name as string)) : keys, values, this.check);
  }

  /** The name of the Symbol that is next, if one is. */
  symbolName(): string | undefined {
    const { bytes, at } = this;
    const tag = bytes[at] as number;
    const counted = tag === 0xc7 ? 1 : 0;
    if ((counted === 0 && (tag < 0xd4 || tag > 0xd8)) || this.end - at < 2 + counted) return undefined;
    if (bytes[at + 1 + counted] !== 0) return undefined;
    this.count();
    this.at = at + 2 + counted;
    return this.string(counted === 1 ? (bytes[at + 1] as number) : 1 << (tag - 0xd4));
  }

  extension(length: number): unknown {
    const type = this.byte();
    if (type === 3) return this.set(length);
    if (type === 0) return this.symbol(length);
    if (type === 1) return this.restored(length);
    if (type !== 2) throw new WireError("unknown extension");
    return readDigits(this.string(length));
  }

  symbol(length: number): unknown {
    this.count();
    return sym(this.string(length));
  }

  restored(length: number): object {
    if (length !== 4 || !this.handle) throw new WireError("a malformed Handle");
    const object = this.handle(this.length(2));
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
    return setOf(elements, this.check);
  }
}

/**
 * Reads one message; strings and bytes are copied out of it.
 *
 * @param from where in `bytes` it begins, and `end` where it ends; both within them
 * @throws WireError for anything but one well-formed value
 * @throws UnknownHandleError for a Handle that `options.handle` does not know
 */
export function decode(bytes: Uint8Array, options: DecodeOptions, from = 0, end: number = bytes.length): unknown {
  if (end - from > maxMessage) throw new WireError("too long");
  const short = takeShort(bytes, from, end);
  if (short !== undefined) return short;
  const decoder = new Decoder(bytes, from, end, options);
  const value = decoder.value();
  if (decoder.at !== end) throw new WireError("bytes left over");
  return value;
}

/**
 * Reads exactly `count` values that follow each other.
 *
 * @throws as `decode`
 */
export function decodeAll(
  bytes: Uint8Array,
  count: number,
  options: DecodeOptions,
  from = 0,
  end: number = bytes.length,
): unknown[] {
  if (end - from > maxMessage || count > end - from) throw new WireError("truncated");
  const few = takeFew(bytes, count, from, end);
  if (few) return few;
  const values = listOf(count);
  const decoder = new Decoder(bytes, from, end, options);
  for (let i = 0; i < count; i++) values[i] = decoder.value();
  if (decoder.at !== end) throw new WireError("bytes left over");
  return values;
}
