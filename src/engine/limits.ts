import { AbortError, FuelExhaustedError, MemoryLimitError, TimeoutError, TrapError } from "../errors.ts";
import type { ErrorContext, KobakoError } from "../errors.ts";
import type { Settings } from "../options.ts";
import { isTurnDue } from "../platform/turn.ts";
import { Channel } from "./channel.ts";

/** Metering points between two looks at the clock: about a tenth of a millisecond of guest code. */
const slice = 10_000;
const granule = 4096;

/**
 * A look at the clock takes as long as half of a short call, so short calls that follow each
 * other share one: up to this many do not look after one that did.
 */
const unlooked = 15;
/** Milliseconds since the look before, past which the next crossing looks again. */
const short = 0.25;
/** Milliseconds that a call is expected to take at most, until one took longer. */
const foreseen = 5;
/** Found in a variable: a global is looked for at every use. */
const { performance: clock } = globalThis;

/** The limits of one invocation: of a sandbox's settings, those that the engine enforces. */
export type Limits = Pick<Settings, "timeout" | "memoryLimit" | "stdoutLimit" | "stderrLimit" | "fuel" | "profile"> &
  Partial<Pick<Settings, "clock" | "seed">>;

/** What an invocation must end in. */
export interface Trap {
  readonly type: new (message: string, context?: ErrorContext) => KobakoError;
  readonly message: string;
  readonly context: ErrorContext;
}

/** What the caller of an invocation gives it besides limits. */
export interface Given {
  readonly signal?: AbortSignal | undefined;
  readonly onStdout?: ((chunk: string) => void) | undefined;
  readonly onStderr?: ((chunk: string) => void) | undefined;
}

const nothing: Given = {};

/** How calls of one kind went last: what was short grants those that follow to go without a look at the clock. */
export class Pace {
  granted = 0;
  left = 0;
}

/** Thrown through the guest to unwind it; what it means is kept in `Meter.trap`. */
export const unwind: object = Object.freeze({});

function reason(error: unknown): string {
  if (error instanceof RangeError) return "the guest ran out of stack";
  return error instanceof WebAssembly.RuntimeError ? "the guest trapped" : "the guest failed";
}

/** 32 bits, each of which depends on all of the number's. */
function scramble(number: number): number {
  let bits = number | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}

/** What one invocation may use and has used. Replaced for every invocation, never cleared. */
export class Meter {
  readonly limits: Limits;
  readonly started: number;
  readonly deadline: number;
  readonly stdout: Channel;
  readonly stderr: Channel;
  /** bytes granted past the image in the present phase, and the most of any phase */
  memory = 0;
  peak = 0;
  /** the error that this invocation must end in, once one is due: nothing can take it back */
  trap: Trap | undefined;
  /** calls of the guest in progress below which it cannot wait; of a synchronous invocation, that itself */
  held = 1;
  /** whether the guest is about to wait for a turn of the event loop */
  turning = false;
  readonly signal: AbortSignal | undefined;
  private granted = 0;
  /** when the clock was looked at, and the crossings that need not look since */
  private looked: number;
  private unlooked = 0;
  /** milliseconds between two looks with a call between them, at most */
  private slowest = foreseen;
  /** how many random numbers were asked for */
  private drawn = 0;
  private spent = 0;

  constructor(limits: Limits, started: number, given: Given = nothing) {
    this.limits = limits;
    this.signal = given.signal;
    this.started = started;
    this.looked = started;
    this.deadline = started + limits.timeout;
    this.stdout = new Channel(limits.stdoutLimit, given.onStdout);
    this.stderr = new Channel(limits.stderrLimit, given.onStderr);
  }

  /** Begins a phase on a restored instance that has used `spent` fuel before; answers the first slice. */
  begin(): number {
    this.memory = 0;
    this.granted = this.nextSlice(0);
    return this.granted;
  }

  /** Ends a phase; answers the fuel that it used: all, where the counter says less than nothing. */
  end(counter: number): number {
    const used = counter > this.granted ? this.granted : this.granted - counter;
    this.spent += used;
    this.granted = 0;
    return used;
  }

  /** Fuel used before, by what is not run again because its result was kept. */
  charge(fuel: number, peak: number): void {
    this.spent += fuel;
    this.peak = Math.max(this.peak, peak);
    if (peak > this.limits.memoryLimit) this.outOfMemory();
    if (this.spent > this.limits.fuel) this.exhausted();
  }

  get fuel(): number {
    return this.spent;
  }

  /** Answers the next slice; less than 0 when the guest is to wait for a turn of the event loop first. */
  interrupt(counter: number): number {
    if (this.trap) throw unwind;
    const used = this.granted - counter;
    if (used < 0) this.broken();
    if (this.spent + used > this.limits.fuel) this.fail(FuelExhaustedError, "the invocation used up its fuel");
    const now = this.punctual();
    this.turning = this.held === 0 && isTurnDue(now);
    return this.turning ? -1 : this.refill(counter);
  }

