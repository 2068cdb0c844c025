import type { Image } from "../engine/image.ts";
import type { Instance } from "../engine/instance.ts";
import type { Guest } from "../guest.ts";
import { ProgramCache } from "./cache.ts";

/** What compiles and bakes the snippets of all sandboxes of a guest; no program of a sandbox runs there. */
export class Workshop {
  /** what was compiled of late */
  readonly programs: ProgramCache = new ProgramCache();
  readonly #guest: Guest;
  #instance: Instance | undefined;
  #image: Image | undefined;

  private constructor(guest: Guest) {
    this.#guest = guest;
  }

  static of(guest: Guest): Workshop {
    const workshop = workshops.get(guest) ?? new Workshop(guest);
    workshops.set(guest, workshop);
    return workshop;
  }

  /** The instance that is kept, if there is one: while it is used, nothing else may. */
  take(): Instance | undefined {
    const instance = this.#instance;
    this.#instance = undefined;
    return instance;
  }

  /** The same, unless it has more memory than a new one: the image of a sandbox must not depend on what came before. */
  takeBare(): Instance | undefined {
    const instance = this.#instance;
    return instance && instance.bytes.length === instance.image.size ? this.take() : undefined;
  }

  /** A new one. */
  make(): Instance {
    const instance = this.#guest.instantiate();
    this.#image ??= instance.image;
    return instance;
  }

  /** Keeps an instance that nothing unwound, for the guest's own image again. */
  keep(instance: Instance): void {
    if (!this.#image) return;
    instance.image = this.#image;
    if (instance.reusable) this.#instance = instance;
  }
}

const workshops = new WeakMap<Guest, Workshop>();
