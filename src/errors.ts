import type { Execution } from "./execution.ts";

/** What a compiler says of a place in a source. */
export interface Diagnostic {
  /** the compiler's own words, without the place */
  readonly message: string;
  /** from 1 */
  readonly line: number;
  /** from 0, in UTF-16 code units, so that the line can be sliced with it */
  readonly column: number;
  /** in bytes of UTF-8, where it is known */
  readonly length: number | undefined;
}

/** The record of the invocation that an error ended, and what caused it. */
export interface ErrorContext {
  /** the record up to the error; undefined when nothing had run */
  readonly execution?: Execution | undefined;
  /** what caused it, as of any Error: what a service threw, a signal's reason, a failure of the engine */
  readonly cause?: unknown;
}

/**
 * Base of every error that an invocation ends in, and of every failure to set one up.
 * Misuse of the API is a `TypeError` or a `RangeError` instead.
 *
 * @example
 * try { sandbox.eval(source); } catch (error) { if (error instanceof KobakoError) log(error.code, error.execution); }
 */
export class KobakoError extends Error {
  /** names the class: `KOBAKO_` and what it is, such as `KOBAKO_TIMEOUT`. It stays as it is, messages may change */
  declare readonly code: string;
  readonly #own = true;
  /** output and usage up to the error; undefined when nothing had run */
  readonly execution: Execution | undefined;

  /** Errors of invocations are made by the library; a service may throw a ServiceError or ServiceArgumentError. */
  constructor(message: string, context: ErrorContext = {}) {
    super(message, "cause" in context ? { cause: context.cause } : undefined);
    this.execution = context.execution;
  }

  /** Whether a value is one, told without running anything of it: `instanceof` would call the traps of a Proxy. */
  static is(value: unknown): value is KobakoError {
    return typeof value === "object" && value !== null && #own in value && value.#own;
  }

  static {
    this.prototype.name = "KobakoError";
    Object.defineProperty(this.prototype, "code", { value: "KOBAKO", configurable: true, writable: true });
  }
}

function named(error: { readonly prototype: KobakoError }, name: string, code: string): void {
  error.prototype.name = name;
  Object.defineProperty(error.prototype, "code", { value: code, configurable: true, writable: true });
}

/** The engine trapped, a limit was met, or the guest broke the wire. The instance is gone. */
export class TrapError extends KobakoError {
  declare readonly code:
    "KOBAKO_TRAP" | "KOBAKO_TIMEOUT" | "KOBAKO_MEMORY_LIMIT" | "KOBAKO_FUEL_EXHAUSTED" | "KOBAKO_ABORT";
}

/** The invocation ran past its `timeout`. */
export class TimeoutError extends TrapError {
  declare readonly code: "KOBAKO_TIMEOUT";
}

/** The invocation asked for more than its `memoryLimit` and had no garbage left to collect. */
export class MemoryLimitError extends TrapError {
  declare readonly code: "KOBAKO_MEMORY_LIMIT";
}

/** The invocation used up its `fuel`. */
export class FuelExhaustedError extends TrapError {
  declare readonly code: "KOBAKO_FUEL_EXHAUSTED";
}

/** The caller's signal was aborted; `cause` is the signal's reason. */
export class AbortError extends TrapError {
  declare readonly code: "KOBAKO_ABORT";
}

/** What the guest said of an exception that ended it. */
export interface GuestFailure {
  /** whose failure it is: `"service"` for what a service threw, else `"sandbox"` */
  readonly origin: string;
  /** the name of the exception's class, such as `ZeroDivisionError` or `Outer::Inner` */
  readonly klass: string;
  /** innermost first, as `(eval):3:in name`, at most 100 */
  readonly backtraceLines: readonly string[];
  /** what the exception's method `details` answered, if it has one, in the host's form; else null */
  readonly details: unknown;
  /** every problem of a source that does not compile, the first 100; else empty */
  readonly diagnostics: readonly Diagnostic[];
  /** what a name that stands for nothing may have meant */
  readonly suggestions?: readonly string[];
}

/** Of a failure that the host finds, not the guest. */
function hostFailure(klass: string): GuestFailure {
  return { origin: "sandbox", klass, backtraceLines: [], details: null, diagnostics: [] };
}

