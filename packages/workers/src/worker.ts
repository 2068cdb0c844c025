/** What each thread runs: one sandbox, set up once, one script at a time. */
import { Sandbox, TimeoutError, type Execution, type SandboxOptions } from "kobako";
import { parentPort, threadId } from "node:worker_threads";
import { workerData } from "piscina";

import { packFailure, type Failure } from "./failures.ts";
import { nothingRan, Written } from "./records.ts";
import { pack, unpack } from "./values.ts";

/** What a thread is made with. */
export interface Setup {
  readonly setup: string | undefined;
  readonly options: SandboxOptions;
}

/** One script, or one call of an entrypoint. */
export interface Task {
  readonly source: string | undefined;
  readonly target: string | undefined;
  readonly args: unknown;
  readonly options: unknown;
  /** milliseconds since the epoch */
  readonly deadline: number;
  /** set to the thread's number when it begins with it */
  readonly begun: Int32Array;
}

export type Answer = { readonly execution: Execution } | { readonly failure: Failure };

/** What a thread says of itself when it begins. */
export interface Hello {
  readonly thread: number;
  readonly written: SharedArrayBuffer;
}

let made: Promise<Sandbox> | undefined;
const written = Written.make((workerData as Setup).options);
parentPort?.postMessage({ thread: threadId, written: written.buffer } satisfies Hello);

async function make(): Promise<Sandbox> {
  const { setup, options } = workerData as Setup;
  const sandbox = new Sandbox(options);
  if (setup === undefined) return sandbox;
  const module = (await import(setup)) as { readonly default?: (sandbox: Sandbox) => unknown };
  if (typeof module.default !== "function") throw new TypeError("the setup module must export a function as default");
  await module.default(sandbox);
  return sandbox;
}

function left(task: Task): { readonly timeout?: number } {
  if (task.deadline === Infinity) return {};
  const timeout = task.deadline - (performance.timeOrigin + performance.now());
  if (timeout <= 0) throw new TimeoutError("the invocation ran past its timeout", { execution: nothingRan(-timeout) });
  return { timeout };
}

async function execute(task: Task): Promise<Execution> {
  const sandbox = await (made ??= make());
  const given = { ...(unpack(task.options) as object), ...left(task), ...written.listeners };
  if (task.source !== undefined) return sandbox.evalAsync(task.source, given);
  return sandbox.runAsync(task.target ?? "", unpack(task.args) as unknown[], given);
}

/** Piscina calls it for every task. */
export default async function run(task: Task): Promise<Answer> {
  written.reset();
  Atomics.store(task.begun, 0, threadId);
  try {
    const { value, ...rest } = await execute(task);
    return { execution: { ...rest, value: pack(value) } };
  } catch (thrown) {
    return { failure: packFailure(thrown) };
  }
}
