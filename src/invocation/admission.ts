/** Lets so many in at a time; the others wait in the order they came. */
export class Admission {
  readonly #room: number;
  readonly #waiting = new Set<() => void>();
  #inside = 0;

  constructor(room: number) {
    this.#room = room;
  }

  /** Calls back as soon as there is room: at once, or soon after one that is inside has left. */
  enter(admitted: () => void): void {
    if (this.#inside >= this.#room) {
      this.#waiting.add(admitted);
      return;
    }
    this.#inside++;
    admitted();
  }

  /** Gives up waiting; answers whether this one did wait. */
  withdraw(admitted: () => void): boolean {
    return this.#waiting.delete(admitted);
  }

  /** One that is inside leaves, and the first that waits has its place. */
  leave(): void {
    const [next] = this.#waiting;
    if (!next) {
      this.#inside--;
      return;
    }
    this.#waiting.delete(next);
    queueMicrotask(next);
  }
}