/** The script raised, does not compile, or ended in a value that has no form outside. */
export class SandboxError extends KobakoError {
  declare readonly code:
    "KOBAKO_SANDBOX" | "KOBAKO_BYTECODE" | "KOBAKO_HANDLE_EXHAUSTED" | "KOBAKO_UNDEFINED_ENTRYPOINT";
  /** whose failure it is: `"service"` for what a service threw, else `"sandbox"` */
  readonly origin: string;
  /** the name of the exception's class, such as `ZeroDivisionError` or `Outer::Inner` */
  readonly klass: string;
  /** innermost first, as `(eval):3:in name`, at most 100 */
  readonly backtraceLines: readonly string[];
  /** what the exception's method `details` answered, if it has one, in the host's form; else null */
  readonly details: unknown;
  /** every problem of a source that does not compile, the first 100; else empty */
  readonly diagnostics: readonly Diagnostic[];
  /** of the first problem of a source that does not compile, from 1; else undefined */
  readonly line: number | undefined;
  /** of that problem, from 0, in UTF-16 code units */
  readonly column: number | undefined;
  /**
   * where a name stands for nothing: constants and services by their paths, methods and variables that the script
   * can reach and may have meant, the nearest first, at most 3. For the host; the script itself is not told
   */
  readonly suggestions: readonly string[];

  /** Made by the library. */
  constructor(message: string, failure: GuestFailure, context?: ErrorContext) {
    super(message, context);
    this.origin = failure.origin;
    this.klass = failure.klass;
    this.backtraceLines = failure.backtraceLines;
    this.details = failure.details;
    this.diagnostics = failure.diagnostics;
    this.line = failure.diagnostics[0]?.line;
    this.column = failure.diagnostics[0]?.column;
    this.suggestions = Object.freeze([...(failure.suggestions ?? [])]);
  }
}

/** The invocation's guest holds as many handles as `handleLimit` allows, and did not rescue that. */
export class HandleExhaustedError extends SandboxError {
  declare readonly code: "KOBAKO_HANDLE_EXHAUSTED";

  /** As it is thrown where a handle would be made. */
  static of(limit: number): HandleExhaustedError {
    const failure = { origin: "service", klass: "Kobako::HandleExhaustedError", backtraceLines: [], details: null };
    return new HandleExhaustedError(`more than ${limit} handles`, { ...failure, diagnostics: [] });
  }
}

/** RITE bytecode of a snippet is of another version, cut off or corrupt; it was not run. */
export class BytecodeError extends SandboxError {
  declare readonly code: "KOBAKO_BYTECODE";

  /** As it is thrown when the guest refuses bytecode. */
  static of(message: string, execution: Execution): BytecodeError {
    return new BytecodeError(message, hostFailure("Kobako::BytecodeError"), { execution });
  }
}

/** The target of `run` is no entrypoint: no top-level constant of that name answers `call`. */
export class UndefinedEntrypointError extends SandboxError {
  declare readonly code: "KOBAKO_UNDEFINED_ENTRYPOINT";
  /** the entrypoints there are, sorted; at most 100 */
  readonly available: readonly string[] = [];

  /** As it is thrown for a target that the guest does not have. */
  static of(
    target: string,
    available: readonly string[],
    suggestions: readonly string[],
    execution: Execution,
  ): UndefinedEntrypointError {
    const meant = suggestions[0] === undefined ? "" : `; did you mean ${suggestions[0]}?`;
    const message = `there is no entrypoint ${target}${meant}`;
    const failure = { ...hostFailure("Kobako::UndefinedEntrypointError"), suggestions };
    const error = new UndefinedEntrypointError(message, failure, { execution });
    return Object.assign(error, { available: Object.freeze([...available]) });
  }
}

/**
 * A service call failed and the script did not rescue it; `cause` is what the service threw.
 * Services may throw its subclass ServiceArgumentError themselves.
 */