  /** The next slice, when there is nothing against it. */
  refill(counter: number): number {
    const used = this.granted - counter;
    const next = this.nextSlice(used);
    this.granted = used + next;
    return next;
  }

  /** Throws what is known to be due, which stays due. */
  stop(): void {
    if (this.trap) throw unwind;
  }

  /** As `stop`, and looks at the clock. */
  check(): void {
    this.stop();
    this.punctual();
  }

  /**
   * As `check`, where host code of the caller's has returned. Of short calls in a row only some
   * look at the clock: of a kind, those that follow short ones of it; of all, as many as could
   * take before the deadline what the longest took so far, and five milliseconds at least. So
   * calls meet the deadline as if all of them looked, unless they are longer than all before.
   */
  cross(pace: Pace): void {
    if (this.trap) throw unwind;
    if (this.passes(pace)) return;
    const { looked } = this;
    this.paced(pace, this.punctual() - looked, true);
  }

  /** As `cross`, where a promise has settled; answers whether others are to have a turn first. What is due is not thrown. */
  settle(pace: Pace): boolean {
    if (this.trap || this.passes(pace)) return false;
    const { looked } = this;
    const now = this.look();
    this.paced(pace, now - looked, false);
    return isTurnDue(now);
  }

  /** What is due now by the clock or by the caller, if nothing was before. */
  due(now: number = clock.now()): Trap | undefined {
    if (this.trap) return this.trap;
    if (this.signal?.aborted) {
      const { reason: cause } = this.signal as { readonly reason: unknown };
      this.trap = { type: AbortError, message: "the invocation was aborted", context: { cause } };
    } else if (now >= this.deadline) {
      this.trap = { type: TimeoutError, message: "the invocation ran past its timeout", context: {} };
    }
    return this.trap;
  }

  private punctual(): number {
    const now = this.look();
    if (this.trap) throw unwind;
    return now;
  }

  private look(): number {
    const now = clock.now();
    if (now >= this.deadline || this.signal) this.due(now);
    const { looked, deadline, slowest } = this;
    this.unlooked = now - looked > short ? 0 : Math.min(unlooked, Math.floor((deadline - now) / slowest));
    this.looked = now;
    return now;
  }

  /** Whether this crossing goes without a look at the clock, which counts it. */
  private passes(pace: Pace): boolean {
    if (pace.left <= 0 || this.unlooked <= 0 || this.signal?.aborted) return false;
    pace.left--;
    this.unlooked--;
    return true;
  }

  /** Takes note of what a look found, also of the time that a call took where the host has not waited. */
  private paced(pace: Pace, took: number, called: boolean): void {
    pace.granted = took > short ? 0 : Math.min(unlooked, pace.granted * 4 + 1);
    pace.left = pace.granted;
    if (called && took > this.slowest) this.slowest = took;
  }

  /** What the engine threw while the guest ran: from now on nothing else counts. */
  caught(error: unknown): Trap {
    this.trap ??= { type: TrapError, message: reason(error), context: {} };
    return this.trap;
  }

  /** The bytes granted in all, or undefined when these are refused. */
  grant(more: number): number | undefined {
    if (this.trap) throw unwind;
    if (more === 0 || more % granule !== 0) this.broken();
    const total = this.memory + more;
    if (total > this.limits.memoryLimit || total > 0x7fff0000) return undefined;
    this.memory = total;
    if (total > this.peak) this.peak = total;
    return total;
  }

  write(channel: 1 | 2, bytes: Uint8Array): void {
    if (this.trap) throw unwind;
    try {
      (channel === 1 ? this.stdout : this.stderr).write(bytes);
    } catch (cause) {
      this.fail(TrapError, "a listener to output threw", { cause });
    }
  }

  /** Hands over what of a character is left at the end. */
  flush(): void {
    try {
      this.stdout.flush();
      this.stderr.flush();
    } catch (cause) {
      this.fail(TrapError, "a listener to output threw", { cause });
    }
  }

  clock(): number {
    return this.limits.profile === "permissive" ? Date.now() : (this.limits.clock ?? 0);
  }

  entropy(): number {
    if (this.limits.profile === "hermetic") return scramble((this.limits.seed ?? 0) + this.drawn++ * 0x9e3779b9);
    return crypto.getRandomValues(new Int32Array(1))[0] as number;
  }

  outOfMemory(): never {
    return this.fail(MemoryLimitError, "the invocation needs more memory than its limit");
  }

  broken(): never {
    return this.fail(TrapError, "the guest broke the wire");
  }

  exhausted(): never {
    return this.fail(FuelExhaustedError, "the invocation used up its fuel");
  }

  fail(type: Trap["type"], message: string, context: ErrorContext = {}): never {
    this.trap ??= { type, message, context };
    throw unwind;
  }

  private nextSlice(used: number): number {
    return Math.max(0, Math.min(slice, this.limits.fuel - this.spent - used));
  }
}
