import { availableParallelism } from "node:os";

import { AbortError, TimeoutError, TrapError, type EvalOptions, type Execution, type SandboxOptions } from "kobako";
import { Piscina } from "piscina";

import { unpackFailure } from "./failures.ts";
import { cutOff, nothingRan, Written } from "./records.ts";
import { pack, unpack } from "./values.ts";
import type { Answer, Hello, Setup, Task } from "./worker.ts";

/** How a pool's threads are made. */
export interface WorkerPoolOptions {
  /** a module whose default export is called with every thread's sandbox: `(sandbox) => void`, or a promise */
  readonly setup?: URL;
  /** threads, default as many as the machine has cores */
  readonly workers?: number;
  /** options of the sandboxes */
  readonly sandbox?: SandboxOptions;
  /** milliseconds past its deadline that a thread is given to come back before it is ended, default 100 */
  readonly grace?: number;
  /** of each thread, as `node:worker_threads` has them: megabytes */
  readonly resourceLimits?: {
    readonly maxOldGenerationSizeMb?: number;
    readonly maxYoungGenerationSizeMb?: number;
    readonly stackSizeMb?: number;
  };
}

/** What one invocation may lower; `timeout` covers its wait for a thread too. */
export type WorkerLimits = Pick<EvalOptions, "timeout" | "memoryLimit" | "fuel" | "context" | "signal">;

/** The same, with keywords for the entrypoint. */
export interface WorkerRunOptions extends WorkerLimits {
  readonly kwargs?: Readonly<Record<string, unknown>>;
}

/**
 * Sandboxes on threads of their own. Values and errors arrive as from a `Sandbox`; what only
 * means something in its thread, such as a Handle, cannot leave it.
 *
 * @example
 * await using pool = new WorkerPool({ setup: new URL("./setup.js", import.meta.url), workers: 2 });
 * const { value } = await pool.eval("6 * 7");
 */
export class WorkerPool {
  readonly #threads: Piscina<Task, Answer>;
  readonly #timeout: number;
  readonly #grace: number;
  /** what the script of each thread has written */
  readonly #written = new Map<number, Written>();

  /** @throws TypeError, RangeError for an option of the wrong type or out of range */
  constructor({
    setup,
    workers = availableParallelism(),
    sandbox = {},
    grace = 100,
    resourceLimits,
  }: WorkerPoolOptions = {}) {
    if (setup !== undefined && !(setup instanceof URL)) throw new TypeError("setup must be the URL of a module");
    if (!Number.isSafeInteger(workers) || workers < 1) throw new RangeError("workers must be a whole number from 1");
    if (typeof grace !== "number" || !(grace >= 0)) throw new RangeError("grace must be a number from 0");
    const workerData: Setup = { setup: setup?.href, options: { ...sandbox } };
    this.#grace = grace;
    this.#timeout = sandbox.timeout === null ? Infinity : (sandbox.timeout ?? 60_000);
    this.#threads = new Piscina({
      filename: new URL("./worker.ts", import.meta.url).href,
      minThreads: workers,
      maxThreads: workers,
      workerData,
      ...(resourceLimits && { resourceLimits }),
    });
    this.#threads.on("message", ({ thread, written }: Hello) => {
      this.#written.set(thread, Written.of(written, sandbox));
    });
  }

  /**
   * Runs a source on a free thread, or the next that is.
   *
   * @throws as `Sandbox#evalAsync`; TimeoutError also when host code holds the thread past the deadline,
   *   which is then ended and replaced; AbortError at once, and a thread that was at it is replaced;
   *   TrapError when a thread met its `resourceLimits`
   */
  async eval<T = unknown>(source: string, options: WorkerLimits = {}): Promise<Execution<T>> {
    if (typeof source !== "string") throw new TypeError("the source must be a string");
    return this.#run({ source }, options) as Promise<Execution<T>>;
  }

  /** Calls an entrypoint on a thread, as `Sandbox#runAsync`. */
  async run<T = unknown>(
    target: string,
    args: readonly unknown[] = [],
    options: WorkerRunOptions = {},
  ): Promise<Execution<T>> {
    if (typeof target !== "string") throw new TypeError("the target must be a string");
    return this.#run({ target, args: pack([...args]) }, options) as Promise<Execution<T>>;
  }

  /** Waits for what is queued and running, then ends the threads. */
  async close(): Promise<void> {
    await this.#threads.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #run(
    what: Partial<Task>,
    { signal, timeout = this.#timeout, ...options }: WorkerRunOptions,
  ): Promise<Execution> {
    const started = performance.now();
    const took = (): number => performance.now() - started;
    if (signal?.aborted) throw aborted(signal, nothingRan(0));
    const now = performance.timeOrigin + started;
    const begun = new Int32Array(new SharedArrayBuffer(4));
    const task = { source: undefined, target: undefined, args: [], ...what, options: pack(options) };
    const ending = new AbortController();
    const timers: NodeJS.Timeout[] = [];
    const late = (): void => ending.abort();
    if (timeout !== Infinity && timeout < 0x7fff_0000) {
      timers.push(setTimeout(() => Atomics.load(begun, 0) === 0 && late(), timeout));
      timers.push(setTimeout(late, timeout + this.#grace));
    }
    signal?.addEventListener("abort", late, { once: true });
    let answer: Answer;
    try {
      answer = await this.#threads.run({ ...task, deadline: now + timeout, begun }, { signal: ending.signal });
    } catch (cause) {
      const thread = Atomics.load(begun, 0);
      const execution = thread === 0 ? nothingRan(took()) : this.#ended(thread, took());
      if (signal?.aborted) throw aborted(signal, execution);
      if (!ending.signal.aborted) throw new TrapError("the thread of the invocation ended", { cause, execution });
      const why = thread === 0 ? "no thread was free" : "host code held its thread, which was ended";
      throw new TimeoutError(`the invocation ran past its timeout: ${why}`, { execution });
    } finally {
      for (const timer of timers) clearTimeout(timer);
      signal?.removeEventListener("abort", late);
    }
    const execution = "failure" in answer ? answer.failure.execution : answer.execution;
    const check = (): void => {
      if (took() < timeout) return;
      const known = execution && { execution: Object.freeze({ ...execution, value: undefined }) };
      throw new TimeoutError("the invocation ran past its timeout: its value took too long to read", known);
    };
    if ("failure" in answer) throw unpackFailure(answer.failure, check);
    return Object.freeze({ ...answer.execution, value: unpack(answer.execution.value, check) });
  }

  /** The record of what a thread was at that is there no more. */
  #ended(thread: number, wallTime: number): Execution {
    const written = this.#written.get(thread);
    this.#written.delete(thread);
    return cutOff(wallTime, written);
  }
}

function aborted({ reason: cause }: { readonly reason: unknown }, execution: Execution): AbortError {
  return new AbortError("the invocation was aborted", { cause, execution });
}
