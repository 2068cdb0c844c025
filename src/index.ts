export type { Backend, Extension } from "./catalog/extensions.ts";
export type { InvocationContext, Namespace, Provider } from "./catalog/services.ts";
export type { Preload } from "./catalog/snippets.ts";
export { compile } from "./compile.ts";
export {
  AbortError,
  BlockError,
  BytecodeError,
  FuelExhaustedError,
  HandleExhaustedError,
  KobakoError,
  MemoryLimitError,
  NoServiceError,
  PoolTimeoutError,
  SandboxError,
  ServiceArgumentError,
  ServiceError,
  SetupError,
  TimeoutError,
  TrapError,
  UndefinedEntrypointError,
  type Diagnostic,
  type ErrorContext,
  type GuestFailure,
} from "./errors.ts";
export type { Execution, Usage } from "./execution.ts";
export { expose, respondToGuest, type Exposed } from "./exposure.ts";
export { formatError, type FormatOptions } from "./format.ts";
export { Guest, useGuest, type CompiledModule } from "./guest.ts";
export type { EvalOptions, GuestName, LoadedGuest, RunOptions, SandboxOptions } from "./options.ts";
export { Pool, type PoolLimits, type PoolOptions } from "./pool.ts";
export { Sandbox } from "./sandbox.ts";
export type { GuestBlock } from "./transport/block.ts";
export { RubyFloat, RubySymbol, sym } from "./values.ts";