export class ServiceError extends KobakoError {
  declare readonly code: "KOBAKO_SERVICE" | "KOBAKO_NO_SERVICE" | "KOBAKO_SERVICE_ARGUMENT";
  /** whose failure it is: `"service"` for what a service threw, else `"sandbox"` */
  readonly origin: string;
  /** the name of the exception's class, such as `ZeroDivisionError` or `Outer::Inner` */
  readonly klass: string;
  /** innermost first, as `(eval):3:in name`, at most 100 */
  readonly backtraceLines: readonly string[];
  /** what the exception's method `details` answered, if it has one, in the host's form; else null */
  readonly details: unknown;

  /** A service that throws one decides the message, which the script sees. */
  constructor(message: string, context: ErrorContext & Partial<GuestFailure> = {}) {
    super(message, context);
    this.origin = context.origin ?? "service";
    this.klass = context.klass ?? `Kobako::${this.name}`;
    this.backtraceLines = context.backtraceLines ?? [];
    this.details = context.details ?? null;
  }
}

/** The call reached nothing: no such path, handle or method, which look all the same from the guest. */
export class NoServiceError extends ServiceError {
  declare readonly code: "KOBAKO_NO_SERVICE";
  /** names that the script can reach and may have meant; the script itself is not told */
  readonly suggestions: readonly string[];

  /** Made by the library. */
  constructor(
    message: string,
    context: ErrorContext & Partial<GuestFailure> & { readonly suggestions?: readonly string[] } = {},
  ) {
    super(message, context);
    this.suggestions = Object.freeze([...(context.suggestions ?? [])]);
  }
}

/**
 * A service refused its arguments. Services throw it; the guest sees Kobako::ServiceArgumentError.
 *
 * @example
 * sandbox.bind("Half", (n: unknown) => { if (typeof n !== "number") throw new ServiceArgumentError("a number, please"); return n / 2; });
 */
export class ServiceArgumentError extends ServiceError {
  declare readonly code: "KOBAKO_SERVICE_ARGUMENT";
}

/**
 * A guest block raised, thrown at the service's call of it. A service that lets it pass hands
 * the same exception back to the guest.
 */
export class BlockError extends KobakoError {
  declare readonly code: "KOBAKO_BLOCK";
  /** the name of the exception's class */
  readonly klass: string;
  /** innermost first, as `(eval):3:in name`, at most 100 */
  readonly backtraceLines: readonly string[];

  /** Made by the library. */
  constructor(message: string, failure: Partial<GuestFailure> = {}, context?: ErrorContext) {
    super(message, context);
    this.klass = failure.klass ?? "RuntimeError";
    this.backtraceLines = failure.backtraceLines ?? [];
  }
}

/** The guest's module is missing, is no kobako guest or of another version, or the engine cannot do what was asked. */
export class SetupError extends KobakoError {
  declare readonly code: "KOBAKO_SETUP";
}

/** No sandbox of a pool was free in time. */
export class PoolTimeoutError extends KobakoError {
  declare readonly code: "KOBAKO_POOL_TIMEOUT";
}

named(TrapError, "TrapError", "KOBAKO_TRAP");
named(TimeoutError, "TimeoutError", "KOBAKO_TIMEOUT");
named(MemoryLimitError, "MemoryLimitError", "KOBAKO_MEMORY_LIMIT");
named(FuelExhaustedError, "FuelExhaustedError", "KOBAKO_FUEL_EXHAUSTED");
named(AbortError, "AbortError", "KOBAKO_ABORT");
named(SandboxError, "SandboxError", "KOBAKO_SANDBOX");
named(BytecodeError, "BytecodeError", "KOBAKO_BYTECODE");
named(UndefinedEntrypointError, "UndefinedEntrypointError", "KOBAKO_UNDEFINED_ENTRYPOINT");
named(HandleExhaustedError, "HandleExhaustedError", "KOBAKO_HANDLE_EXHAUSTED");
named(ServiceError, "ServiceError", "KOBAKO_SERVICE");
named(NoServiceError, "NoServiceError", "KOBAKO_NO_SERVICE");
named(ServiceArgumentError, "ServiceArgumentError", "KOBAKO_SERVICE_ARGUMENT");
named(BlockError, "BlockError", "KOBAKO_BLOCK");
named(SetupError, "SetupError", "KOBAKO_SETUP");
named(PoolTimeoutError, "PoolTimeoutError", "KOBAKO_POOL_TIMEOUT");
