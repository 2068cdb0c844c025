import { unwind, type Meter, type Pace } from "../engine/limits.ts";
import { inTurn } from "../platform/turn.ts";
import type { Frame } from "./block.ts";
import { silence } from "./promises.ts";

const ignore = (): void => {};
/** As `await`: what a promise has itself of that name does not count, and each function is called once at most. */
const { then } = Promise.prototype;

/** Who makes what an import answers of what the guest has waited for. */
export interface Answering {
  /**
   * @param frame of the call's block, if it has one
   * @returns where the reply is; told now, or by a promise
   */
  settled(fulfilled: boolean, value: unknown, frame: Frame | undefined): number | Promise<number>;
  /** answers the guest's next slice */
  turned(): number;
}

/** What settles the promise made last: all are made by one function, which need not be made for each. */
let resolveLast: (answer: number) => void = ignore;
let rejectLast: (reason: unknown) => void = ignore;
const keepLast = (resolve: (answer: number) => void, reject: (reason: unknown) => void): void => {
  resolveLast = resolve;
  rejectLast = reject;
};

/** One import that the guest is put aside in. When that is over it is there for the next one. */
class Wait {
  /** gone once more would be too late, and with it the way to the instance */
  waits: Waits | undefined;
  /** of the service that is waited for; without one, the guest waits for a turn */
  pace: Pace | undefined;
  frame: Frame | undefined;
  resolve: (answer: number) => void = ignore;
  reject: (reason: unknown) => void = ignore;

  // neither knows more than the wait: a promise may hold them for ever
  readonly fulfilled = (value: unknown): void => (this.waits ? this.waits.settled(this, true, value) : silence(value));
  readonly rejected = (error: unknown): void => this.waits?.settled(this, false, error);
}

/** What the guest of one asynchronous invocation waits for. */
export class Waits {
  /** whether the engine can put a guest aside */
  readonly able: boolean;
  readonly #meter: Meter;
  readonly #begin: () => void;
  /** the last began last, and mostly ends first */
  readonly #open: Wait[] = [];
  /** nothing holds them any more */
  readonly #over: Wait[] = [];
  #answering: Answering | undefined;
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

  /** The guest will wait for a promise; what it comes to is answered in a turn that is not overdue. */
  on(answering: Answering, promise: unknown, pace: Pace, frame: Frame | undefined): void {
    const wait = this.#over.pop() ?? new Wait();
    void Reflect.apply(then, Promise.resolve(promise), [wait.fulfilled, wait.rejected]);
    this.#enter(wait, answering, pace, frame);
  }

  /** The guest will wait for a turn of the event loop. */
  turn(answering: Answering): void {
    const wait = this.#over.pop() ?? new Wait();
    this.#enter(wait, answering, undefined, undefined);
    this.#later(wait, true, undefined);
  }

  /** A promise that the guest waits for has settled. */
  settled(wait: Wait, fulfilled: boolean, value: unknown): void {
    if (!wait.pace || !this.#meter.settle(wait.pace)) {
      this.#finish(wait, fulfilled, value, false);
      return;
    }
    silence(value); // promises within are refused, but only after the turn in which they may reject
    this.#later(wait, fulfilled, value);
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
    for (const wait of this.#open.splice(0)) {
      wait.waits = undefined;
      wait.frame = undefined;
      wait.reject(unwind);
    }
  }

  #later(wait: Wait, fulfilled: boolean, value: unknown): void {
    inTurn(() => wait.waits && this.#finish(wait, fulfilled, value, true));
  }

  /** Has the guest go on with what its wait came to, unless something else is due; `late` when the clock may tell. */
  #finish(wait: Wait, fulfilled: boolean, value: unknown, late: boolean): void {
    const { pace, frame } = wait;
    try {
      if (late) this.#meter.check();
      else this.#meter.stop();
      const answering = this.#answering ?? this.#meter.broken();
      const at = pace ? answering.settled(fulfilled, value, frame) : answering.turned();
      if (typeof at === "number") {
        if (this.#close(wait)) wait.resolve(at);
      } else {
        at.then(
          (later) => this.#close(wait) && wait.resolve(later),
          (error: unknown) => this.#close(wait) && wait.reject(error),
        );
      }
    } catch (error) {
      silence(value);
      if (this.#close(wait)) wait.reject(error);
    }
  }

  #enter(wait: Wait, answering: Answering, pace: Pace | undefined, frame: Frame | undefined): void {
    this.#begin();
    this.#answering = answering;
    this.#latest = new Promise<number>(keepLast);
    wait.waits = this;
    wait.pace = pace;
    wait.frame = frame;
    wait.resolve = resolveLast;
    wait.reject = rejectLast;
    this.#open.push(wait);
  }

  /** Whether the wait was open still; now it is not, and nothing will call it. */
  #close(wait: Wait): boolean {
    const open = this.#open;
    if (open[open.length - 1] === wait) {
      open.pop();
    } else {
      const at = open.indexOf(wait);
      if (at < 0) return false;
      open.splice(at, 1);
    }
    this.#over.push(wait);
    return true;
  }
}
