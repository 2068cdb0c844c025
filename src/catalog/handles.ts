import { Exposed } from "../exposure.ts";
import { HandleExhaustedError } from "../errors.ts";

/** Numbers past this have no form on the wire. */
const maxId = 0x7fffffff;

/** The host objects that one invocation's guest holds tokens for. Numbers begin at 1 and are never used again. */
export class Handles {
  readonly #objects: object[] = [];
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = Math.min(limit, maxId);
  }

  /**
   * A new number for an object, also for one that has a number already.
   *
   * @throws HandleExhaustedError past the limit
   */
  add(object: object): number {
    if (this.#objects.length >= this.#limit) throw HandleExhaustedError.of(this.#limit);
    return this.#objects.push(object);
  }

  /** The object as the guest reaches it: narrowed, if it was exposed. */
  target(id: number): object | undefined {
    return this.#objects[id - 1];
  }

  /** The object as the host gets it back. */
  restore(id: number): object | undefined {
    const object = this.#objects[id - 1];
    return object && Exposed.objectOf(object);
  }
}
