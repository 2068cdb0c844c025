/** Errors between threads: classes do not survive cloning, so they go as data and are made again. */
import * as kobako from "kobako";
import { KobakoError, type Execution } from "kobako";

import { pack, unpack, type Check } from "./values.ts";

/** An error as it is sent. */
export interface Failure {
  readonly name: string;
  readonly message: string;
  /** the error's own fields, packed; undefined when it is none of kobako's */
  readonly fields: unknown;
  readonly execution: Execution | undefined;
  readonly cause: unknown;
}

type Made = new (message: string, a?: unknown, b?: unknown) => KobakoError;

/** Own fields that go along, where an error has them. */
const carried = ["origin", "klass", "backtraceLines", "details", "diagnostics", "available", "suggestions"];

/** What can be told of a cause in another thread: that of an Error, or a value that can be sent. */
function packCause(cause: unknown): unknown {
  try {
    return structuredClone(cause instanceof Error ? cause : pack(cause));
  } catch {
    return undefined;
  }
}

function packFields(error: object): unknown {
  const fields: Record<string, unknown> = {};
  for (const name of carried) {
    const value: unknown = Reflect.get(error, name);
    try {
      if (value !== undefined) fields[name] = pack(value);
    } catch {
      fields[name] = null; // details that only mean something in the other thread
    }
  }
  return fields;
}

export function packFailure(thrown: unknown): Failure {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const own = error instanceof KobakoError;
  return {
    name: error.name,
    message: error.message,
    fields: own ? packFields(error) : undefined,
    execution: own ? error.execution : undefined,
    cause: packCause(error.cause),
  };
}

/** The error that was thrown in the other thread, of the same class. */
export function unpackFailure({ name, message, fields, execution, cause: sent }: Failure, check?: Check): Error {
  const cause = sent instanceof Error ? sent : unpack(sent, check);
  const known = fields === undefined ? undefined : (Reflect.get(kobako, name) as Made | undefined);
  if (!known) {
    const Native = name === "TypeError" ? TypeError : name === "RangeError" ? RangeError : Error;
    return new Native(message, cause === undefined ? undefined : { cause });
  }
  const own = unpack(fields, check) as Record<string, unknown>;
  const context = { execution, ...(cause === undefined ? {} : { cause }) };
  const takesFailure = known.prototype instanceof kobako.SandboxError || name === "SandboxError";
  const error = takesFailure ? new known(message, own, context) : new known(message, { ...own, ...context });
  for (const field of ["available", "suggestions"]) {
    if (own[field] !== undefined) Object.defineProperty(error, field, { value: own[field], enumerable: true });
  }
  return error;
}
