/** Values that take a few bytes, written by hand where they go: most of what services answer. */

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
