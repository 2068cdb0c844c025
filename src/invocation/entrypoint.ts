import { maxMessage } from "../codec/decoder.ts";
import { WireError } from "../codec/wire-errors.ts";
import { UndefinedEntrypointError } from "../errors.ts";
import type { Execution } from "../execution.ts";
import { isPlain } from "../objects.ts";
import { near } from "../transport/suggestions.ts";
import { sym, type RubySymbol } from "../values.ts";

/** Keywords as they cross; undefined where there are none. */
export type Keywords = ReadonlyMap<RubySymbol, unknown> | undefined;

const constant = /^[A-Z]\w*$/;
/** The guest names no more than this, and one that has been taken over is not listened to. */
const maxAvailable = 100;

/** @throws TypeError for what is not one constant and an array, RangeError for one that is longer than any message */
export function checkCall(target: unknown, args: unknown): void {
  if (typeof target !== "string" || !constant.test(target)) {
    throw new TypeError("the target of run is the name of one constant, such as Adder");
  }
  if (!Array.isArray(args)) throw new TypeError("the arguments of run are an array");
  if (args.length > maxMessage) throw new RangeError("more arguments than can enter the sandbox");
}

/** @throws TypeError for what is not a plain object */
export function readKeywords(kwargs: unknown): Keywords {
  if (kwargs === undefined) return undefined;
  if (typeof kwargs !== "object" || kwargs === null || !isPlain(kwargs)) {
    throw new TypeError("kwargs must be a plain object of keywords");
  }
  const entries = Object.entries(kwargs);
  return entries.length === 0 ? undefined : new Map(entries.map(([name, value]) => [sym(name), value as unknown]));
}

/** The error of a target that is no entrypoint, from the names that the guest has. */
export function undefinedEntrypoint(target: string, names: unknown, execution: Execution): UndefinedEntrypointError {
  if (!Array.isArray(names) || !names.every((name) => typeof name === "string")) {
    throw new WireError("malformed names of entrypoints");
  }
  const available = (names as string[]).filter((name) => constant.test(name)).slice(0, maxAvailable);
  available.sort();
  return UndefinedEntrypointError.of(target, available, near(target, available), execution);
}
