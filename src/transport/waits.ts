import { unwind, type Meter } from "../engine/limits.ts";
import { inTurn, isTurnDue } from "../platform/turn.ts";
import { silence } from "./promises.ts";

/** One import that the guest is put aside in. */
interface Wait {
  /** what a promise that settles calls; gone once that would be too late, and with it the way to the instance */
  settle: ((fulfilled: boolean, value: unknown) => void) | undefined;
  readonly resolve: (answer: number) => void;
  readonly reject: (reason: unknown) => void;
}

const ignore = (): void => {};

/** What the guest of one asynchronous invocation waits for. */
export class Waits {
  /** whether the engine can put a guest aside */
  readonly able: boolean;
  readonly #meter: Meter;
  readonly #begin: () => void;
  readonly #open = new Set<Wait>();
  #latest: Promise<number> | undefined;

  /** @param begin called at the first wait, and maybe again */
  constructor(meter: Meter, able: boolean, begin: () => void) {
    this.#meter = meter;
    this.able = able;
    this.#begin = begin;
  }

  /** Whether the guest can wait where it is now. */
  get possible(): boolean {
    return this.able && this.#meter.held === 0;
  }

  /** The guest will wait for a promise; `answer` makes of it what the import answers, in a turn that is not overdue. */
  on(promise: unknown, answer: (fulfilled: boolean, value: unknown) => number | Promise<number>): void {
    const settled = Promise.resolve(promise);
    const wait = this.#wait((fulfilled, value) => {
      const go = (): void => this.#answer(wait, () => answer(fulfilled, value));
      if (!isTurnDue(performance.now())) return go();
      silence(value); // promises within are refused, but only after the turn in which they may reject
      wait.settle = go;
      inTurn(() => wait.settle?.(true, undefined));
    });
    settled.then(
      (value) => (wait.settle ? wait.settle(true, value) : silence(value)),
      (error: unknown) => wait.settle?.(false, error),
    );
  }

  /** The guest will wait for a turn of the event loop. */
  turn(answer: () => number): void {
    const wait = this.#wait(() => this.#answer(wait, answer));
    inTurn(() => wait.settle?.(true, undefined));
  }

  /** What the import that the guest has called is to answer: once. */
  take(): Promise<number> | undefined {
    const latest = this.#latest;
    this.#latest = undefined;
    return latest;
  }

  /** Ends every wait: the guest is unwound where it is, whatever the promises still do. */
  cancel(): void {
    this.#latest?.catch(ignore); // the guest ran out of stack before it could wait for it
    for (const wait of this.#open) {
      wait.settle = undefined;
      wait.reject(unwind);
    }
    this.#open.clear();
  }

  #wait(settle: Wait["settle"]): Wait {
    this.#begin();
    const { promise, resolve, reject } = withResolvers();
    const wait: Wait = { settle, resolve, reject };
    this.#open.add(wait);
    this.#latest = promise;
    return wait;
  }

  #answer(wait: Wait, answer: () => number | Promise<number>): void {
    wait.settle = undefined;
    const close = (): boolean => this.#open.delete(wait);
    try {
      const at = answer();
      if (typeof at === "number") {
        if (close()) wait.resolve(at);
      } else {
        at.then(
          (later) => close() && wait.resolve(later),
          (error: unknown) => close() && wait.reject(error),
        );
      }
    } catch (error) {
      if (close()) wait.reject(error);
    }
  }
}

function withResolvers(): Omit<Wait, "settle"> & { readonly promise: Promise<number> } {
  let resolve: Wait["resolve"] = ignore;
  let reject: Wait["reject"] = ignore;
  const promise = new Promise<number>((done, failed) => {
    resolve = done;
    reject = failed;
  });
  return { promise, resolve, reject };
}
