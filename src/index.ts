export type { InvocationContext, Namespace, Provider } from "./catalog/services.ts";
export { compile } from "./compile.ts";
export {
  BlockError,
  FuelExhaustedError,
  HandleExhaustedError,
  KobakoError,
  MemoryLimitError,
  NoServiceError,
  SandboxError,
  ServiceArgumentError,
  ServiceError,
  SetupError,
  TimeoutError,
  TrapError,
  type Diagnostic,
  type ErrorContext,
  type GuestFailure,
} from "./errors.ts";
export type { Execution, Usage } from "./execution.ts";
export { expose, respondToGuest, type Exposed } from "./exposure.ts";
export { formatError, type FormatOptions } from "./format.ts";
export { Guest, useGuest } from "./guest.ts";
export type { EvalOptions, SandboxOptions } from "./options.ts";
export { Sandbox } from "./sandbox.ts";
export { RubyFloat, RubySymbol, sym } from "./values.ts";
