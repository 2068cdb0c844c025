/**
 * The one rule of what guest code can reach of a host object. Everything not named here is
 * out of reach: own fields of class instances, setters, symbols, what begins with an
 * underscore, and whatever comes from Object.prototype, Function.prototype or Error.prototype.
 */
import { Exposed, respondToGuest } from "../exposure.ts";

/** A member that the guest may use: called, or read when it is called without arguments. */
export type Member =
  | { readonly kind: "method"; readonly call: (...args: unknown[]) => unknown; readonly self: unknown }
  | { readonly kind: "value"; readonly read: () => unknown };

const callNames = new Set(["call", "()", "[]", "yield"]);
const never = new Set(["constructor", "prototype", "caller", "callee", "arguments"]);

/** Where a class chain ends: nothing of these is reachable. */
const roots = new Set<object | null>([null, Object.prototype, Function.prototype, Error.prototype]);

/** What makes code out of text, and the doors to everything: never called, never read. */
const forbidden = new Set<unknown>([
  globalThis,
  Reflect.get(globalThis, "process"),
  Reflect.get(globalThis, "eval"),
  Reflect,
  ...[() => {}, async () => {}, function* () {}, async function* () {}].map((sample): unknown =>
    Reflect.get(Object.getPrototypeOf(sample) as object, "constructor"),
  ),
]);
forbidden.delete(undefined);

/** The root of another realm's chain: it has no prototype, and what every Object.prototype has. */
function isRoot(prototype: object | null): boolean {
  if (roots.has(prototype)) return true;
  if (typeof prototype === "function") return true;
  return (
    Object.getPrototypeOf(prototype) === null && Object.getOwnPropertyDescriptor(prototype, "__proto__") !== undefined
  );
}

function isPlain(object: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(object);
  return prototype === Object.prototype || prototype === null;
}

/** The descriptor that a name has in the class chain of an instance, or of a plain object itself. */
function descriptorOf(object: object, name: string): PropertyDescriptor | undefined {
  if (isPlain(object)) return Object.getOwnPropertyDescriptor(object, name);
  let prototype = Object.getPrototypeOf(object) as object | null;
  while (prototype !== null && !isRoot(prototype)) {
    const found = Object.getOwnPropertyDescriptor(prototype, name);
    if (found) return found;
    prototype = Object.getPrototypeOf(prototype) as object | null;
  }
  return undefined;
}

function callable(call: unknown, self: unknown): Member | undefined {
  if (typeof call !== "function" || forbidden.has(call)) return undefined;
  return { kind: "method", call: call as (...args: unknown[]) => unknown, self };
}

/** The member of exactly this name, narrowing aside. */
function named(object: object, name: string): Member | undefined {
  if (typeof object === "function") {
    return callNames.has(name) ? callable(object, undefined) : undefined;
  }
  if (never.has(name) || name.startsWith("_")) return undefined;
  const descriptor = descriptorOf(object, name);
  if (!descriptor) return undefined;
  const { get } = descriptor;
  if (get) return { kind: "value", read: () => Reflect.apply(get, object, []) };
  if (!("value" in descriptor)) return undefined;
  const value: unknown = descriptor.value;
  if (typeof value === "function") return callable(value, object);
  if (!isPlain(object) || forbidden.has(value)) return undefined;
  return { kind: "value", read: () => value };
}

/** Spellings worked out before, of names that are not long; forgotten all together when there are many. */
const spelled = new Map<string, readonly string[]>();
const maxSpelled = 1024;
const maxSpelledName = 64;

/** The names that a guest's name may mean, the exact one first. */
function spellings(name: string): readonly string[] {
  const known = spelled.get(name);
  if (known) return known;
  const camel = name.replaceAll(/(?<=.)_+([a-z0-9])/gi, (_, letter: string) => letter.toUpperCase());
  const names = camel === name ? [name] : [name, camel];
  if (name.endsWith("?")) {
    const bare = camel.slice(0, -1);
    names.push(`is${bare.charAt(0).toUpperCase()}${bare.slice(1)}`);
  }
  if (spelled.size >= maxSpelled) spelled.clear();
  if (name.length <= maxSpelledName) spelled.set(name, names);
  return names;
}

function allowed(object: object, name: string): boolean {
  const narrow: unknown = (object as { readonly [respondToGuest]?: unknown })[respondToGuest];
  return narrow === undefined || (typeof narrow === "function" && Reflect.apply(narrow, object, [name]) === true);
}

/** The member that a guest's name reaches, if any. A host object that throws while it is asked reaches nothing. */
export function reach(target: object, name: string): Member | undefined {
  const exposed = Exposed.namesOf(target);
  const object = exposed ? Exposed.objectOf(target) : target;
  if (forbidden.has(object)) return undefined;
  const isFunction = typeof object === "function";
  const names = isFunction ? undefined : spellings(name);
  const count = names ? names.length : 1;
  for (let i = 0; i < count; i++) {
    const spelling = names ? (names[i] as string) : name;
    try {
      const member = named(object, spelling);
      const own = isFunction ? "call" : spelling;
      if (member && (!exposed || exposed.has(own)) && allowed(object, own)) return member;
    } catch {
      return undefined;
    }
  }
  return undefined;
}
