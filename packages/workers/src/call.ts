/** One invocation as its caller's thread knows it: whether a thread has begun with it, and how it is ended. */

/** Why it is ended before it is done: by the caller's signal, without a thread in time, or with one that does not come back. */
export type Ending = "aborted" | "late" | "held";

/** Of `begun`: no thread may begin with it any more. Other numbers above 0 are those of threads. */
const refused = -1;

/** Timers cannot be set for longer. */
const longest = 0x7fff_ffff;

/**
 * A thread that begins with an invocation and a caller that gives it up both write the one
 * number, and the first to do so has it: so a thread that only starts is not ended for an
 * invocation that waits for it, and nothing runs that nobody waits for.
 */
export class Call {
  readonly started: number = performance.now();
  /** shared with the threads; `begin` is how one writes it */
  readonly begun: Int32Array = new Int32Array(new SharedArrayBuffer(4));
  /** why it was ended before it was done */
  ending: Ending | undefined;
  /** settles when it is ended before a thread begins with it */
  readonly refusal: Promise<undefined>;
  readonly #signal: AbortSignal | undefined;
  readonly #grace: number;
  readonly #ask: (thread: number) => void;
  readonly #thread = new AbortController();
  #refuse: () => void = () => {};
  #timer: NodeJS.Timeout | undefined;

  /**
   * @param grace milliseconds past timeout or abort that a thread is given to come back before it is ended
   * @param ask has a thread abort what it is at
   */
  constructor(timeout: number, grace: number, signal: AbortSignal | undefined, ask: (thread: number) => void) {
    this.refusal = new Promise((resolve) => (this.#refuse = () => resolve(undefined)));
    this.#signal = signal;
    this.#grace = grace;
    this.#ask = ask;
    signal?.addEventListener("abort", this.#abort, { once: true });
    this.#after(timeout, () => this.#end("late"));
  }

  /** Begins with an invocation in the thread of this number, unless its caller gave it up. */
  static begin(begun: Int32Array, thread: number): boolean {
    return Atomics.compareExchange(begun, 0, 0, thread) === 0;
  }

  /** The thread that has begun with it; 0 or less when none has. */
  get thread(): number {
    return Atomics.load(this.begun, 0);
  }

  /** Aborted to end the thread that has begun with it. */
  get threadSignal(): AbortSignal {
    return this.#thread.signal;
  }

  get took(): number {
    return performance.now() - this.started;
  }

  /** Nothing is left that would end anything. */
  clear(): void {
    clearTimeout(this.#timer);
    this.#signal?.removeEventListener("abort", this.#abort);
  }

  readonly #abort = (): void => this.#end("aborted");

  #after(ms: number, call: () => void): void {
    clearTimeout(this.#timer);
    if (ms <= longest) this.#timer = setTimeout(call, ms);
  }

  #end(ending: "aborted" | "late"): void {
    const thread = Atomics.compareExchange(this.begun, 0, 0, refused);
    if (thread <= 0) {
      this.ending ??= ending;
      this.#refuse();
      return;
    }
    if (ending === "aborted") this.#ask(thread); // past its timeout it knows by itself
    this.#after(this.#grace, () => {
      this.ending ??= ending === "late" ? "held" : ending;
      this.#thread.abort();
    });
  }
}
