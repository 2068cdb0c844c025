import type { Instance } from "./engine/instance.ts";
import type { Execution } from "./execution.ts";
import { currentGuest, type Guest } from "./guest.ts";
import { ProgramCache } from "./invocation/cache.ts";
import { Invocation } from "./invocation/invocation.ts";
import { keepWarm, takeWarm, type Slot } from "./invocation/warm.ts";
import { lower, readOptions, type EvalOptions, type SandboxOptions, type Settings } from "./options.ts";

/** The name that backtraces give to what `eval` runs. */
const evalName = "(eval)";

/**
 * Runs untrusted Ruby. A sandbox is configuration: it holds no state of any run, every
 * invocation starts from exactly the same guest, and making one costs about a microsecond.
 *
 * @example
 * const sandbox = new Sandbox({ timeout: 100 });
 * const { value, stdout } = sandbox.eval('puts "hello"; 6 * 7');
 */
export class Sandbox {
  readonly #settings: Settings;
  #guest: Guest | undefined;
  #slot: Slot | undefined;
  #reference: WeakRef<Slot> | undefined;
  #programs: ProgramCache | undefined;

  /** @throws TypeError for an unknown option or one of the wrong type, RangeError for a number out of range */
  constructor(options?: SandboxOptions) {
    this.#settings = readOptions(options);
  }

  /**
   * Runs a source from the sandbox's image and answers its record.
   *
   * @throws SandboxError when the script raises, does not compile, or ends in a value with no form outside
   * @throws TrapError, or the subclass of the limit that was met
   * @throws TypeError when the source is not a string, or for a wrong option
   */
  eval<T = unknown>(source: string, options?: EvalOptions): Execution<T> {
    if (typeof source !== "string") throw new TypeError("the source must be a string");
    const settings = options === undefined ? this.#settings : lower(this.#settings, options);
    const started = performance.now();
    this.#guest ??= currentGuest();
    this.#programs ??= new ProgramCache();
    const invocation = new Invocation(settings, this.#take(this.#guest), started);
    try {
      let program = this.#programs.get(source);
      if (program) {
        invocation.charge(program);
      } else {
        program = invocation.compile(source, evalName);
        this.#programs.set(source, program);
      }
      return invocation.eval(program) as Execution<T>;
    } finally {
      if (!invocation.spoiled) this.#keep(invocation.instance);
    }
  }

  /** Gives up the instance that is kept for the next invocation. The sandbox stays usable. */
  [Symbol.dispose](): void {
    if (this.#slot) this.#slot.instance = undefined;
  }

  #take(guest: Guest): Instance {
    const kept = this.#slot && takeWarm(this.#slot);
    return kept ?? guest.instantiate();
  }

  #keep(instance: Instance): void {
    if (this.#settings.isolation === "instance" || !instance.reusable) return;
    this.#slot ??= { instance: undefined };
    this.#reference ??= new WeakRef(this.#slot);
    if (!this.#slot.instance) keepWarm(this.#slot, instance, this.#reference);
  }
}
