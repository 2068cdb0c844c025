import type { Meter } from "../engine/limits.ts";

/** Timers cannot be set for longer. */
const longest = 0x7fff_ffff;

/** Calls back, once, when an invocation's deadline or its caller's signal ends it while nothing of it runs. */
export class Alarm {
  readonly #meter: Pick<Meter, "deadline" | "due" | "signal">;
  readonly #ring: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #armed = false;

  constructor(meter: Pick<Meter, "deadline" | "due" | "signal">, ring: () => void) {
    this.#meter = meter;
    this.#ring = ring;
    meter.signal?.addEventListener("abort", this.#check);
  }

  /** From now on the clock counts too. */
  arm(): void {
    if (this.#armed) return;
    this.#armed = true;
    this.#set();
  }

  /** Nothing is left that would keep the process. */
  clear(): void {
    this.#armed = true;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#meter.signal?.removeEventListener("abort", this.#check);
  }

  #set(): void {
    const left = this.#meter.deadline - performance.now();
    if (left === Infinity) return;
    this.#timer = setTimeout(this.#check, Math.min(Math.max(0, Math.ceil(left)), longest));
  }

  readonly #check = (): void => {
    if (this.#meter.due()) this.#ring();
    else this.#set(); // timers may be early
  };
}
