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

/** Throws when there is no time left. */
export type Check = () => void;

const keysAtOnce = 16;

/** The Map or Set that a list stands for: a mark, and what is in it. A guest chooses keys that collide, so it takes time. */
function tabled(list: readonly unknown[], check: Check | undefined): unknown {
  const map = new Map<unknown, unknown>();
  const set = new Set<unknown>();
  const pairs = (list[0] as object).valueOf() === true;
  for (let i = 1; i < list.length; i += pairs ? 2 : 1) {
    if (i % keysAtOnce === 1) check?.();
    if (pairs) map.set(list[i], list[i + 1]);
    else set.add(list[i]);
  }
  return pairs ? map : set;
}

/** A copy whose other objects are what `leaf` makes of them; tables become lists, and marked lists tables. */
function copy(value: unknown, leaf: Leaf, depth = 0, check?: Check): unknown {
  if (typeof value === "function") throw new TypeError("a function cannot leave its thread");
  if (typeof value !== "object" || value === null) return value;
  if (depth > maxDepth) throw new TypeError("the value is nested too deep");
  const inner = (item: unknown): unknown => copy(item, leaf, depth + 1, check);
  if (Array.isArray(value)) {
    const list = value.map(inner);
    return list[0] instanceof Boolean ? tabled(list, check) : list;
  }
  if (value instanceof Map)
    return [new Boolean(true), ...[...value].flatMap(([key, item]) => [inner(key), inner(item)])];
  if (value instanceof Set) return [new Boolean(false), ...[...value].map(inner)];
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

/**
 * A value as it was before it was sent.
 *
 * @throws whatever `check` throws, which is called now and then while a Map or Set is filled
 */
export function unpack(value: unknown, check?: Check): unknown {
  const leaf = (object: object): unknown => {
    if (object instanceof String) return sym(object.valueOf());
    if (object instanceof Number) return new RubyFloat(object.valueOf());
    return object;
  };
  return copy(value, leaf, 0, check);
}
