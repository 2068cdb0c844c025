/** Random guests against the host: what it answers, and what it leaves unchanged. */
import { Guest, KobakoError, Sandbox } from "../../src/node.ts";
import { bindHostileServices } from "./hostile-services.ts";
import { Op, place, puppetGuest } from "./puppet-guest.ts";
import { Random } from "./random.ts";

const edges = [0, 1, 2, 3, 7, 16, 255, 256, 4096, 65_535, 65_536, 131_071, 131_072, 0x7fffffff, 0x80000000, 0xffffffff];
const tags = [
  0xc0, 0xc1, 0xc2, 0xc3, 0xc4, 0xc5, 0xc6, 0xc7, 0xc8, 0xc9, 0xcb, 0xcc, 0xcd, 0xce, 0xcf, 0xd0, 0xd1, 0xd2,
];
const more = [
  0xd3, 0xd4, 0xd5, 0xd6, 0xd7, 0xd8, 0xd9, 0xda, 0xdb, 0xdc, 0xdd, 0xde, 0xdf, 0x81, 0x91, 0xa4, 0xff, 0x01,
];
const keys = ["__proto__", "constructor", "then", "toJSON", "a"];

/** A message: well formed, then mutated, cut off or followed by more once in a while. */
function message(random: Random): number[] {
  const bytes: number[] = [];
  const text = (value: string): void => {
    bytes.push(0xa0 | value.length, ...Buffer.from(value));
  };
  const value = (depth: number): void => {
    switch (random.below(depth > 4 ? 6 : 10)) {
      case 0:
        return void bytes.push(random.pick([0xc0, 0xc2, 0xc3]));
      case 1:
        return void bytes.push(random.below(0x80));
      case 2:
        return void bytes.push(0xce, 1 + random.below(255), random.below(256), 0, random.below(256));
      case 3:
        return text(random.pick(keys));
      case 4:
        return void bytes.push(0xd6, 1, 0, 0, 0, random.below(4)); // a Handle
      case 5:
        bytes.push(0xd4, 0, 0x61); // a Symbol
        return;
      case 6: {
        const n = random.below(4);
        bytes.push(0x90 | n);
        for (let i = 0; i < n; i++) value(depth + 1);
        return;
      }
      case 7: {
        const n = random.below(4);
        bytes.push(0x80 | n);
        for (let i = 0; i < n; i++) {
          if (random.once(3)) value(depth + 1);
          else text(random.pick(keys));
          value(depth + 1);
        }
        return;
      }
      case 8: {
        const before = bytes.length;
        bytes.push(0xc7, 0, 3);
        value(depth + 1);
        bytes[before + 1] = bytes.length - before - 3; // a Set, if that is an array
        return;
      }
      default:
        return void bytes.push(random.pick(random.once(2) ? tags : more), random.below(4), random.below(4));
    }
  };
  value(0);
  if (random.once(24)) bytes[random.below(bytes.length)] = random.below(256);
  if (random.once(32)) bytes.length = random.below(bytes.length + 1);
  return bytes.slice(0, 250);
}

/** A panic as a guest would say it, before it is mutated. */
function panic(random: Random): number[] {
  const text = (value: string): number[] => [0xa0 | value.length, ...Buffer.from(value)];
  const parts = [text("sandbox"), text("RuntimeError"), text("x"), [0x91, ...text("(eval):1")], [0xc0], [0xc0]];
  if (random.once(2)) parts[5] = [random.below(4)];
  if (random.once(3)) parts[random.below(6)] = message(random);
  return [0x90 | parts.length, ...parts.flat()].slice(0, 250);
}

class Program {
  text = "";
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  nibble(value: number): void {
    this.text += String.fromCharCode(97 + (value & 15));
  }

  word(value: number): void {
    for (let shift = 28; shift >= 0; shift -= 4) this.nibble(value >>> shift);
  }

  any(): number {
    return this.#random.once(3) ? this.#random.word() : this.#random.pick(edges);
  }

  copy(to: number, bytes: readonly number[]): void {
    this.nibble(Op.copy);
    this.word(to);
    this.word(bytes.length);
    for (const byte of bytes) {
      this.nibble(byte >>> 4);
      this.nibble(byte);
    }
  }

