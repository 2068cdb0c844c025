/** Programs for the puppet guest: what a guest that has been taken over could do, by seed. */
import { maxCopy, Op, place } from "./puppet-guest.ts";
import type { Random } from "./random.ts";

const edges = [0, 1, 2, 3, 7, 16, 255, 256, 4096, 65_535, 65_536, 131_071, 131_072, 0x7fffffff, 0x80000000, 0xffffffff];
const tags = [
  0xc1, 0xc5, 0xc6, 0xc7, 0xc8, 0xc9, 0xcb, 0xcc, 0xcd, 0xce, 0xcf, 0xd0, 0xd1, 0xd2, 0xd3, 0xd4, 0xd5, 0xd6, 0xd7,
  0xd8, 0xd9, 0xda, 0xdb, 0xdc, 0xdd, 0xde, 0xdf, 0x81, 0x91, 0xa4, 0xff, 0x01,
];
const texts = ["__proto__", "constructor", "then", "toJSON", "a", "", "sandbox", "\u{10ffff}", "0"].map((text) =>
  new TextEncoder().encode(text),
);
const panicParts = ["service", "RuntimeError", "x", "(eval):1"].map((text) => new TextEncoder().encode(text));
/** Where a name begins and how long it is, those that many services answer more often. */
const names = [[0, 4], [0, 4], [0, 4], [0, 4], [4, 5], [9, 5], [14, 4], [18, 4], [22, 11], [33, 9], [42, 9], [51, 4], [55, 2]] as const; // prettier-ignore
const words: Readonly<Record<number, number>> = {
  [Op.grow]: 1,
  [Op.write]: 3,
  [Op.dispatch]: 9,
  [Op.store]: 2,
  [Op.meter]: 1,
  [Op.stack]: 1,
  [Op.reserveAt]: 1,
};
/** What ends most guests: once in twelve times that it would be chosen. */
const rare = new Set<number>([Op.outOfMemory, Op.unreachable, Op.reserveAt, Op.grow, Op.write]);
const everyOp: readonly number[] = Object.values(Op).filter((op) => op !== Op.answer && op !== Op.copy);

const capacity = 16_384;
const fullMessage = 700;

/** Writes one program after another into the same bytes. */
export class RandomGuest {
  readonly #bytes = new Uint8Array(capacity);
  readonly #services: number;
  #length = 0;
  #random!: Random;
  /** how rarely something is not as a guest in its senses would have it */
  #odds = 1;

  /** @param services how many there are to be called */
  constructor(services: number) {
    this.#services = services;
  }

  /** A program; to be used before the next is made. */
  program(random: Random): Uint8Array {
    this.#random = random;
    this.#length = 0;
    this.#odds = random.pick([12, 80, 500]);
    for (let left = 1 + random.below(12); left > 0 && this.#length < capacity / 2; left--) this.#step();
    this.#answer();
    return this.#bytes.subarray(0, this.#length);
  }

  #byte(value: number): void {
    if (this.#length < capacity) this.#bytes[this.#length++] = value;
  }

  #word(value: number): void {
    for (let shift = 0; shift < 32; shift += 8) this.#byte(value >>> shift);
  }

