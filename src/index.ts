export { compile } from "./compile.ts";
export {
  FuelExhaustedError,
  KobakoError,
  MemoryLimitError,
  SandboxError,
  SetupError,
  TimeoutError,
  TrapError,
  type Diagnostic,
} from "./errors.ts";
export type { Execution, Usage } from "./execution.ts";
export { Guest, useGuest } from "./guest.ts";
export type { EvalOptions, SandboxOptions } from "./options.ts";
export { Sandbox } from "./sandbox.ts";
export { RubyFloat, RubySymbol, sym } from "./values.ts";
