/** Numbers below 2^32 that are the same for a seed everywhere. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

/** The choices that a seed makes. */
export class Random {
  /** 32 bits without sign */
  readonly word: () => number;

  constructor(seed: number) {
    this.word = random(seed);
  }

  /** from 0 to one less than `n` */
  below(n: number): number {
    return this.word() % n;
  }

  /** true once in `n` times */
  once(n: number): boolean {
    return this.below(n) === 0;
  }

  pick<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)] as T;
  }
}
