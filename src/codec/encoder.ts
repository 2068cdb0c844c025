import { respondToGuest } from "../exposure.ts";
import { isPlain } from "../objects.ts";
import { RubyFloat, RubySymbol } from "../values.ts";
import { maxDepth, maxMessage } from "./decoder.ts";

export interface EncodeOptions {
  /** plain objects get Symbol keys instead of String keys */
  readonly symbolKeys?: boolean;
  /** answers the Handle id that stands for a value with no wire form */
  readonly wrapHandle?: (value: object) => number;
  /** a Hash key or an element of a Set must have a form of its own */
  readonly plainKeys?: boolean;
}

const utf8 = new TextEncoder();
const tooLarge = "a value larger than 16 MiB cannot enter the sandbox";
const firstCapacity = 256;
/** Up to this length a loop over char codes beats TextEncoder. */
const shortString = 64;

/** Writes values one after the other into memory of its own. */
export class Encoder {
  bytes: Uint8Array = new Uint8Array(firstCapacity);
  view: DataView = new DataView(this.bytes.buffer);
  at = 0;
  depth = 0;
  /** whether a Hash key or an element of a Set is a container or a Handle */
  deepKeys = false;
  /** keys within keys, while they must have a form of their own */
  keys = 0;
  options: EncodeOptions;

  constructor(options: EncodeOptions) {
    this.options = options;
  }

  /** Ready for another message, in the same memory. */
  again(options: EncodeOptions): void {
    this.at = 0;
    this.depth = 0;
    this.deepKeys = false;
    this.keys = 0;
    this.options = options;
  }

  /** Makes room for n bytes; answers where they begin. */
  room(n: number): number {
    const from = this.at;
    const need = from + n;
    if (need > maxMessage) throw new RangeError(tooLarge);
    if (need > this.bytes.length) {
      const larger = new Uint8Array(Math.min(maxMessage, Math.max(need, this.bytes.length * 2)));
      larger.set(this.bytes);
      this.bytes = larger;
      this.view = new DataView(larger.buffer);
    }
    this.at = need;
    return from;
  }

  byte(value: number): void {
    const at = this.room(1); // may replace this.bytes
    this.bytes[at] = value;
  }

  raw(bytes: Uint8Array): void {
    const at = this.room(bytes.length);
    this.bytes.set(bytes, at);
  }

  value(value: unknown): void {
    switch (typeof value) {
      case "undefined":
        return this.byte(0xc0);
      case "boolean":
        return this.byte(value ? 0xc3 : 0xc2);
      case "number":
        return Number.isInteger(value) && !Object.is(value, -0) ? this.integer(value) : this.float(value);
      case "bigint":
        return this.bigint(value);
      case "string":
        return this.string(value);
      case "object":
        return value === null ? this.byte(0xc0) : this.object(value);
      case "function":
        return this.handle(value);
      default:
        throw new TypeError(`a JavaScript ${typeof value} has no form in the sandbox`);
    }
  }

  integer(value: number): void {
    if (!Number.isSafeInteger(value)) return this.bigint(BigInt(value));
    if (value >= 0) {
      if (value < 0x80) return this.byte(value);
      if (value <= 0xffffffff) return this.sized(value, 0xcc);
    } else {
      if (value >= -32) return this.byte(value + 0x100);
      if (value >= -0x80000000) return this.negative(value);
    }
    this.bigint(BigInt(value));
  }

  negative(value: number): void {
    if (value >= -0x80) {
      const at = this.tag(0xd0, 1);
      this.view.setInt8(at, value);
    } else if (value >= -0x8000) {
      const at = this.tag(0xd1, 2);
      this.view.setInt16(at, value);
    } else {
      const at = this.tag(0xd2, 4);
      this.view.setInt32(at, value);
    }
  }

  /** A tag and room for the bytes behind it. */
  tag(tag: number, size: number): number {
    this.byte(tag);
    return this.room(size);
  }

  /** An unsigned number in 1, 2 or 4 bytes; the tags follow each other. */
  sized(value: number, tag8: number): void {
    let at: number;
    if (value <= 0xff) {
      at = this.tag(tag8, 1);
      this.view.setUint8(at, value);
    } else if (value <= 0xffff) {
      at = this.tag(tag8 + 1, 2);
      this.view.setUint16(at, value);
    } else {
      at = this.tag(tag8 + 2, 4);
      this.view.setUint32(at, value);
    }
  }

  bigint(value: bigint): void {
    if (value >= -0x80000000n && value <= 0xffffffffn) return this.integer(Number(value));
    if (BigInt.asUintN(64, value) === value) {
      const at = this.tag(0xcf, 8);
      return this.view.setBigUint64(at, value);
    }
    if (BigInt.asIntN(64, value) === value) {
      const at = this.tag(0xd3, 8);
      return this.view.setBigInt64(at, value);
    }
    this.extension(2, utf8.encode(value.toString(16)));
  }

  float(value: number): void {
    const at = this.tag(0xcb, 8);
    this.view.setFloat64(at, value);
  }

