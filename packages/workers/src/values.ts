/**
 * Values between threads: what structured cloning keeps goes as it is, and the two classes of
 * kobako's values as boxed primitives, which no value of a guest is.
 */
import { RubyFloat, RubySymbol, sym } from "kobako";

const maxDepth = 200;

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function setOwn(object: object, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}

type Leaf = (value: object) => unknown;

/** A copy whose other objects are what `leaf` makes of them. */
function copy(value: unknown, leaf: Leaf, depth = 0): unknown {
  if (typeof value === "function") throw new TypeError("a function cannot leave its thread");
  if (typeof value !== "object" || value === null) return value;
  if (depth > maxDepth) throw new TypeError("the value is nested too deep");
  const inner = (item: unknown): unknown => copy(item, leaf, depth + 1);
  if (Array.isArray(value)) return value.map(inner);
  if (value instanceof Map) return new Map([...value].map(([key, item]) => [inner(key), inner(item)]));
  if (value instanceof Set) return new Set([...value].map(inner));
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return value;
  if (!isPlain(value)) return leaf(value);
  const object = {};
  for (const [key, item] of Object.entries(value)) setOwn(object, key, inner(item));
  return object;
}

/**
 * A value as it is sent.
 *
 * @throws TypeError for what only means something in its own thread
 */
export function pack(value: unknown): unknown {
  return copy(value, (object) => {
    if (object instanceof RubySymbol) return new String(object.name);
    if (object instanceof RubyFloat) return new Number(object.value);
    throw new TypeError("an object of a class cannot leave its thread");
  });
}

/** A value as it was before it was sent. */
export function unpack(value: unknown): unknown {
  return copy(value, (object) => {
    if (object instanceof String) return sym(object.valueOf());
    if (object instanceof Number) return new RubyFloat(object.valueOf());
    return object;
  });
}
