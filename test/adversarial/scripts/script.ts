/** How an invocation may end, by the code of its error. */
export type Outcome =
  | "value"
  | "KOBAKO_TIMEOUT"
  | "KOBAKO_MEMORY_LIMIT"
  | "KOBAKO_FUEL_EXHAUSTED"
  | "KOBAKO_TRAP"
  | "KOBAKO_SANDBOX"
  | "KOBAKO_SERVICE"
  | "KOBAKO_NO_SERVICE"
  | "KOBAKO_HANDLE_EXHAUSTED"
  | "KOBAKO_SERVICE_ARGUMENT";

/** A name, a hostile source, and how it may end where that is not what its class allows. */
export type Script = readonly [name: string, source: string, outcome?: Outcome | readonly Outcome[]];

/** Scripts of one kind of attack. */
export interface ScriptClass {
  readonly title: string;
  /** how each of them may end */
  readonly outcomes: readonly Outcome[];
  /** milliseconds a script has; default 80, for what only a timeout ends */
  readonly timeout?: number;
  /** each in a process of its own, since one could end the process */
  readonly alone?: boolean;
  readonly scripts: readonly Script[];
}
