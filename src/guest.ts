import type { Image } from "./engine/image.ts";
import { Instance } from "./engine/instance.ts";
import { Meter, type Limits } from "./engine/limits.ts";
import { checkModule } from "./engine/module.ts";
import { SetupError } from "./errors.ts";
import { hide } from "./exposure.ts";

const none: Limits = {
  timeout: Infinity,
  memoryLimit: 0,
  stdoutLimit: 0,
  stderrLimit: 0,
  fuel: Infinity,
  profile: "hermetic",
};

/**
 * A loaded guest: the compiled module and the image that its invocations start from.
 * Compiled once, shared by any number of sandboxes; costs about 2 ms and 400 KB.
 *
 * @example
 * useGuest(Guest.load(await (await fetch("/kobako.wasm")).arrayBuffer()));
 */
export class Guest {
  static {
    hide(this.prototype);
  }

  readonly #module: WebAssembly.Module;
  #image: Image | undefined;
  /** what sandboxes start from, by what they were set up with; gone when the last of those is */
  readonly #shared = new Map<string, WeakRef<object>>();

  private constructor(module: WebAssembly.Module) {
    this.#module = module;
  }

  /**
   * @param source the module's bytes, or the module compiled
   * @throws SetupError when it is not a kobako guest of this version
   */
  static load(source: WebAssembly.Module | Uint8Array | ArrayBuffer): Guest {
    let module: WebAssembly.Module;
    try {
      module = source instanceof WebAssembly.Module ? source : new WebAssembly.Module(source as BufferSource);
    } catch (cause) {
      throw new SetupError("the guest is not a WebAssembly module", { cause });
    }
    checkModule(module);
    return new Guest(module);
  }

  /**
   * A new instance, to be restored before use: to the image given, else to the guest's own.
   *
   * @internal
   */
  instantiate(image?: Image): Instance {
    const instance = new Instance(this.#module, image ?? this.#image, new Meter(none, 0));
    if (!image) this.#image ??= instance.image;
    return instance;
  }

  /**
   * What `make` makes for a key, the same one for as long as anyone has it.
   *
   * @internal
   */
  shared<T extends object>(key: string, make: () => T): T {
    const known = this.#shared.get(key)?.deref() as T | undefined;
    if (known) return known;
    const made = make();
    this.#shared.set(key, new WeakRef(made));
    for (const [other, reference] of this.#shared) {
      if (!reference.deref()) this.#shared.delete(other);
    }
    return made;
  }
}

let standard: (() => Guest) | undefined;
let loaded: Guest | undefined;

/** Says which guest sandboxes use; called by an entry that knows where the module is. */
export function useGuest(guest: Guest | (() => Guest)): void {
  loaded = guest instanceof Guest ? guest : undefined;
  standard = guest instanceof Guest ? undefined : guest;
}

/** The guest in use, loaded at its first use. */
export function currentGuest(): Guest {
  loaded ??= standard?.();
  if (!loaded) throw new SetupError("no guest is loaded: call useGuest(Guest.load(bytes)) first");
  return loaded;
}
