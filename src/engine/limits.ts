import { FuelExhaustedError, MemoryLimitError, TimeoutError, TrapError } from "../errors.ts";
import type { Settings } from "../options.ts";

/** Metering points between two looks at the clock: about a tenth of a millisecond of guest code. */
const slice = 10_000;
const granule = 4096;

/** The limits of one invocation: of a sandbox's settings, those that the engine enforces. */
export type Limits = Pick<Settings, "timeout" | "memoryLimit" | "stdoutLimit" | "stderrLimit" | "fuel" | "profile">;

type Trap = typeof TrapError;

/** Thrown through the guest to unwind it; what it means is kept in `Meter.trap`. */
export const unwind: object = Object.freeze({});

function reason(error: unknown): string {
  if (error instanceof RangeError) return "the guest ran out of stack";
  return error instanceof WebAssembly.RuntimeError ? "the guest trapped" : "the guest failed";
}

/** Output of one channel, up to its limit. */
export class Channel {
  readonly limit: number;
  readonly chunks: Uint8Array[] = [];
  length = 0;
  truncated = false;

  constructor(limit: number) {
    this.limit = limit;
  }

  write(bytes: Uint8Array): void {
    const room = Math.min(bytes.length, this.limit - this.length);
    if (room < bytes.length) this.truncated = true;
    if (room <= 0 || this.length === this.limit) return;
    this.chunks.push(bytes.slice(0, room));
    this.length += room;
  }
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
  trap: { readonly type: Trap; readonly message: string } | undefined;
  private granted = 0;
  private spent = 0;

  constructor(limits: Limits, started: number) {
    this.limits = limits;
    this.started = started;
    this.deadline = started + limits.timeout;
    this.stdout = new Channel(limits.stdoutLimit);
    this.stderr = new Channel(limits.stderrLimit);
  }

  /** Begins a phase on a restored instance that has used `spent` fuel before; answers the first slice. */
  begin(): number {
    this.memory = 0;
    this.granted = this.nextSlice(0);
    return this.granted;
  }

  /** Ends a phase; answers the fuel that it used. */
  end(counter: number): number {
    const used = this.granted - counter;
    this.spent += used;
    this.granted = 0;
    return used;
  }

  /** Fuel used before, by what is not run again because its result was kept. */
  charge(fuel: number, peak: number): void {
    this.spent += fuel;
    this.peak = Math.max(this.peak, peak);
    if (this.spent > this.limits.fuel) this.exhausted();
  }

  get fuel(): number {
    return this.spent;
  }

  interrupt(counter: number): number {
    if (this.trap) throw unwind;
    const used = this.granted - counter;
    if (this.spent + used > this.limits.fuel) this.fail(FuelExhaustedError, "the invocation used up its fuel");
    if (performance.now() >= this.deadline) this.fail(TimeoutError, "the invocation ran past its timeout");
    const next = this.nextSlice(used);
    this.granted = used + next;
    return next;
  }

  /** At every crossing: what is due is thrown, and stays due. */
  check(): void {
    if (this.trap) throw unwind;
    if (performance.now() >= this.deadline) this.fail(TimeoutError, "the invocation ran past its timeout");
  }

  /** What the engine threw while the guest ran: from now on nothing else counts. */
  caught(error: unknown): { readonly type: Trap; readonly message: string } {
    this.trap ??= { type: TrapError, message: reason(error) };
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
    (channel === 1 ? this.stdout : this.stderr).write(bytes);
  }

  clock(): number {
    return this.limits.profile === "permissive" ? Date.now() : 0;
  }

  entropy(): number {
    if (this.limits.profile === "hermetic") return 0;
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

  fail(type: Trap, message: string): never {
    this.trap ??= { type, message };
    throw unwind;
  }

  private nextSlice(used: number): number {
    return Math.max(0, Math.min(slice, this.limits.fuel - this.spent - used));
  }
}
