/** Values that take a few bytes, written and read by hand where they are: most of what services are given and answer. */
import { readAscii } from "../ascii.ts";

/** Bytes that a value written here takes, at most. */
export const maxShort = 32;

/** Writes an ASCII string of less than 32 characters; answers where it ends, or 0. */
function text(memory: Uint8Array, at: number, value: string): number {
  const { length } = value;
  if (length >= maxShort) return 0;
  memory[at] = 0xa0 | length;
  for (let i = 0; i < length; i++) {
    const unit = value.charCodeAt(i);
    if (unit >= 0x80) return 0;
    memory[at + 1 + i] = unit;
  }
  return at + 1 + length;
}

/**
 * Writes a value at an address if it is short, in the form that the encoder gives it, and runs
 * nothing of it; answers where it ends, or 0 when it is to be encoded.
 */
export function putShort(memory: Uint8Array, at: number, value: unknown): number {
  switch (typeof value) {
    case "string":
      return text(memory, at, value);
    case "number":
      if ((value | 0) !== value || value < -32 || value > 0xffff || Object.is(value, -0)) return 0;
      if (value < 0x80) {
        memory[at] = value;
        return at + 1;
      }
      if (value <= 0xff) {
        memory[at] = 0xcc;
        memory[at + 1] = value;
        return at + 2;
      }
      memory[at] = 0xcd;
      memory[at + 1] = value >>> 8;
      memory[at + 2] = value;
      return at + 3;
    case "undefined":
      memory[at] = 0xc0;
      return at + 1;
    case "boolean":
      memory[at] = value ? 0xc3 : 0xc2;
      return at + 1;
    default:
      if (value !== null) return 0;
      memory[at] = 0xc0;
      return at + 1;
  }
}

/** Where the value that was read last ends. */
let ended = 0;

/** Reads a short value of a message that ends at `end`; undefined when that is to be decoded, or refused. */
function short(memory: Uint8Array, at: number, end: number): unknown {
  if (at >= end) return undefined;
  const tag = memory[at] as number;
  ended = at + 1;
  if (tag < 0x80) return tag;
  if (tag >= 0xe0) return tag - 0x100;
  if (tag >= 0xa0 && tag < 0xc0) {
    ended = at + 1 + (tag & 0x1f);
    return ended <= end ? readAscii(memory, at + 1, ended) : undefined;
  }
  switch (tag) {
    case 0xc0:
      return null;
    case 0xc2:
      return false;
    case 0xc3:
      return true;
    case 0xcc: {
      ended = at + 2;
      const value = memory[at + 1] as number;
      return ended <= end && value >= 0x80 ? value : undefined;
    }
    case 0xcd: {
      ended = at + 3;
      const value = ((memory[at + 1] as number) << 8) | (memory[at + 2] as number);
      return ended <= end && value >= 0x100 ? value : undefined;
    }
    default:
      return undefined;
  }
}

/** Reads the one short value from `at` to `end`, both within memory; undefined when that is to be decoded, or refused. */
export function takeShort(memory: Uint8Array, at: number, end: number): unknown {
  const value = short(memory, at, end);
  return ended === end ? value : undefined;
}

/** As `takeShort`, of up to three values that follow each other. */
export function takeFew(memory: Uint8Array, count: number, at: number, end: number): unknown[] | undefined {
  if (count === 0) return at === end ? [] : undefined;
  const first = short(memory, at, end);
  if (first === undefined) return undefined;
  if (count === 1) return ended === end ? [first] : undefined;
  const second = short(memory, ended, end);
  if (second === undefined) return undefined;
  if (count === 2) return ended === end ? [first, second] : undefined;
  const third = short(memory, ended, end);
  return count === 3 && ended === end && third !== undefined ? [first, second, third] : undefined;
}
