import type { Given } from "../engine/limits.ts";

/** A source compiled, and what compiling it used: charged to every invocation alike. */
export interface Program {
  readonly bytecode: Uint8Array;
  readonly fuel: number;
  readonly peak: number;
}

/** A snippet that runs before every program; `fault` is why its bytecode is refused. */
export interface Replayed {
  readonly bytecode: Uint8Array;
  readonly fault: string | undefined;
}

/** What an invocation is made with besides its settings. */
export interface Setting extends Given {
  readonly services?: readonly (object | undefined)[];
  /** the services' paths, which the guest sees as constants */
  readonly paths?: readonly string[];
  readonly replayed?: readonly Replayed[];
  /** of an asynchronous invocation: called when it begins to wait */
  readonly waiting?: (() => void) | undefined;
}
