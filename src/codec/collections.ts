/** What is made of many keys. Guests choose those, also such numbers as collide in an engine's tables. */
import { RubySymbol } from "../values.ts";

/** Throws when there is no time left. */
export type Check = () => void;

/** Keys put in place before the first look at the clock, and between two: each may take time by how many there are. */
const firstKeys = 1024;
const keysAtOnce = 16;

function look(i: number, check: Check | undefined): void {
  if (i >= firstKeys && i % keysAtOnce === 0) check?.();
}

/** A list with room for what it is to hold, unless a guest says that this is much. */
export function listOf(count: number): unknown[] {
  // oxlint-disable-next-line unicorn/no-new-array -- Array.from takes thirty times as long
  return new Array<unknown>(Math.min(count, 1024));
}

export function mapOf(keys: readonly unknown[], values: readonly unknown[], check?: Check): Map<unknown, unknown> {
  const out = new Map<unknown, unknown>();
  for (let i = 0; i < keys.length; i++) {
    look(i, check);
    out.set(keys[i], values[i]);
  }
  return out;
}

export function setOf(elements: readonly unknown[], check?: Check): Set<unknown> {
  const out = new Set<unknown>();
  for (let i = 0; i < elements.length; i++) {
    look(i, check);
    out.add(elements[i]);
  }
  return out;
}

/** A plain object of the pairs, or undefined where two keys share a name or one has none. */
export function plainObject(keys: readonly unknown[], values: readonly unknown[], check?: Check): object | undefined {
  const out: Record<string, unknown> = {};
  for (let i = 0; i < keys.length; i++) {
    look(i, check);
    const key = keys[i];
    const name = typeof key === "string" ? key : key instanceof RubySymbol ? key.name : undefined;
    if (name === undefined) return undefined;
    if (name in out) {
      if (Object.hasOwn(out, name)) return undefined;
      // assigning would run what an application has put on Object.prototype, or fail where that is frozen
      Object.defineProperty(out, name, { value: values[i], configurable: true, enumerable: true, writable: true });
    } else {
      out[name] = values[i];
    }
  }
  return out;
}
