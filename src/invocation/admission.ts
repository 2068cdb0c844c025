/** Lets so many in at a time; the others wait in the order they came. */
export class Admission {
  readonly #room: number;
  /** who waits, and what lets them in */
  readonly #waiting = new Map<() => void, () => void>();
  #inside = 0;

  constructor(room: number) {
    this.#room = room;
  }

  /** Calls back as soon as there is room: at once, or soon after one that is inside has left. */
  enter(admitted: () => void): void {
    if (this.#inside < this.#room) {
      this.#inside++;
      admitted();
      return;
    }
    // by a promise that who waits has made: workerd knows by that for which request it goes on
    void new Promise<void>((admit) => this.#waiting.set(admitted, admit)).then(admitted);
  }

  /** Gives up waiting; answers whether this one did wait. */
  withdraw(admitted: () => void): boolean {
    return this.#waiting.delete(admitted);
  }

  /** One that is inside leaves, and the first that waits has its place. */
  leave(): void {
    const [first] = this.#waiting;
    if (!first) {
      this.#inside--;
      return;
    }
    const [next, admit] = first;
    this.#waiting.delete(next);
    admit();
  }
}
