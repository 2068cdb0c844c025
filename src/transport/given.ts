import type { Waits } from "./waits.ts";

/** The host objects of one invocation, as its dispatcher needs them. */
export interface HandleTable {
  add(object: object): number;
  target(id: number): object | undefined;
  restore(id: number): object | undefined;
}

/** What else a dispatcher is given for one invocation. */
export interface DispatchOptions {
  /** every Hash as a Map */
  readonly maps: boolean;
  readonly symbolKeys?: boolean;
  readonly services?: readonly (object | undefined)[] | undefined;
  /** of an asynchronous invocation */
  readonly waits?: Waits | undefined;
}
