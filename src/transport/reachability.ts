/**
 * The one rule of what guest code can reach of a host object. Everything not named here is
 * out of reach: own fields of class instances, setters, symbols, what begins with an
 * underscore, and whatever comes from Object.prototype, Function.prototype or Error.prototype.
 * Doors (see doors.ts) are refused before: where an object is bound, and where a handle is made.
 */
import { builtin, isDoor } from "../doors.ts";
import { Exposed, hidden, respondToGuest } from "../exposure.ts";
import { isObjectRoot, isPlain, maxChain } from "../objects.ts";

/** A member that the guest may use: called, or read when it is called without arguments. */
export type Member =
  | { readonly kind: "method"; readonly call: (...args: unknown[]) => unknown; readonly self: unknown }
  | { readonly kind: "value"; readonly read: () => unknown };

const callNames = new Set(["call", "()", "[]", "yield"]);
const never = new Set(["constructor", "prototype", "caller", "callee", "arguments"]);
/** A view of bytes must not give the memory around them: Node keeps many Buffers in one. */
const neverOfViews = new Set(["buffer", "parent", "offset", "byteOffset"]);

/** Where a class chain ends: nothing of these is reachable. A promise is waited for, or nothing. */
const roots = new Set<object | null | undefined>([
  null,
  Object.prototype,
  Function.prototype,
  Error.prototype,
  Promise.prototype,
  builtin("module")?.["prototype"] as object | undefined,
  (builtin("vm")?.["Script"] as { readonly prototype: object } | undefined)?.prototype,
]);

/** Prototypes that are another realm's of no such class: looking costs more than following a chain. */
const harmless = new WeakSet<object>();

/** Whether this is the Error.prototype or the Promise.prototype of another realm. */
function isForeignRoot(prototype: object): boolean {
  if (harmless.has(prototype)) return false;
  const maker: unknown = Object.getOwnPropertyDescriptor(prototype, "constructor")?.value;
  const isRoot =
    typeof maker === "function" &&
    Object.getOwnPropertyDescriptor(maker, "prototype")?.value === prototype &&
    /^function (?:Error|Promise)\(\) \{ \[native code\] \}$/.test(Function.prototype.toString.call(maker));
  if (!isRoot) harmless.add(prototype);
  return isRoot;
}

function isRoot(prototype: object | null): boolean {
  return (
    prototype === null ||
    roots.has(prototype) ||
    hidden.has(prototype) ||
    typeof prototype === "function" ||
    isObjectRoot(prototype) ||
    isForeignRoot(prototype)
  );
}

/** The descriptor that a name has in the class chain of an instance, or of a plain object itself. */
function descriptorOf(object: object, name: string, plain: boolean): PropertyDescriptor | undefined {
  if (plain) return Object.getOwnPropertyDescriptor(object, name);
  let prototype = Object.getPrototypeOf(object) as object | null;
  for (let i = 0; prototype !== null && i < maxChain && !isRoot(prototype); i++) {
    const found = Object.getOwnPropertyDescriptor(prototype, name);
    if (found) return found;
    prototype = Object.getPrototypeOf(prototype) as object | null;
  }
  return undefined;
}

function callable(call: unknown, self: unknown): Member | undefined {
  if (typeof call !== "function" || isDoor(call)) return undefined;
  return { kind: "method", call: call as (...args: unknown[]) => unknown, self };
}

/** The member of exactly this name that an object other than a function has, narrowing aside. */
function named(object: object, name: string): Member | undefined {
  if (neverOfViews.has(name) && ArrayBuffer.isView(object)) return undefined;
  const plain = isPlain(object);
  const descriptor = descriptorOf(object, name, plain);
  if (!descriptor) return undefined;
  const { get } = descriptor;
  if (get) return { kind: "value", read: () => Reflect.apply(get, object, []) };
  if (!("value" in descriptor)) return undefined;
  const value: unknown = descriptor.value;
  if (typeof value === "function") return callable(value, object);
  if (!plain || (typeof value === "object" && value !== null && isDoor(value))) return undefined;
  return { kind: "value", read: () => value };
}

/** Spellings worked out before, of names that are not long; forgotten all together when there are many. */
const spelled = new Map<string, readonly string[]>();
const maxSpelled = 1024;
const maxSpelledName = 64;

/** The names that a guest's name may mean, the exact one first, without those that name nothing anywhere. */
function spellings(name: string): readonly string[] {
  const known = spelled.get(name);
  if (known) return known;
  const camel = name.replaceAll(/(?<=.)_+([a-z0-9])/gi, (_, letter: string) => letter.toUpperCase());
  const all = camel === name ? [name] : [name, camel];
  if (name.endsWith("?")) {
    const bare = camel.slice(0, -1);
    all.push(`is${bare.charAt(0).toUpperCase()}${bare.slice(1)}`);
  }
  const names = all.filter((spelling) => !never.has(spelling) && !spelling.startsWith("_"));
  if (spelled.size >= maxSpelled) spelled.clear();
  if (name.length <= maxSpelledName) spelled.set(name, names);
  return names;
}

function allowed(object: object, name: string): boolean {
  const narrow: unknown = (object as { readonly [respondToGuest]?: unknown })[respondToGuest];
  return narrow === undefined || (typeof narrow === "function" && Reflect.apply(narrow, object, [name]) === true);
}

const called: readonly string[] = ["call"];
const nothing: readonly string[] = [];

/**
 * What a guest's name reaches of a host object, to be asked as often as it is called. What
 * cannot change is looked at once: which object it is, whether that is a function, the names
 * that it was exposed with, and the spellings. What the object itself can change is asked anew.
 */
export class Question {
  readonly #object: object;
  readonly #names: readonly string[];
  readonly #isFunction: boolean;
  /** of a function that is no door */
  #whole: Member | undefined;

  constructor(target: object, name: string) {
    const exposed = Exposed.namesOf(target);
    this.#object = exposed ? Exposed.objectOf(target) : target;
    this.#isFunction = typeof this.#object === "function";
    let names = spellings(name);
    if (this.#isFunction) names = callNames.has(name) ? called : nothing;
    this.#names = exposed ? names.filter((spelling) => exposed.has(spelling)) : names;
  }

  /** The member, if any. A host object that throws while it is asked reaches nothing. */
  answer(): Member | undefined {
    const names = this.#names;
    try {
      for (let i = 0; i < names.length; i++) {
        const spelling = names[i] as string;
        const member = this.#isFunction ? this.#call() : named(this.#object, spelling);
        if (member && allowed(this.#object, spelling)) return member;
      }
    } catch {
      // as if it had no member of that name
    }
    return undefined;
  }

  #call(): Member | undefined {
    this.#whole ??= callable(this.#object, undefined);
    return this.#whole;
  }
}

/** The member that a guest's name reaches now. */
export function reach(target: object, name: string): Member | undefined {
  return new Question(target, name).answer();
}
