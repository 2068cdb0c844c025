import {
  HandleExhaustedError,
  KobakoError,
  NoServiceError,
  ServiceArgumentError,
  ServiceError,
  type ErrorContext,
  type GuestFailure,
} from "../errors.ts";

/** Failures of the host whose cause is kept for an exception that the guest may raise again. */
const kept = 256;

/** The guest's classes for them, by their number on the wire. */
export const FailureKind = { service: 0, noService: 1, argument: 2, handles: 3 } as const;

interface Failure {
  readonly kind: number;
  readonly cause: unknown;
  /** names that a call which reached nothing may have meant; worked out when the host is to be told */
  readonly meant?: (() => readonly string[]) | undefined;
}

/** The class that the guest gets for what a service threw. */
export function failureKind(thrown: unknown): number {
  // an error with a record is the end of another invocation, which the service began
  if (!KobakoError.is(thrown) || thrown.execution) return FailureKind.service;
  if (thrown instanceof HandleExhaustedError) return FailureKind.handles;
  return thrown instanceof ServiceArgumentError ? FailureKind.argument : FailureKind.service;
}

/** What services threw during one invocation, by the number that the guest's exception carries. */
export class Failures {
  #known: Map<number, Failure> | undefined;
  #last = 0;

  add(kind: number, cause: unknown, meant?: () => readonly string[]): number {
    const number = ++this.#last;
    this.#known ??= new Map();
    this.#known.set(number, { kind, cause, meant });
    this.#known.delete(number - kept);
    return number;
  }

  /** What the service threw, as long as that is kept. */
  cause(number: number): unknown {
    return this.#known?.get(number)?.cause;
  }

  /** The host's error for a guest exception of that number, which the script did not rescue. */
  error(number: number, message: string, guest: GuestFailure, context: ErrorContext): KobakoError {
    const failure = this.#known?.get(number);
    const cause = failure && failure.kind !== FailureKind.noService ? { cause: failure.cause } : {};
    const all = { ...guest, ...context, ...cause };
    if (failure?.kind === FailureKind.handles) return new HandleExhaustedError(message, guest, context);
    if (failure?.kind === FailureKind.noService)
      return new NoServiceError(message, { ...all, suggestions: failure.meant?.() ?? [] });
    if (failure?.kind === FailureKind.argument) return new ServiceArgumentError(message, all);
    return new ServiceError(message, all);
  }
}
