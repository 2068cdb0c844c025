import { unwind, type Meter } from "../engine/limits.ts";
import { inTurn, isTurnDue } from "../platform/turn.ts";
import { silence } from "./promises.ts";

const ignore = (): void => {};

/** What the import that the guest is put aside in is to answer; told now, or by a promise. */
type Answer = (fulfilled: boolean, value: unknown) => number | Promise<number>;

/** One import that the guest is put aside in. */
class Wait {
  /** what a promise that settles calls; gone once that would be too late, and with it the way to the instance */
  waits: Waits | undefined;
  answer: Answer | undefined;
  readonly promise: Promise<number>;
  resolve: (answer: number) => void = ignore;
  reject: (reason: unknown) => void = ignore;

  constructor(waits: Waits, answer: Answer) {
    this.waits = waits;
    this.answer = answer;
    this.promise = new Promise<number>((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }
}

/** What the guest of one asynchronous invocation waits for. */
export class Waits {
  /** whether the engine can put a guest aside */
  readonly able: boolean;
  readonly #meter: Meter;
  readonly #begin: () => void;
  /** the last began last, and mostly ends first */
  readonly #open: Wait[] = [];
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
  on(promise: unknown, answer: Answer): void {
    // neither function knows more than the wait: a promise may hold them for ever
    const wait = this.#wait(answer);
    Promise.resolve(promise).then(
      (value) => (wait.waits ? wait.waits.settled(wait, true, value) : silence(value)),
      (error: unknown) => wait.waits?.settled(wait, false, error),
    );
  }

  /** The guest will wait for a turn of the event loop. */
  turn(answer: () => number): void {
    const wait = this.#wait(answer);
    inTurn(() => wait.waits?.finish(wait, true, undefined));
  }

  /** A promise that the guest waits for has settled. */
  settled(wait: Wait, fulfilled: boolean, value: unknown): void {
    if (!isTurnDue(performance.now())) {
      this.finish(wait, fulfilled, value);
      return;
    }
    silence(value); // promises within are refused, but only after the turn in which they may reject
    inTurn(() => wait.waits?.finish(wait, fulfilled, value));
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
      wait.answer = undefined;
      wait.reject(unwind);
    }
  }

  /** Has the guest go on with what its wait came to. */
  finish(wait: Wait, fulfilled: boolean, value: unknown): void {
    const { answer } = wait;
    if (!answer) return;
    wait.waits = undefined;
    wait.answer = undefined;
    try {
      const at = answer(fulfilled, value);
      if (typeof at === "number") {
        if (this.#close(wait)) wait.resolve(at);
      } else {
        at.then(
          (later) => this.#close(wait) && wait.resolve(later),
          (error: unknown) => this.#close(wait) && wait.reject(error),
        );
      }
    } catch (error) {
      if (this.#close(wait)) wait.reject(error);
    }
  }

  #wait(answer: Answer): Wait {
    this.#begin();
    const wait = new Wait(this, answer);
    this.#open.push(wait);
    this.#latest = wait.promise;
    return wait;
  }

  /** Whether the wait was open still. */
  #close(wait: Wait): boolean {
    const open = this.#open;
    const at = open.lastIndexOf(wait);
    if (at < 0) return false;
    if (at === open.length - 1) open.pop();
    else open.splice(at, 1);
    return true;
  }
}
