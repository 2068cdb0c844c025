import type { Instance } from "../engine/instance.ts";

/** Instances kept for the next invocation, in all sandboxes together. */
const maxWarm = 32;

interface Kept {
  instance: Instance | undefined;
}

/** The places that hold an instance, oldest first; held weakly, so a forgotten sandbox's goes with it. */
const warm = new Set<WeakRef<Kept>>();

/** The instances that a sandbox keeps for its next invocations. */
export class Warm {
  readonly #places: { readonly kept: Kept; readonly reference: WeakRef<Kept> }[] = [];
  readonly #most: number;

  /** @param most how many, at most */
  constructor(most: number) {
    this.#most = most;
  }

  /** Takes an instance out: while it runs, nothing else may. */
  take(): Instance | undefined {
    for (const { kept } of this.#places) {
      const { instance } = kept;
      kept.instance = undefined;
      if (instance) return instance;
    }
    return undefined;
  }

  /** Keeps an instance if there is a place; makes room by giving up the one that has been kept longest. */
  keep(instance: Instance): void {
    let place = this.#places.find(({ kept }) => !kept.instance);
    if (!place) {
      if (this.#places.length >= this.#most) return;
      const kept: Kept = { instance: undefined };
      place = { kept, reference: new WeakRef(kept) };
      this.#places.push(place);
    }
    place.kept.instance = instance;
    admit(place.reference);
  }

  clear(): void {
    for (const { kept } of this.#places) kept.instance = undefined;
  }
}

function admit(known: WeakRef<Kept>): void {
  if (warm.has(known)) return;
  warm.add(known);
  for (const reference of warm) {
    const other = reference.deref();
    if (other?.instance && warm.size <= maxWarm) break;
    if (other && reference !== known) other.instance = undefined;
    if (reference !== known) warm.delete(reference);
  }
}
