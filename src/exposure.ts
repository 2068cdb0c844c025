import { isDoor } from "./doors.ts";

/**
 * Key of a method that narrows what of an object the guest may reach. It is called with each
 * name that would be reachable and answers whether it is; it cannot widen anything.
 *
 * @example
 * class Account {
 *   [respondToGuest](name: string) { return name === "balance"; }
 *   balance() { return 7; }
 *   close() {}
 * }
 */
export const respondToGuest: unique symbol = Symbol("kobako.respondToGuest");

/** Prototypes of which no guest reaches anything, whatever a subclass answers. */
export const hidden: Set<object> = new Set();

/** Keeps a class of the library out of every guest's reach, wherever an instance is bound. */
export function hide(prototype: object): void {
  hidden.add(prototype);
  Object.defineProperty(prototype, respondToGuest, { value: () => false });
}

/** An object with the names that the guest may reach of it. Made by `expose`. */
export class Exposed {
  /** Asked before the private fields are: looking for one in an object without it costs three times as much. */
  static readonly #made = new WeakSet<object>();
  readonly #object: object;
  readonly #names: ReadonlySet<string>;

  constructor(object: object, names: readonly string[]) {
    this.#object = object;
    this.#names = new Set(names);
    Exposed.#made.add(this);
    Object.freeze(this);
  }

  /** The object of an Exposed; anything else as it is. */
  static objectOf(value: object): object {
    return Exposed.#made.has(value) ? (value as Exposed).#object : value;
  }

  /** The allow-list of an Exposed; undefined for anything else. */
  static namesOf(value: object): ReadonlySet<string> | undefined {
    return Exposed.#made.has(value) ? (value as Exposed).#names : undefined;
  }
}

/**
 * An object of which the guest reaches only the names given: as bound, as returned by a
 * service, or as an argument. Host code that gets it back gets the object itself. Of a function
 * the name is `call`. Exposing it again can only take names away.
 *
 * @param names names of the host object's members, as TypeScript spells them
 * @throws TypeError for a primitive or a way out such as `process`, and when the names are not strings
 * @example
 * sandbox.bind("Cfg::Theme", expose(theme, ["color"]));
 */
export function expose(object: object, names: readonly string[]): Exposed {
  if ((typeof object !== "object" || object === null) && typeof object !== "function") {
    throw new TypeError("only an object or a function can be exposed");
  }
  if (!Array.isArray(names) || !names.every((name) => typeof name === "string")) {
    throw new TypeError("the names to expose must be an array of strings");
  }
  const before = Exposed.namesOf(object);
  const inner = Exposed.objectOf(object);
  if (isDoor(inner)) throw new TypeError("this object is a way out of the sandbox and cannot be exposed");
  return new Exposed(inner, before ? names.filter((name) => before.has(name)) : names);
}
