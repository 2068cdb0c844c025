import {
  AbortError,
  FuelExhaustedError,
  MemoryLimitError,
  SandboxError,
  ServiceError,
  SetupError,
  TimeoutError,
  TrapError,
} from "../errors.ts";

/** What the command answers to the shell. */
export const Exit = {
  value: 0,
  raised: 1,
  usage: 2,
  syntax: 3,
  service: 4,
  trap: 5,
  setup: 6,
  timeout: 7,
  memory: 8,
  fuel: 9,
  interrupted: 130,
} as const;

/** The exit code for an error; undefined for one that is a bug of the command. */
export function exitCode(error: unknown): number | undefined {
  if (error instanceof UsageError) return Exit.usage;
  if (error instanceof SandboxError) return error.diagnostics.length > 0 ? Exit.syntax : Exit.raised;
  if (error instanceof ServiceError) return Exit.service;
  if (error instanceof TimeoutError) return Exit.timeout;
  if (error instanceof MemoryLimitError) return Exit.memory;
  if (error instanceof FuelExhaustedError) return Exit.fuel;
  if (error instanceof AbortError) return Exit.interrupted;
  if (error instanceof TrapError) return Exit.trap;
  return error instanceof SetupError ? Exit.setup : undefined;
}

/** The command was called in a way that it does not understand. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
