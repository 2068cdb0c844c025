import type { Instance } from "../engine/instance.ts";

/** Copies bytes into memory that the guest reserves for them. */
export function place(instance: Instance, bytes: Uint8Array): { at: number; length: number } {
  const at = instance.exports.kb_reserve(bytes.length) >>> 0;
  const target = instance.range(at, bytes.length);
  if (!target) instance.meter.broken();
  else target.set(bytes);
  return { at, length: bytes.length };
}
