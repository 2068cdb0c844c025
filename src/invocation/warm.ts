import type { Instance } from "../engine/instance.ts";

/** Instances kept for the next invocation, in all sandboxes together. */
const maxWarm = 32;

/** Where a sandbox keeps the instance of its last invocation. */
export interface Slot {
  instance: Instance | undefined;
}

/** The slots that hold an instance, oldest first; held weakly, so a forgotten sandbox's goes with it. */
const warm = new Set<WeakRef<Slot>>();

/** Takes the instance out of its slot: while it runs, nothing else may. */
export function takeWarm(slot: Slot): Instance | undefined {
  const { instance } = slot;
  slot.instance = undefined;
  return instance;
}

/** Keeps an instance; makes room by giving up the one that has been kept longest. */
export function keepWarm(slot: Slot, instance: Instance, known: WeakRef<Slot>): void {
  slot.instance = instance;
  if (warm.has(known)) return;
  warm.add(known);
  for (const reference of warm) {
    const other = reference.deref();
    if (other?.instance && warm.size <= maxWarm) break;
    if (other && reference !== known) other.instance = undefined;
    if (reference !== known) warm.delete(reference);
  }
}
