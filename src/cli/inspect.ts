import { printable } from "../format.ts";
import { RubySymbol } from "../values.ts";

const plain = /^[A-Za-z_]\w*[?!]?$/;

function string(value: string): string {
  return printable(JSON.stringify(value).replaceAll("#{", "\\#{"));
}

function symbol({ name }: RubySymbol): string {
  return plain.test(name) ? `:${name}` : `:${string(name)}`;
}

function pair([key, value]: [unknown, unknown]): string {
  if (!(key instanceof RubySymbol)) return `${inspect(key)} => ${inspect(value)}`;
  return `${plain.test(key.name) ? key.name : string(key.name)}: ${inspect(value)}`;
}

function number(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "Infinity" : "-Infinity";
  return Object.is(value, -0) ? "-0.0" : String(value);
}

/** A value as Ruby would write it; a host object, which Ruby never sees, by its class. */
export function inspect(value: unknown): string {
  if (value === null || value === undefined) return "nil";
  if (typeof value === "number") return number(value);
  if (typeof value === "string") return string(value);
  if (typeof value === "bigint" || typeof value === "boolean") return String(value);
  if (value instanceof RubySymbol) return symbol(value);
  if (value instanceof Uint8Array) {
    return `"${Array.from(value, (byte) => (byte >= 0x20 && byte < 0x7f && byte !== 0x22 && byte !== 0x5c ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, "0").toUpperCase()}`)).join("")}"`;
  }
  if (Array.isArray(value)) return `[${value.map(inspect).join(", ")}]`;
  if (value instanceof Map) return value.size === 0 ? "{}" : `{${[...value].map(pair).join(", ")}}`;
  if (value instanceof Set) return `Set[${Array.from(value, inspect).join(", ")}]`;
  return typeof value === "function" ? "#<host function>" : "#<host object>";
}

function key(value: unknown): string {
  if (value instanceof RubySymbol) return value.name;
  return typeof value === "string" ? value : inspect(value);
}

/**
 * A value as JSON has it: symbols are strings, integers past 2^53 strings of digits, bytes base64 under `$bytes`,
 * NaN and the infinities their names, sets arrays, keys that are no text as Ruby writes them.
 */
export function jsonable(value: unknown): unknown {
  if (typeof value === "bigint") return String(value);
  if (typeof value === "number") return Number.isFinite(value) ? value : number(value);
  if (value instanceof RubySymbol) return value.name;
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString("base64") };
  if (Array.isArray(value)) return value.map(jsonable);
  if (value instanceof Set) return Array.from(value, jsonable);
  if (value instanceof Map) {
    const object: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
    for (const [name, item] of value) object[key(name)] = jsonable(item);
    return object;
  }
  return typeof value === "object" && value !== null
    ? inspect(value)
    : typeof value === "function"
      ? inspect(value)
      : value;
}
