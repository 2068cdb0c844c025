/** Promises that services answer and that a test settles when it likes: in any order, late, or never. */
import { expose } from "../../src/node.ts";
import { Random } from "./random.ts";

interface Deferral {
  /** whether a service looks at what it comes to, so that a promise within that would be the service's to handle */
  readonly own?: boolean;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

class Token {
  value(): string {
    return "a token";
  }
}

const values: readonly (() => unknown)[] = [
  () => null,
  () => 7,
  () => "text",
  () => "x".repeat(9_000),
  () => 2n ** 70n,
  () => ({ a: [1, { b: 2.5 }] }),
  () => new Token(),
  () => expose(new Token(), []),
  () => Symbol("no form"),
  () => [Promise.reject(new Error("nobody waits for this"))],
  () => new Map<unknown, unknown>([[[1], new Set([2])]]),
  () => undefined,
];

export class Deferrals {
  #open: Deferral[] = [];
  #random = new Random(0);

  /** Forgets what is open. */
  begin(random: Random): void {
    this.#open = [];
    this.#random = random;
  }

  get size(): number {
    return this.#open.length;
  }

  /** Anything that a service could answer. */
  value(): unknown {
    return this.#random.pick(values)();
  }

  /** What a service may answer as it is. */
  hold(): Promise<unknown> {
    return new Promise((resolve, reject) => this.add({ resolve, reject }));
  }

  /** What a service waits for itself. */
  step(): Promise<unknown> {
    return new Promise((resolve, reject) => this.add({ own: true, resolve, reject }));
  }

  add(deferral: Deferral): void {
    this.#open.push(deferral);
  }

  /** Settles one of them. */
  settle(): void {
    const [deferral] = this.#open.splice(this.#random.below(this.#open.length), 1);
    if (this.#random.once(3)) deferral?.reject(new Error("not today"));
    else deferral?.resolve(deferral.own ? "a step" : this.value());
  }
}
