/** What each thread runs: one sandbox, set up once, one script at a time. */
import { Sandbox, TimeoutError, type Execution, type SandboxOptions } from "kobako";
import { MessageChannel, parentPort, threadId, type MessagePort } from "node:worker_threads";
import { workerData } from "piscina";

import { Call } from "./call.ts";
import { packFailure, type Failure } from "./failures.ts";
import { nothingRan, Written } from "./records.ts";
import { now } from "./time.ts";
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
  /** as `now` has it */
  readonly deadline: number;
  /** of its `Call` */
  readonly begun: Int32Array;
  /** what an abort names it by; without one, none comes */
  readonly id: number | undefined;
}

export type Answer = { readonly execution: Execution } | { readonly failure: Failure };

/** What a thread says of itself when it begins. */
export interface Hello {
  readonly thread: number;
  readonly written: SharedArrayBuffer;
  /** takes the numbers of calls that are to be aborted */
  readonly aborts: MessagePort;
}

const written = Written.make((workerData as Setup).options);
const { port1: aborted, port2: aborts } = new MessageChannel();
parentPort?.postMessage({ thread: threadId, written: written.buffer, aborts } satisfies Hello, [aborts]);

/** The call that is in progress, if it can be aborted. */
let current: { readonly id: number; readonly controller: AbortController } | undefined;
aborted.on("message", (id: unknown) => {
  if (id === current?.id) current?.controller.abort();
});

async function make(): Promise<Sandbox> {
  const { setup, options } = workerData as Setup;
  const sandbox = new Sandbox(options);
  if (setup === undefined) return sandbox;
  const module = (await import(setup)) as { readonly default?: (sandbox: Sandbox) => unknown };
  if (typeof module.default !== "function") throw new TypeError("the setup module must export a function as default");
  await module.default(sandbox);
  return sandbox;
}

/** A setup takes its time before a thread begins with anything: no invocation ends a thread for it. */
let made = begin();

function begin(): Promise<Sandbox> {
  const making = make();
  making.catch(() => {}); // told to whoever asks
  return making;
}

/** The sandbox; when its setup has failed, another attempt is for the next who asks. */
async function ready(): Promise<Sandbox> {
  const making = made;
  try {
    return await making;
  } catch (error) {
    if (made === making) made = begin();
    throw error;
  }
}

function left(task: Task): { readonly timeout?: number } {
  if (task.deadline === Infinity) return {};
  const timeout = task.deadline - now();
  if (timeout <= 0) throw new TimeoutError("the invocation ran past its timeout", { execution: nothingRan(-timeout) });
  return { timeout };
}

async function execute(sandbox: Sandbox, task: Task): Promise<Execution> {
  const { id } = task;
  current = id === undefined ? undefined : { id, controller: new AbortController() };
  const signal = current && { signal: current.controller.signal };
  const given = { ...(unpack(task.options) as object), ...left(task), ...written.listeners, ...signal };
  if (task.source !== undefined) return sandbox.evalAsync(task.source, given);
  return sandbox.runAsync(task.target ?? "", unpack(task.args) as unknown[], given);
}

/** Piscina calls it for every task. */
export default async function run(task: Task): Promise<Answer> {
  try {
    const sandbox = await ready();
    if (!Call.begin(task.begun, threadId)) throw new Error("nobody waits for it");
    written.reset();
    const { value, ...rest } = await execute(sandbox, task);
    return { execution: { ...rest, value: pack(value) } };
  } catch (thrown) {
    return { failure: packFailure(thrown) };
  }
}