  /** A call that has a chance to reach a service. */
  likely(services: number): void {
    const random = this.#random;
    const bytes = message(random);
    const [from, length] = random.pick([[0, 4], [0, 4], [0, 4], [4, 5], [9, 5], [14, 4], [18, 4], [22, 11], [33, 9], [42, 9]]); // prettier-ignore
    this.copy(2048, bytes);
    this.nibble(Op.dispatch);
    this.word(random.once(6) ? random.below(5) : -1 - random.below(services));
    this.word(random.once(3) ? random.below(4) : (from as number)); // the number of the name
    this.word(place.names + (from as number));
    this.word(length as number);
    this.word(2048);
    this.word(random.once(24) ? this.any() : bytes.length);
    this.word(random.once(24) ? this.any() : 1);
    this.word(random.below(4));
    this.word(random.once(2) ? 0 : random.below(5));
  }

  answer(): void {
    const random = this.#random;
    const kind = random.pick([0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 3, 4, 5, this.any()]);
    const bytes = kind === 1 ? panic(random) : message(random);
    this.copy(4096, bytes);
    const header = [kind, random.once(24) ? this.any() : 4096, random.once(24) ? this.any() : bytes.length];
    this.copy(
      8192,
      header.flatMap((word) => [word, word >>> 8, word >>> 16, word >>> 24].map((byte) => byte & 255)),
    );
    this.nibble(Op.answer);
    this.word(random.once(24) ? this.any() : 8192);
  }

  step(services: number): void {
    const random = this.#random;
    const op = random.below(40);
    if (op >= 14) return this.likely(services);
    if (op === Op.answer) return this.answer();
    if (op === Op.copy) return this.copy(random.below(65_536), message(random));
    if ((op === Op.outOfMemory || op === Op.unreachable || op === Op.reserveAt || op === Op.grow) && !random.once(12))
      return;
    this.nibble(op);
    if (op === Op.write && !random.once(8)) {
      for (const word of [1 + random.below(2), random.below(65_536), random.below(8192)]) this.word(word);
      return;
    }
    const words = [0, 1, 0, 3, 0, 0, 9, 2, 0, 1, 1, 0, 1, 0][op] as number;
    for (let i = 0; i < words; i++) this.word(this.any());
  }
}

/** The source of one random guest. */
export function randomProgram(random: Random, services: number): string {
  const program = new Program(random);
  for (let left = 1 + random.below(5); left > 0; left--) program.step(services);
  program.answer();
  return program.text;
}

class Vault {
  secret = "untouched";
  open(): string {
    return "opened";
  }
}

/** What has gone wrong, and how often each outcome was. */
export interface Fuzzed {
  readonly outcomes: ReadonlyMap<string, number>;
  readonly problem: string | undefined;
}

/**
 * Runs random guests. The seed of run `i` is `seed + i`, so that any one can be run alone.
 *
 * @param onProgress called after every 100,000 of them
 */
export function fuzzGuest(runs: number, seed: number, onProgress?: (done: number) => void): Fuzzed {
  const guest = Guest.load(puppetGuest());
  const limits = { timeout: 200, memoryLimit: 64 << 10, fuel: 10_000_000, stdoutLimit: 4096, handleLimit: 100 };
  const sandbox = new Sandbox({ ...limits, guest });
  const vault = new Vault();
  const before = Object.getOwnPropertyNames(Object.prototype).length;
  bindHostileServices(sandbox, new Sandbox({ ...limits, guest }), ["Forever", "Stubborn", "Huge"]);
  sandbox.bind("Vault", vault);
  const outcomes = new Map<string, number>();
  for (let i = 0; i < runs; i++) {
    const source = randomProgram(new Random(seed + i), 30);
    let outcome = "value";
    const started = performance.now();
    try {
      sandbox.eval(source);
    } catch (error) {
      if (!(error instanceof KobakoError)) return { outcomes, problem: `seed ${seed + i}: ${String(error)}` };
      outcome = error.code;
      if (!error.execution) return { outcomes, problem: `seed ${seed + i}: ${outcome} without a record` };
    }
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    const intact = vault.secret === "untouched" && Object.keys(vault).length === 1;
    const prototype = Object.getOwnPropertyNames(Object.prototype).length === before;
    if (!intact || !prototype) return { outcomes, problem: `seed ${seed + i}: a host object was changed` };
    if (performance.now() - started > 10_000) return { outcomes, problem: `seed ${seed + i}: ten seconds and more` };
    if (onProgress && (i + 1) % 100_000 === 0) onProgress(i + 1);
  }
  return { outcomes, problem: undefined };
}
