/** The codec against a well-kept MessagePack library, both ways, and what it makes of damaged messages. */
import { Decoder, Encoder, ExtensionCodec } from "@msgpack/msgpack";

import { decode } from "../../src/codec/decoder.ts";
import { WireError } from "../../src/codec/wire-errors.ts";
import { encode } from "../../src/codec/encode.ts";
import { sym } from "../../src/values.ts";
import { Random } from "./random.ts";

const text = new TextDecoder();
const extensionCodec = new ExtensionCodec();
const library = { encoder: new Encoder(), decoder: new Decoder({ extensionCodec, useBigInt64: true }) };
extensionCodec.register({ type: 0, encode: () => null, decode: (bytes) => sym(text.decode(bytes)) });
extensionCodec.register({ type: 2, encode: () => null, decode: (bytes) => BigInt(`0x${text.decode(bytes)}`) });
extensionCodec.register({
  type: 3,
  encode: () => null,
  decode: (bytes) => new Set(new Decoder({ extensionCodec, useBigInt64: true }).decode(bytes) as unknown[]),
});

/** No byte order mark: the library leaves that out where a long string begins with it. */
const characters = ["a", "_", "0", "é", "€", "\u{1f600}", "\0", "\u{2028}"];
const edges = [0x7f, 0x80, 0xff, 0x100, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xffffffff, 0x100000000, 2 ** 53 - 2];
const lengths = [15, 16, 31, 32, 63, 64, 65, 255, 256, 300];

/** A value; with `all`, also such as only this codec has a form for. */
class Values {
  readonly #random: Random;
  readonly #all: boolean;
  #left = 200;

  constructor(random: Random, all: boolean) {
    this.#random = random;
    this.#all = all;
  }

