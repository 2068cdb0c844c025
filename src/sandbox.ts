import { Namespace, Services, type Provider } from "./catalog/services.ts";
import type { Image } from "./engine/image.ts";
import type { Instance } from "./engine/instance.ts";
import type { Execution } from "./execution.ts";
import { hide } from "./exposure.ts";
import { currentGuest, type Guest } from "./guest.ts";
import { ProgramCache } from "./invocation/cache.ts";
import { Invocation } from "./invocation/invocation.ts";
import { imageFor } from "./invocation/setup.ts";
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
  static {
    hide(this.prototype);
  }

  readonly #settings: Settings;
  readonly #services = new Services();
  #image: Image | undefined;
  #guest: Guest | undefined;
  #slot: Slot | undefined;
  #reference: WeakRef<Slot> | undefined;
  #programs: ProgramCache | undefined;

  /** @throws TypeError for an unknown option or one of the wrong type, RangeError for a number out of range */
  constructor(options?: SandboxOptions) {
    this.#settings = readOptions(options);
  }

  /**
   * A namespace to bind services in.
   *
   * @throws TypeError for a name that is not a constant's, and once the sandbox has run anything
   * @example
   * sandbox.define("KV").bind("Lookup", (key: string) => store.get(key));
   */
  define(path: string): Namespace {
    this.#services.checkOpen();
    this.#services.check(path);
    return new Namespace(this.#services, path);
  }

  /**
   * Binds a host object as a constant of the guest. What the guest reaches of it is decided by
   * its shape: a function is called; of a plain object its own functions and data; of a class
   * instance the methods and getters of its class.
   *
   * @param path constants such as `Billing::Invoices`
   * @throws TypeError for a path that is not one, is taken or lies above or below another, for
   *   a primitive or a way out such as `process`, and once the sandbox has run anything
   */
  bind(path: string, object: object): this {
    this.#services.bind(path, object);
    return this;
  }

  /** Makes the constant without an object: an invocation's `bind` fills it. Throws as `bind`. */
  declare(path: string): this {
    this.#services.declare(path);
    return this;
  }

  /**
   * Has an object made for every invocation. A provider of two paths is called once.
   *
   * @throws TypeError as `bind`
   * @example
   * sandbox.provide("Audit::Log", ({ deadline }) => new Log(deadline));
   */
  provide(path: string, provider: Provider): this {
    this.#services.provide(path, provider);
    return this;
  }

  /**
   * Runs a source from the sandbox's image and answers its record.
   *
   * @throws SandboxError when the script raises, does not compile, or ends in a value with no form outside
   * @throws TrapError, or the subclass of the limit that was met
   * @throws ServiceError, or a subclass, when a service call fails and the script does not rescue it
   * @throws TypeError when the source is not a string, or for a wrong option
   */
  eval<T = unknown>(source: string, options?: EvalOptions): Execution<T> {
    if (typeof source !== "string") throw new TypeError("the source must be a string");
    const settings = options === undefined ? this.#settings : lower(this.#settings, options);
    const started = performance.now();
    this.#seal();
    const services = this.#services.resolve(options?.bind, () => ({ deadline: started + settings.timeout }));
    this.#programs ??= new ProgramCache();
    const invocation = new Invocation(settings, this.#take(), started, services);
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

  /** Fixes the services and makes the image that has them. */
  #seal(): void {
    if (this.#image) return;
    this.#guest ??= currentGuest();
    this.#image = imageFor(this.#guest, this.#services.seal());
  }

  #take(): Instance {
    const kept = this.#slot && takeWarm(this.#slot);
    return kept ?? (this.#guest as Guest).instantiate(this.#image);
  }

  #keep(instance: Instance): void {
    if (this.#settings.isolation === "instance" || !instance.reusable) return;
    this.#slot ??= { instance: undefined };
    this.#reference ??= new WeakRef(this.#slot);
    if (!this.#slot.instance) keepWarm(this.#slot, instance, this.#reference);
  }
}
