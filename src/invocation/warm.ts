import type { Instance } from "../engine/instance.ts";

/** Instances kept for the next invocation, in all sandboxes together. */
const maxWarm = 32;

/** The places that hold an instance, oldest first; held weakly, so a forgotten sandbox's goes with it. */
const warm = new Set<WeakRef<Place>>();

/** Where one instance is kept for the next invocation. */
export class Place {
  #instance: Instance | undefined;
  /** of a place that has had an instance since it was last given up: most sandboxes of many have none */
  #reference: WeakRef<Place> | undefined;

  get empty(): boolean {
    return this.#instance === undefined;
  }

  /** Takes the instance out: while it runs, nothing else may. */
  take(): Instance | undefined {
    const instance = this.#instance;
    this.#instance = undefined;
    return instance;
  }

  /** Keeps an instance; makes room by giving up the one that has been kept longest. */
  keep(instance: Instance): void {
    this.#instance = instance;
    this.#reference ??= new WeakRef(this);
    admit(this.#reference);
  }

  /** Gives up the instance, and what would be asked for it. */
  giveUp(): void {
    this.#instance = undefined;
    this.#reference = undefined;
  }
}

/** The places of a sandbox that runs several invocations at a time. */
export class Places {
  readonly #places: Place[] = [];

  take(): Instance | undefined {
    return this.#places.find((place) => !place.empty)?.take();
  }

  /** Keeps an instance if there is a place: never more than all sandboxes together may keep. */
  keep(instance: Instance): void {
    let place = this.#places.find(({ empty }) => empty);
    if (!place) {
      if (this.#places.length >= maxWarm) return;
      place = new Place();
      this.#places.push(place);
    }
    place.keep(instance);
  }

  clear(): void {
    for (const place of this.#places) place.take();
  }
}

function admit(known: WeakRef<Place>): void {
  if (warm.has(known)) return;
  warm.add(known);
  for (const reference of warm) {
    const other = reference.deref();
    if (other && !other.empty && warm.size <= maxWarm) break;
    if (reference === known) continue;
    other?.giveUp();
    warm.delete(reference);
  }
}