  make(depth: number): unknown {
    const random = this.#random;
    this.#left--;
    switch (random.below(depth > 6 || this.#left < 0 ? 8 : this.#all ? 14 : 11)) {
      case 0:
        return random.pick([null, true, false]);
      case 1:
        return random.below(0x100) - 0x80;
      case 2:
        return (random.once(2) ? 1 : -1) * (random.pick(edges) + (random.once(2) ? 0 : random.below(3) - 1)) || 0;
      case 3:
        return this.#float();
      case 4:
      case 5:
        return this.#string(random.once(12) ? random.pick(lengths) : random.below(12));
      case 6:
        return Uint8Array.from({ length: random.once(12) ? random.pick(lengths) : random.below(8) }, () =>
          random.word(),
        );
      case 7:
        return (random.word() - 2 ** 31) * 2 ** 21 + random.below(2 ** 20) || 0;
      case 8:
      case 9:
        return Array.from({ length: this.#size() }, () => this.make(depth + 1));
      case 10:
        return Object.fromEntries(Array.from({ length: this.#size() }, () => [this.#string(random.below(6)), this.make(depth + 1)])); // prettier-ignore
      case 11:
        return new Map(Array.from({ length: this.#size() }, () => [this.make(depth + 1), this.make(depth + 1)]));
      case 12:
        return new Set(Array.from({ length: this.#size() }, () => this.make(depth + 1)));
      default:
        return random.once(2) ? sym(this.#string(random.below(6))) : this.#big();
    }
  }

  #size(): number {
    const random = this.#random;
    return random.once(40) ? random.pick(lengths) : random.below(5);
  }

  #float(): number {
    const random = this.#random;
    const view = new DataView(new ArrayBuffer(8));
    view.setUint32(0, random.word());
    view.setUint32(4, random.word());
    const value = random.once(2) ? view.getFloat64(0) : random.word() / 1024 + 1 / 3;
    if (Number.isNaN(value)) return Number.NaN; // with the bits that every engine gives it
    return Number.isInteger(value) ? 0.5 : value;
  }

  #big(): bigint {
    let value = BigInt(this.#random.word() + 1);
    for (let more = this.#random.below(6); more > 0; more--) value = (value << 32n) | BigInt(this.#random.word());
    return this.#random.once(2) ? -value : value;
  }

  #string(length: number): string {
    let all = "";
    for (let i = 0; i < length; i++) {
      all += this.#random.once(8) ? this.#random.pick(characters) : String.fromCharCode(97 + this.#random.below(26));
    }
    return all;
  }
}

const isPlain = (value: object): boolean => Object.getPrototypeOf(value) === Object.prototype;

/** Whether two values are the same; integers are, however they are held. Undefined where the library has no such value. */
function same(mine: unknown, other: unknown): boolean | undefined {
  if (Object.is(mine, other)) return true;
  if (typeof mine === "bigint" || typeof other === "bigint") {
    const integers = [mine, other].every((value) => typeof value === "bigint" || Number.isInteger(value));
    return integers && BigInt(mine as bigint) === BigInt(other as bigint);
  }
  if (mine instanceof Map && other instanceof Map) return all([...mine], [...other]);
  if (mine instanceof Map) return undefined; // keys that are no strings, or that repeat
  if (typeof mine !== "object" || typeof other !== "object" || mine === null || other === null) return false;
  if (mine instanceof Uint8Array) return other instanceof Uint8Array && Buffer.compare(mine, other) === 0;
  if (mine instanceof Set) return other instanceof Set && all([...mine], [...other]);
  if (Array.isArray(mine)) return Array.isArray(other) && all(mine, other);
  if (!isPlain(mine) || !isPlain(other)) return false;
  return all(Object.entries(mine).flat(), Object.entries(other).flat());
}

function all(mine: readonly unknown[], other: readonly unknown[]): boolean | undefined {
  if (mine.length !== other.length) return false;
  let result: boolean | undefined = true;
  for (let i = 0; i < mine.length; i++) {
    const each = same(mine[i], other[i]);
    if (each === false) return false;
    if (each === undefined) result = undefined;
  }
  return result;
}

/** What the library makes of a message, or nothing where it refuses that. */
function read(bytes: Uint8Array): { readonly value: unknown } | undefined {
  try {
    return { value: library.decoder.decode(bytes) };
  } catch {
    return undefined;
  }
}

function damage(bytes: Uint8Array, random: Random): Uint8Array {
  const copy = bytes.slice();
  for (let i = 1 + random.below(3); i > 0; i--) copy[random.below(copy.length)] = random.word();
  return random.once(6) ? copy.subarray(0, random.below(copy.length + 1)) : copy;
}

/** What became of values and of damaged messages. */
export interface CodecFuzzed {
  readonly refused: number;
  readonly agreed: number;
  readonly own: number;
  readonly problem: string | undefined;
}

/** Each value is written by both, read by both, damaged and read again. The seed of value `i` is `seed + i`. */
export function fuzzCodec(count: number, seed: number): CodecFuzzed {
  const counts = { refused: 0, agreed: 0, own: 0 };
  for (let i = 0; i < count; i++) {
    const random = new Random(seed + i);
    const problem = (what: string): CodecFuzzed => ({ ...counts, problem: `seed ${seed + i}: ${what}` });
    const shared = random.once(2);
    const value = new Values(random, !shared).make(0);
    const mine = encode(value);
    const again = decode(mine, { maps: false });
    if (same(value, again) === false) return problem("another value comes back");
    if (shared) {
      if (Buffer.compare(mine, library.encoder.encode(value)) !== 0) return problem("written in another way");
      if (same(again, read(mine)?.value) === false) return problem("the library reads another value");
    }
    const damaged = damage(mine, random);
    let found: unknown;
    try {
      found = decode(damaged, { maps: false });
    } catch (error) {
      if (!(error instanceof WireError)) return problem(`damaged: ${String(error)}`);
      counts.refused++;
      continue;
    }
    const theirs = read(damaged);
    const agree = theirs && same(found, theirs.value);
    if (agree === false) return problem("the library reads another value of the damaged message");
    if (agree) counts.agreed++;
    else counts.own++; // such as keys that are no strings, which the library refuses
  }
  return { ...counts, problem: undefined };
}
