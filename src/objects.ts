/** What kind of object a value is, told without calling anything of it but, on a Proxy, its traps. */

/** Prototypes followed, at most: a Proxy could go on for ever. */
export const maxChain = 64;

/** Whether this is an Object.prototype, of this realm or another. */
export function isObjectRoot(prototype: object): boolean {
  if (prototype === Object.prototype) return true;
  if (Object.getPrototypeOf(prototype) !== null) return false;
  return typeof Object.getOwnPropertyDescriptor(prototype, "__proto__")?.get === "function";
}

/** Whether an object is one that a literal makes, or has no prototype. */
export function isPlain(object: object): boolean {
  const prototype = Object.getPrototypeOf(object) as object | null;
  return prototype === null || isObjectRoot(prototype);
}

/** The descriptor of a name in an object or its chain. */
export function findDescriptor(object: object, name: string): PropertyDescriptor | undefined {
  let owner: object | null = object;
  for (let i = 0; owner !== null && i < maxChain; i++) {
    const found = Object.getOwnPropertyDescriptor(owner, name);
    if (found) return found;
    owner = Object.getPrototypeOf(owner) as object | null;
  }
  return undefined;
}
