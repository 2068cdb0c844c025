/// <reference lib="esnext.disposable" preserve="true" />
import type { Trap } from "./engine/limits.ts";
import { AbortError, KobakoError, PoolTimeoutError, TimeoutError, TrapError } from "./errors.ts";
import { emptyExecution } from "./execution.ts";
import { hide } from "./exposure.ts";
import { Admission } from "./invocation/admission.ts";
import { Alarm } from "./invocation/alarm.ts";
import { readOptions, type EvalOptions, type SandboxOptions } from "./options.ts";
import { Sandbox } from "./sandbox.ts";

/** A pool's own options; all others are those of its sandboxes. */
export interface PoolOptions extends SandboxOptions {
  /** sandboxes, at most, and so callbacks that hold one at a time */
  readonly slots: number;
  /** milliseconds that a callback waits for a sandbox, default 5,000; `null` waits for ever */
  readonly checkoutTimeout?: number | null;
}

/** What bounds one checkout and, handed on, the invocation that it is for. */
export type PoolLimits = Pick<EvalOptions, "signal" | "timeout">;

/**
 * Sandboxes that are set up alike, each held by one callback at a time. They are made when they
 * are needed; one that met a trap is given up. There is nothing to close.
 *
 * @example
 * const pool = new Pool({ slots: 4, timeout: 100 }, (sandbox) => { sandbox.bind("KV", store); });
 * const { value } = await pool.with((sandbox) => sandbox.eval(source));
 */
export class Pool {
  static {
    hide(this.prototype);
  }

  readonly #options: SandboxOptions;
  readonly #wait: number;
  /** the sandboxes' own timeout, which an invocation may not raise */
  readonly #timeout: number;
  readonly #setup: (sandbox: Sandbox) => unknown;
  readonly #admission: Admission;
  #idle: Sandbox[] = [];

  /**
   * @param setup called once with every sandbox, before its first callback; a promise is waited for
   * @throws TypeError for an unknown option or one of the wrong type, RangeError for a number out of range
   */
  constructor(given: PoolOptions, setup: (sandbox: Sandbox) => unknown = () => {}) {
    if (typeof given !== "object" || given === null) throw new TypeError("options must be an object");
    const { slots, checkoutTimeout = 5_000, ...options } = given;
    if (typeof setup !== "function") throw new TypeError("setup must be a function");
    if (typeof slots !== "number") throw new TypeError("slots must be a number");
    if (!Number.isSafeInteger(slots) || slots < 1) throw new RangeError("slots must be a whole number from 1");
    this.#options = options;
    this.#wait = milliseconds("checkoutTimeout", checkoutTimeout);
    this.#setup = setup;
    this.#admission = new Admission(slots);
    this.#timeout = readOptions(options).timeout; // throws what is wrong with them
  }

  /**
   * Calls back with a sandbox that nobody else has meanwhile, in the order of the calls, and
   * answers what the callback does.
   *
   * @param callback its second argument is what is left of `limits`, for `eval` and its kin
   * @param limits `timeout` covers the wait for a sandbox; `signal` ends it
   * @throws PoolTimeoutError when no sandbox is free in time; TimeoutError, AbortError when `limits` say so
   *   first; whatever setup and callback throw
   * @example
   * await pool.with((sandbox, left) => sandbox.evalAsync(source, left), { timeout: 200, signal });
   */
  async with<T>(callback: (sandbox: Sandbox, left: PoolLimits) => T | Promise<T>, limits: PoolLimits = {}): Promise<T> {
    if (typeof callback !== "function") throw new TypeError("with needs a callback");
    const { signal } = limits;
    if (signal !== undefined && !(signal instanceof AbortSignal)) throw new TypeError("signal must be an AbortSignal");
    const timeout = limits.timeout === undefined ? Infinity : milliseconds("timeout", limits.timeout);
    const started = performance.now();
    await this.#admit(started, timeout, signal);
    let sandbox: Sandbox | undefined;
    try {
      sandbox = this.#idle.pop() ?? (await this.#make());
      const left = Math.min(this.#timeout, Math.max(0, started + timeout - performance.now()));
      return await callback(sandbox, {
        ...(signal && { signal }),
        ...(timeout === Infinity ? {} : { timeout: left }),
      });
    } catch (error) {
      if (KobakoError.is(error) && error instanceof TrapError) sandbox = undefined;
      throw error;
    } finally {
      if (sandbox) this.#idle.push(sandbox);
      this.#admission.leave();
    }
  }

  /** Gives up the sandboxes that nobody holds. The pool stays usable. */
  [Symbol.dispose](): void {
    this.#idle = [];
  }

  async #make(): Promise<Sandbox> {
    const sandbox = new Sandbox(this.#options);
    await this.#setup(sandbox);
    return sandbox;
  }

  /** Waits until there is room, or throws what comes first. */
  #admit(started: number, timeout: number, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const deadline = started + Math.min(timeout, this.#wait);
      const due = (): Trap | undefined => {
        if (signal?.aborted) return aborted(signal);
        if (performance.now() < deadline) return undefined;
        const type = timeout <= this.#wait ? TimeoutError : PoolTimeoutError;
        return { type, message: `no sandbox was free within ${Math.min(timeout, this.#wait)} ms`, context: {} };
      };
      let done = false;
      const alarm = new Alarm({ deadline, due, signal }, () => refuse());
      const refuse = (): void => {
        const trap = due();
        if (done || !trap) return;
        done = true;
        alarm.clear();
        this.#admission.withdraw(admitted);
        reject(
          new trap.type(trap.message, { ...trap.context, execution: emptyExecution(performance.now() - started) }),
        );
      };
      const admitted = (): void => {
        if (done) {
          this.#admission.leave(); // refused while it was about to be admitted
          return;
        }
        done = true;
        alarm.clear();
        resolve();
      };
      if (signal?.aborted) return refuse();
      this.#admission.enter(admitted);
      if (!done) alarm.arm();
    });
  }
}

function aborted({ reason: cause }: { readonly reason: unknown }): Trap {
  return { type: AbortError, message: "the wait for a sandbox was aborted", context: { cause } };
}

function milliseconds(name: string, value: unknown): number {
  if (value === null) return Infinity;
  if (typeof value !== "number") throw new TypeError(`${name} must be a number or null`);
  if (!(value >= 0) || value === Infinity) throw new RangeError(`${name} must be a finite number from 0, or null`);
  return value;
}