  string(value: string): void {
    const { length } = value;
    if (length <= shortString && this.ascii(value, length)) return;
    if (!value.isWellFormed()) throw new TypeError("a string with a lone surrogate has no form in the sandbox");
    const bytes = utf8.encode(value);
    if (bytes.length < 32) this.byte(0xa0 | bytes.length);
    else this.sized(bytes.length, 0xd9);
    this.raw(bytes);
  }

  /** Writes a short string if it is ASCII, else nothing. */
  ascii(value: string, length: number): boolean {
    const at = this.room(length + 2);
    const { bytes } = this;
    let to = at;
    if (length < 32) {
      bytes[to++] = 0xa0 | length;
    } else {
      bytes[to++] = 0xd9;
      bytes[to++] = length;
    }
    for (let i = 0; i < length; i++) {
      const unit = value.charCodeAt(i);
      if (unit >= 0x80) {
        this.at = at;
        return false;
      }
      bytes[to++] = unit;
    }
    this.at = to;
    return true;
  }

  extension(type: number, payload: Uint8Array): void {
    const fixed = [1, 2, 4, 8, 16].indexOf(payload.length);
    if (fixed >= 0) this.byte(0xd4 + fixed);
    else this.sized(payload.length, 0xc7);
    this.byte(type);
    this.raw(payload);
  }

  handle(value: object): void {
    const { wrapHandle } = this.options;
    if (!wrapHandle) throw new TypeError("this value has no form in the sandbox");
    if (this.options.plainKeys && this.keys > 0) {
      throw new TypeError("a key of a Map or an element of a Set that has no form in the sandbox is refused");
    }
    const id = wrapHandle(value);
    this.extension(1, new Uint8Array([id >>> 24, id >>> 16, id >>> 8, id]));
  }

  /** What a value is, is asked of its prototype: nothing of it runs unless it is a Proxy. What is narrowed is no data. */
  object(value: object): void {
    if (respondToGuest in value) return this.handle(value);
    if (Array.isArray(value)) return this.within(value, this.array);
    if (isPlain(value)) return this.within(value, this.record);
    if (ArrayBuffer.isView(value)) {
      return this.binary(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
    }
    if (value instanceof RubySymbol) return this.extension(0, utf8.encode(value.name));
    if (value instanceof RubyFloat) return this.float(value.value);
    if (value instanceof ArrayBuffer) return this.binary(new Uint8Array(value));
    if (value instanceof Map) return this.within(value, this.map);
    if (value instanceof Set) return this.within(value, this.set);
    this.handle(value);
  }

  /** Writes a container one level further in. */
  within<T extends object>(value: object, write: (value: T) => void): void {
    if (++this.depth > maxDepth) {
      throw new RangeError("a value nested deeper than 128 levels, or within itself, cannot enter the sandbox");
    }
    write.call(this, value as T);
    this.depth--;
  }

  record(value: object): void {
    this.pairs(Object.entries(value), this.options.symbolKeys === true);
  }

  map(value: ReadonlyMap<unknown, unknown>): void {
    this.pairs([...(Map.prototype.entries.call(value) as MapIterator<[unknown, unknown]>)]);
  }

  binary(bytes: Uint8Array): void {
    this.sized(bytes.length, 0xc4);
    this.raw(bytes);
  }

  count(n: number, fixed: number, tag16: number): void {
    if (n < 16) this.byte(fixed | n);
    else this.sized(Math.max(n, 0x100), tag16 - 1);
    if (n >= 16 && n < 0x100) this.view.setUint16(this.at - 2, n);
  }

  array(values: readonly unknown[]): void {
    const { length } = values;
    if (length > maxMessage) throw new RangeError(tooLarge);
    this.count(length, 0x90, 0xdc);
    for (let i = 0; i < length; i++) this.value(values[i]); // holes are undefined, which is nil
  }

  pairs(entries: readonly (readonly [unknown, unknown])[], symbolKeys = false): void {
    this.count(entries.length, 0x80, 0xde);
    for (const [key, value] of entries) {
      if (symbolKeys) this.extension(0, utf8.encode(key as string));
      else this.key(key);
      this.value(value);
    }
  }

  /** A key that is not a scalar makes the guest call methods while it reads. */
  key(key: unknown): void {
    const scalar = typeof key === "string" || typeof key === "boolean" || key === null || key === undefined;
    if (scalar || Number.isSafeInteger(key)) return this.value(key);
    this.deepKeys = true;
    this.keys++;
    this.value(key);
    this.keys--;
  }

  /** The payload is a message of its own, so that its length is known. */
  set(values: ReadonlySet<unknown>): void {
    const inner = new Encoder(this.options);
    inner.depth = this.depth;
    inner.keys = this.keys;
    const elements = [...(Set.prototype.values.call(values) as SetIterator<unknown>)];
    inner.count(elements.length, 0x90, 0xdc);
    for (const element of elements) inner.key(element);
    this.deepKeys ||= inner.deepKeys;
    this.extension(3, inner.bytes.subarray(0, inner.at));
  }
}
