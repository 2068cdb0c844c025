import type { InvocationContext } from "../catalog/services.ts";
import { hide } from "../exposure.ts";

/** What providers are told of one invocation. Most never ask for the signal, so it is made when they do. */
export class Context implements InvocationContext {
  static {
    hide(this.prototype);
  }

  readonly deadline: number;
  readonly context: unknown;
  #controller: AbortController | undefined;

  constructor(deadline: number, context: unknown) {
    this.deadline = deadline;
    this.context = context;
  }

  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    return this.#controller.signal;
  }

  abort(reason: unknown): void {
    this.#controller?.abort(reason);
  }
}
