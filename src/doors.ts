/**
 * What no guest may ever be bound to, hold or call, however it comes by it: what makes code out
 * of text, the process, the global object, and prototypes, through which one object changes others.
 */
import { maxChain } from "./objects.ts";

interface Builtins {
  readonly getBuiltinModule?: (name: string) => Readonly<Record<string, unknown>> | undefined;
}

const { process } = globalThis as { process?: Builtins };

/** A built-in module of Node and its kin, where there are any. */
export function builtin(name: string): Readonly<Record<string, unknown>> | undefined {
  return process?.getBuiltinModule?.(name);
}

const functions = [() => {}, async () => {}, function* () {}, async function* () {}];

/** Of this realm, by identity. Timers are here because browsers let them run text. */
const doors = new Set<unknown>([
  globalThis,
  process,
  Reflect,
  ...["eval", "setTimeout", "setInterval"].map((name): unknown => Reflect.get(globalThis, name)),
  ...["runInThisContext", "runInNewContext", "runInContext", "compileFunction"].map((name) => builtin("vm")?.[name]),
  ...["binding", "dlopen", "getBuiltinModule"].map((name) => (process as Record<string, unknown> | undefined)?.[name]),
  ...functions.flatMap((sample) => {
    const prototype = Object.getPrototypeOf(sample) as object;
    return [prototype, Reflect.get(prototype, "constructor"), Reflect.get(prototype, "prototype")] as unknown[];
  }),
  Object.getPrototypeOf(Object.getPrototypeOf([].values())),
  builtin("module")?.["prototype"],
]);
doors.delete(undefined);

/** Functions that have been looked at and are none: looking costs more than calling. */
const harmless = new WeakSet<object>();

function own(object: object, name: string | symbol): unknown {
  return Object.getOwnPropertyDescriptor(object, name)?.value;
}

/** A prototype is what its own constructor says is its prototype. */
function isPrototype(object: object): boolean {
  const constructor = own(object, "constructor");
  return typeof constructor === "function" && own(constructor, "prototype") === object;
}

/** Of any realm: what `Function` and its kin make descends from a function. */
function makesFunctions(candidate: object): boolean {
  let made = own(candidate, "prototype") as object | null | undefined;
  for (let i = 0; made && i < maxChain; i++) {
    if (typeof made === "function") return true;
    if (typeof made !== "object") return false;
    made = Object.getPrototypeOf(made) as object | null;
  }
  return false;
}

const makers = /^(bound )*(eval|Function|(Async)?(Generator)?Function)$/;

function isDoorOfCode(candidate: object): boolean {
  if (makesFunctions(candidate)) return true;
  const name = own(candidate, "name");
  if (typeof name === "string" && makers.test(name)) {
    return Function.prototype.toString.call(candidate).endsWith("{ [native code] }");
  }
  // a CommonJS module's `require`
  return typeof own(candidate, "resolve") === "function" && own(candidate, "cache") !== undefined;
}

/** Whether an object must never get to a guest. One that cannot be looked at is taken for such. */
export function isDoor(value: object): boolean {
  if (doors.has(value)) return true;
  try {
    if (typeof value !== "function") {
      return isPrototype(value) || own(value, "globalThis") === value || own(value, Symbol.toStringTag) === "Reflect";
    }
    if (harmless.has(value)) return false;
    if (isPrototype(value) || isDoorOfCode(value)) return true;
    harmless.add(value);
    return false;
  } catch {
    return true;
  }
}
