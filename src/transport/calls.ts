/**
 * Calls of one block, one after the other: they share the stack of one guest, where a call can
 * only go on when what began after it has ended.
 */
interface Call {
  /** answers how its promise is settled, which is done when it is in progress no more */
  readonly run: () => Promise<() => void>;
  readonly refuse: () => void;
}

export class Calls {
  readonly #waiting: Call[] = [];
  #running: Promise<void> | undefined;

  /** Settles when no call is in progress or waits; undefined when that is so now. */
  get busy(): Promise<void> | undefined {
    return this.#running;
  }

  /**
   * Makes a call when those before have ended.
   *
   * @param later whether not even the first may begin before the host's stack is empty
   */
  add(later: boolean, call: () => Promise<unknown>, refused: () => Error): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const run = (): Promise<() => void> =>
        call().then(
          (value) => () => resolve(value),
          (error: unknown) => () => reject(error as Error),
        );
      this.#waiting.push({ run, refuse: () => reject(refused()) });
      this.#running ??= this.#run(later);
    });
  }

  /** Refuses the calls that have not begun. */
  drop(): void {
    for (const { refuse } of this.#waiting.splice(0)) refuse();
  }

  async #run(later: boolean): Promise<void> {
    if (later) await Promise.resolve();
    for (let call = this.#waiting.shift(); call; call = this.#waiting.shift()) {
      const settle = await call.run();
      const last = this.#waiting.length === 0;
      if (last) this.#running = undefined;
      settle();
      if (last) return; // what settling may have begun runs by itself
    }
    this.#running = undefined;
  }
}
