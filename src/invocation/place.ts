import type { Instance } from "../engine/instance.ts";

/** Copies bytes into memory that the guest reserves for them. */
export function place(instance: Instance, bytes: Uint8Array): { at: number; length: number } {
  const at = instance.exports.kb_reserve(bytes.length) >>> 0;
  if (!instance.takes(at, bytes.length)) instance.meter.broken();
  instance.bytes.set(bytes, at);
  return { at, length: bytes.length };
}
