import type { Image } from "./engine/image.ts";
import { Instance } from "./engine/instance.ts";
import { Meter, type Limits } from "./engine/limits.ts";
import { checkModule } from "./engine/module.ts";
import { SetupError } from "./errors.ts";
import { hide } from "./exposure.ts";
import type { GuestName, LoadedGuest } from "./options.ts";

const none: Limits = {
  timeout: Infinity,
  memoryLimit: 0,
  stdoutLimit: 0,
  stderrLimit: 0,
  fuel: Infinity,
  profile: "hermetic",
};

/** Kept keys are looked through when there are more than twice as many as the last time, and more than this. */
const leastShared = 64;

/** A `WebAssembly.Module`, where the types of the runtime have one: those of Node alone do not. */
export type CompiledModule =
  typeof globalThis extends Record<"WebAssembly", Record<"Module", Record<"prototype", infer Module>>>
    ? Module
    : object;

/**
 * A loaded guest: the compiled module and the image that its invocations start from.
 * Compiled once, shared by any number of sandboxes; costs about 2 ms and 400 KB.
 *
 * @example
 * useGuest(Guest.load(await (await fetch("/kobako.wasm")).arrayBuffer()));
 */
export class Guest implements LoadedGuest {
  static {
    hide(this.prototype);
  }

  readonly loaded = true;
  readonly #module: WebAssembly.Module;
  #image: Image | undefined;
  /** what sandboxes start from, by what they were set up with; gone when the last of those is */
  readonly #shared = new Map<string, WeakRef<object>>();
  #sharedMost = leastShared;

  private constructor(module: WebAssembly.Module) {
    this.#module = module;
  }

  /**
   * @param source the module's bytes, or the module compiled
   * @throws SetupError when it is not a kobako guest of this version
   */
  static load(source: CompiledModule | Uint8Array | ArrayBuffer): Guest {
    let module: WebAssembly.Module;
    try {
      module = source instanceof WebAssembly.Module ? source : new WebAssembly.Module(source as BufferSource);
    } catch (cause) {
      throw new SetupError("the guest is not a WebAssembly module", { cause });
    }
    checkModule(module);
    return new Guest(module);
  }

  /** Whether a value is one, told without running anything of it. */
  static is(value: unknown): value is Guest {
    return typeof value === "object" && value !== null && #module in value;
  }

  /**
   * A new instance, to be restored before use: to the image given, else to the guest's own.
   *
   * @param waits whether its guest is to wait for promises, if the engine can
   * @throws SetupError when the process has no room for it
   * @internal
   */
  instantiate(image?: Image, waits = false): Instance {
    let instance: Instance;
    try {
      instance = new Instance(this.#module, image ?? this.#image, new Meter(none, 0), waits);
    } catch (cause) {
      if (!(cause instanceof RangeError)) throw cause;
      throw new SetupError("the process has no room for another instance of the guest", { cause });
    }
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
    if (this.#shared.size > this.#sharedMost) {
      for (const [other, reference] of this.#shared) {
        if (!reference.deref()) this.#shared.delete(other);
      }
      this.#sharedMost = Math.max(leastShared, this.#shared.size * 2);
    }
    return made;
  }
}

let standard: ((name: GuestName) => Guest) | undefined;
const loaded = new Map<GuestName, Guest>();

/**
 * Says which guest sandboxes use; called by an entry that knows where the modules are.
 *
 * @param guest a loaded guest, or what loads one at its first use
 * @param name which of the package's guests a loaded one stands for, default `"core"`
 * @example
 * useGuest(Guest.load(await (await fetch("/kobako-regexp.wasm")).arrayBuffer()), "regexp");
 */
export function useGuest(guest: Guest | ((name: GuestName) => Guest), name: GuestName = "core"): void {
  if (Guest.is(guest)) {
    loaded.set(name, guest);
  } else {
    loaded.clear();
    standard = guest;
  }
}

/**
 * The guest that a sandbox asks for, loaded at its first use; no other is.
 *
 * @throws TypeError for an object that is not a Guest
 * @throws SetupError when it is not available
 */
export function guestFor(choice: GuestName | LoadedGuest): Guest {
  if (typeof choice === "object") {
    if (!Guest.is(choice)) throw new TypeError("guest must be a name or a loaded Guest");
    return choice;
  }
  let guest = loaded.get(choice);
  if (!guest) {
    guest = standard?.(choice);
    if (!guest)
      throw new SetupError(`the guest "${choice}" is not loaded: call useGuest(Guest.load(bytes), name) first`);
    loaded.set(choice, guest);
  }
  return guest;
}

/** The file of a guest, beside the library's own files. */
export function guestFile(name: GuestName): string {
  return name === "core" ? "kobako.wasm" : `kobako-${name}.wasm`;
}
