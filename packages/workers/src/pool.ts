import { availableParallelism } from "node:os";
import { MessagePort } from "node:worker_threads";

import {
  AbortError,
  Sandbox,
  SetupError,
  TimeoutError,
  TrapError,
  type EvalOptions,
  type Execution,
  type SandboxOptions,
} from "kobako";
import { Piscina } from "piscina";

import { Call, type Ending } from "./call.ts";
import { unpackFailure } from "./failures.ts";
import { cutOff, nothingRan, Written } from "./records.ts";
import { now } from "./time.ts";
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

/** What is known of a thread: what its script has written, and how it is told to abort that. */
interface Known {
  readonly written: Written;
  readonly aborts: MessagePort;
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
  /** of each thread, by its number */
  readonly #known = new Map<number, Known>();
  #running = 0;
  #calls = 0;
  #closing: Promise<void> | undefined;
  #idle: () => void = () => {};

  /** @throws TypeError, RangeError for an option that is unknown, of the wrong type or out of range */
  constructor(options: WorkerPoolOptions = {}) {
    const { setup, workers = availableParallelism(), sandbox = {}, grace = 100, resourceLimits, ...others } = options;
    for (const name of Object.keys(others)) throw new TypeError(`unknown option ${name}`);
    if (setup !== undefined && !(setup instanceof URL)) throw new TypeError("setup must be the URL of a module");
    if (!Number.isSafeInteger(workers) || workers < 1) throw new RangeError("workers must be a whole number from 1");
    if (typeof grace !== "number" || !(grace >= 0)) throw new RangeError("grace must be a number from 0");
    if (typeof sandbox.guest === "object") throw new TypeError("guest must be a name: a Guest cannot leave its thread");
    new Sandbox(sandbox); // throws what is wrong with its options
    this.#grace = grace;
    this.#timeout = sandbox.timeout === null ? Infinity : (sandbox.timeout ?? 60_000);
    this.#threads = new Piscina({
      filename: new URL("./worker.ts", import.meta.url).href,
      minThreads: workers,
      maxThreads: workers,
      workerData: { setup: setup?.href, options: { ...sandbox } } satisfies Setup,
      atomics: "disabled", // otherwise a thread that has nothing to do would hold its timers and sockets, too
      recordTiming: false,
      ...(resourceLimits && { resourceLimits }),
    });
    this.#threads.on("message", (message: unknown) => {
      if (!isHello(message)) return;
      const { thread, written, aborts } = message;
      this.#begun(thread, { written: Written.of(written, sandbox), aborts });
    });
    // of a thread that runs nothing, and is replaced
    this.#threads.on("error", (error: Error) => process.emitWarning(error));
  }

  /**
   * Runs a source on a free thread, or the next that is.
   *
   * @throws as `Sandbox#evalAsync`; TimeoutError also when host code holds the thread past the deadline,
   *   which is then ended and replaced; AbortError, and only a thread that host code holds is replaced;
   *   TrapError when a thread met its `resourceLimits`; SetupError when the pool is closed
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

  /** Takes nothing more, waits for what is queued and running, then ends the threads. */
  async close(): Promise<void> {
    this.#closing ??= new Promise<void>((resolve) => {
      this.#idle = resolve;
      if (this.#running === 0) resolve();
    }).then(() => this.#threads.destroy());
    await this.#closing;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #run(what: Partial<Task>, { signal, timeout: wanted, ...options }: WorkerRunOptions): Promise<Execution> {
    const timeout = this.#lowered(wanted);
    if (signal !== undefined && !(signal instanceof AbortSignal)) throw new TypeError("signal must be an AbortSignal");
    if (this.#closing) throw new SetupError("the pool is closed");
    if (signal?.aborted) throw aborted(signal, nothingRan(0));
    const packed = pack(options);
    const id = signal && ++this.#calls;
    const call = new Call(timeout, this.#grace, signal, (thread) => this.#known.get(thread)?.aborts.postMessage(id));
    const { begun } = call;
    const task = { source: undefined, target: undefined, args: [], ...what, options: packed, deadline: now() + timeout, begun, id }; // prettier-ignore
    this.#running++;
    let answer: Answer | undefined;
    try {
      answer = await this.#answer(task, call);
    } catch (cause) {
      const execution = call.thread > 0 ? this.#ended(call.thread, call.took) : nothingRan(call.took);
      throw ended(call.ending, signal, execution, cause);
    } finally {
      call.clear();
      if (--this.#running === 0) this.#idle();
    }
    if (!answer) {
      Object.assign(task, { source: undefined, args: [], options: undefined }); // it may stay queued for long
      throw ended(call.ending, signal, nothingRan(call.took));
    }
    const execution = "failure" in answer ? answer.failure.execution : answer.execution;
    const check = (): void => {
      if (call.took < timeout) return;
      const known = execution && { execution: Object.freeze({ ...execution, value: undefined }) };
      throw new TimeoutError("the invocation ran past its timeout: its value took too long to read", known);
    };
    if ("failure" in answer) {
      const error = unpackFailure(answer.failure, check);
      throw error instanceof AbortError && signal && execution ? aborted(signal, execution) : error;
    }
    return Object.freeze({ ...answer.execution, value: unpack(answer.execution.value, check) });
  }

  /** What a thread answers; nothing when the call is given up before one begins with it. A thread may end just before. */
  async #answer(task: Task, call: Call, attempts = 3): Promise<Answer | undefined> {
    try {
      return await Promise.race([this.#threads.run(task, { signal: call.threadSignal }), call.refusal]);
    } catch (error) {
      if (call.thread !== 0 || attempts === 1) throw error;
      return this.#answer(task, call, attempts - 1);
    }
  }

  /** The timeout of one invocation. */
  #lowered(timeout: number | undefined): number {
    if (timeout === undefined) return this.#timeout;
    if (typeof timeout !== "number") throw new TypeError("timeout must be a number");
    if (!(timeout >= 0) || timeout === Infinity) throw new RangeError("timeout must be a finite number from 0");
    if (timeout > this.#timeout) throw new RangeError("timeout may only be lower than the sandbox's");
    return timeout;
  }

  /** A thread has begun; those that are there no more are forgotten. */
  #begun(thread: number, known: Known): void {
    const there = new Set(this.#threads.threads.map(({ threadId }) => threadId));
    for (const number of this.#known.keys()) if (!there.has(number)) this.#known.delete(number);
    this.#known.set(thread, known);
  }

  /** The record of what a thread was at that is there no more. */
  #ended(thread: number, wallTime: number): Execution {
    const known = this.#known.get(thread);
    this.#known.delete(thread);
    return cutOff(wallTime, known?.written);
  }
}

function ended(why: Ending | undefined, signal: AbortSignal | undefined, execution: Execution, cause?: unknown): Error {
  if (why === "aborted" && signal) return aborted(signal, execution);
  if (!why) return new TrapError("the thread of the invocation ended", { cause, execution });
  const how = why === "late" ? "no thread was free" : "host code held its thread, which was ended";
  return new TimeoutError(`the invocation ran past its timeout: ${how}`, { execution });
}

function aborted({ reason: cause }: { readonly reason: unknown }, execution: Execution): AbortError {
  return new AbortError("the invocation was aborted", { cause, execution });
}

/** Whether it is what a thread says of itself: a service's own code may send other messages. */
function isHello(message: unknown): message is Hello {
  if (typeof message !== "object" || message === null) return false;
  const { thread, written, aborts } = message as Partial<Hello>;
  return typeof thread === "number" && written instanceof SharedArrayBuffer && aborts instanceof MessagePort;
}