  #odd(): boolean {
    return this.#random.once(this.#odds);
  }

  #any(): number {
    return this.#random.once(3) ? this.#random.word() : this.#random.pick(edges);
  }

  /** Copies to an address what `write` writes; answers how much that is. */
  #copy(to: number, write: () => void): number {
    this.#byte(Op.copy);
    this.#word(to);
    const size = this.#length;
    this.#word(0);
    const from = this.#length;
    write();
    const random = this.#random;
    if (this.#odd()) this.#bytes[from + random.below(this.#length - from)] = random.below(256);
    if (this.#odd()) this.#length = from + random.below(this.#length - from + 1);
    const length = Math.min(this.#length - from, maxCopy);
    this.#length = from + length;
    this.#bytes[size] = length;
    this.#bytes[size + 1] = length >>> 8;
    return length;
  }

  #text(text: Uint8Array): void {
    this.#byte(0xa0 | text.length);
    for (const byte of text) this.#byte(byte);
  }

  #value(depth: number, begun: number): void {
    const random = this.#random;
    if (random.once(this.#odds * 3)) {
      this.#byte(random.pick(tags));
      this.#byte(random.below(4));
      this.#byte(random.below(4));
      return;
    }
    switch (random.below(depth > 5 || this.#length - begun > fullMessage ? 8 : 12)) {
      case 0:
        return this.#byte(random.pick([0xc0, 0xc2, 0xc3]));
      case 1:
        return this.#byte(random.below(0x80));
      case 2:
        this.#byte(0xce);
        return this.#word(random.word() | 0x80);
      case 3:
        return this.#text(random.pick(texts));
      case 4:
        for (const byte of [0xd6, 1, 0, 0, 0]) this.#byte(byte);
        return this.#byte(random.once(16) ? random.below(256) : random.below(4)); // a Handle
      case 5:
        for (const byte of [0xd4, 0, 0x61]) this.#byte(byte); // a Symbol
        return;
      case 6: {
        const n = random.below(4);
        this.#byte(0xc4);
        this.#byte(n);
        for (let i = 0; i < n; i++) this.#byte(random.below(256));
        return;
      }
      case 7:
        this.#byte(0xcb);
        this.#word(random.word());
        return this.#word(random.word());
      case 8:
      case 9: {
        const n = random.below(4);
        this.#byte(0x90 | n);
        for (let i = 0; i < n; i++) this.#value(depth + 1, begun);
        return;
      }
      case 10: {
        const n = random.below(4);
        this.#byte(0x80 | n);
        for (let i = 0; i < n; i++) {
          if (random.once(3)) this.#value(depth + 1, begun);
          else this.#text(random.pick(texts));
          this.#value(depth + 1, begun);
        }
        return;
      }
      default: {
        const n = random.below(4);
        this.#byte(0xc8); // a Set
        const size = this.#length;
        for (const byte of [0, 0, 3, 0x90 | n]) this.#byte(byte);
        for (let i = 0; i < n; i++) this.#value(depth + 1, begun);
        const length = this.#length - size - 3;
        this.#bytes[size] = length >>> 8;
        this.#bytes[size + 1] = length;
      }
    }
  }

  /** A panic as a guest would say it. */
  #panic(): void {
    const random = this.#random;
    const [origin, klass, message, line] = panicParts as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];
    const strange = random.once(8) ? random.below(7) - 1 : -2;
    this.#byte(0x97);
    if (strange === -1) this.#value(0, this.#length);
    else if (random.once(2)) this.#byte(0xc0);
    else {
      this.#byte(0x92);
      this.#text(origin);
      this.#text(klass);
    }
    for (let part = 0; part < 6; part++) {
      if (part === strange) this.#value(0, this.#length);
      else if (part < 3) this.#text([origin, klass, message][part] as Uint8Array);
      else if (part === 3) {
        this.#byte(0x91);
        this.#text(line);
      } else this.#byte(part === 5 && random.once(2) ? random.below(6) : 0xc0);
    }
  }

  /** A call that has a chance to reach a service. */
  #call(): void {
    const random = this.#random;
    const count = random.below(4);
    const length = this.#copy(2048, () => {
      for (let i = 0; i < count; i++) this.#value(0, this.#length);
    });
    const [from, size] = random.pick(names);
    this.#byte(Op.dispatch);
    this.#word(random.once(5) ? 1 + random.below(5) : -1 - random.below(this.#services));
    this.#word(this.#odd() ? random.below(4) : from); // the number of the name
    this.#word(place.names + from);
    this.#word(size);
    this.#word(2048);
    this.#word(this.#odd() ? this.#any() : length);
    this.#word(this.#odd() ? this.#any() : count);
    this.#word(random.once(4) ? random.below(4) : 0);
    this.#word(random.once(2) ? 0 : random.below(5));
  }

  #answer(): void {
    const random = this.#random;
    const kind = this.#odd() ? this.#any() : random.pick([0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 4, 5]);
    const length = this.#copy(4096, () => (kind === 1 ? this.#panic() : this.#value(0, this.#length)));
    this.#byte(Op.copy);
    this.#word(8192);
    this.#word(12);
    this.#word(kind);
    this.#word(this.#odd() ? this.#any() : 4096);
    this.#word(this.#odd() ? this.#any() : length);
    this.#byte(Op.answer);
    this.#word(this.#odd() ? this.#any() : 8192);
  }

  #step(): void {
    const random = this.#random;
    const choice = random.below(20);
    if (choice < 13) return this.#call();
    if (choice < 15) return this.#answer();
    if (choice === 15) return void this.#copy(random.below(65_536), () => this.#value(0, this.#length));
    const op = random.pick(everyOp);
    if (rare.has(op) && !random.once(12)) return this.#harmless();
    this.#byte(op);
    for (let left = words[op] ?? 0; left > 0; left--) this.#word(this.#any());
  }

  /** What a guest in its senses asks for between calls. */
  #harmless(): void {
    const random = this.#random;
    if (random.once(2)) {
      this.#byte(Op.grow);
      return this.#word(4096 * (1 + random.below(4)));
    }
    this.#byte(Op.write);
    this.#word(1 + random.below(2));
    this.#word(random.below(65_536));
    this.#word(random.below(2048));
  }
}

/** A program as a source. */
export function sourceOf(program: Uint8Array): string {
  let text = "";
  for (const byte of program) text += String.fromCharCode(97 + (byte >>> 4), 97 + (byte & 15));
  return text;
}
