import { SetupError } from "../errors.ts";
import { Image } from "./image.ts";
import type { Meter } from "./limits.ts";
import { abiVersion, type GuestExports } from "./module.ts";
import { canSuspend, promising, suspending } from "./suspension.ts";

/** Growth past the image beyond which an instance is dropped: memory never shrinks, and all of it is restored. */
const keepBytes = 4 << 20;

/** Who answers the guest's calls of services. */
export interface Host {
  /** answers where in guest memory the reply is; 0 when `wait` promises that */
  dispatch(
    target: number,
    method: number,
    name: number,
    nameLength: number,
    args: number,
    argsLength: number,
    count: number,
    flags: number,
    frame: number,
  ): number;
  /** what the import that the guest has called answers in time */
  wait(): Promise<number>;
}

/** Exports that may be put aside. */
export interface Promising {
  readonly kb_load: (bytecode: number, length: number) => Promise<number>;
  readonly kb_eval: (bytecode: number, length: number) => Promise<number>;
  readonly kb_run: (message: number, length: number, count: number) => Promise<number>;
  readonly kb_yield: (frame: number, message: number, length: number, count: number) => Promise<number>;
}

/** Bytes of a message that fit into the guest's inbox. */
export const inboxSize = 4096;

/** A WebAssembly instance, and the one invocation that it serves at a time. */
export class Instance {
  readonly exports: GuestExports;
  image: Image;
  bytes: Uint8Array;
  /** what the imports of this instance speak to; replaced for every invocation, never cleared */
  meter: Meter;
  host: Host | undefined;
  /** whether its guest can wait for promises */
  readonly waits: boolean;
  /** whether neither guest nor host has written to memory */
  #untouched: boolean;
  #promising: Promising | undefined;

  /**
   * @param image what to restore; without one, that of the module itself
   * @param waits whether its guest is to wait for promises, if the engine can
   */
  constructor(module: WebAssembly.Module, image: Image | undefined, meter: Meter, waits = false) {
    this.meter = meter;
    this.waits = waits && canSuspend();
    const imports = {
      interrupt: () => this.meter.interrupt(this.exports.meter.value),
      grow: (bytes: number) => this.grow(bytes),
      out_of_memory: () => this.meter.outOfMemory(),
      write: (channel: number, at: number, length: number) => this.write(channel, at, length),
      clock: () => this.meter.clock(),
      entropy: () => this.meter.entropy(),
      // each by name: gathering them in an array would cost a tenth of a call
      dispatch: (
        target: number,
        method: number,
        name: number,
        nameLength: number,
        args: number,
        argsLength: number,
        count: number,
        flags: number,
        frame: number,
      ) =>
        (this.host ?? this.meter.broken()).dispatch(
          target,
          method,
          name,
          nameLength,
          args,
          argsLength,
          count,
          flags,
          frame,
        ),
    };
    const instance = new WebAssembly.Instance(module, {
      kobako: this.waits ? suspending(imports, () => (this.host ?? this.meter.broken()).wait()) : imports,
    });
    // as a plain object, whose members are found faster than those of a module's namespace
    this.exports = { ...(instance.exports as unknown as GuestExports) };
    this.#untouched = image !== undefined; // without one, calls that follow look at the module
    this.image = image ?? Image.of(this.exports);
    if (!image && this.exports.kb_abi() !== abiVersion) throw new SetupError("the guest module speaks another version");
    if (this.image.inbox < this.image.constants)
      throw new SetupError("the guest module takes messages where none can be");
    const { memory } = this.exports;
    const missing = this.image.size - memory.buffer.byteLength;
    if (missing > 0) memory.grow(missing / 65536);
    this.bytes = new Uint8Array(memory.buffer);
  }

  /** The exports that may be put aside, for an instance that waits. */
  get promising(): Promising {
    if (this.#promising) return this.#promising;
    const { kb_load, kb_eval, kb_run, kb_yield } = this.exports;
    this.#promising = {
      kb_load: promising(kb_load),
      kb_eval: promising(kb_eval),
      kb_run: promising(kb_run),
      kb_yield: promising(kb_yield),
    };
    return this.#promising;
  }

  /** Puts memory and globals back to exactly what a fresh instance has. */
  restore(): void {
    this.image.restore(this.exports, this.bytes, this.#untouched);
    this.#untouched = false;
  }

  /** Makes what is in memory now, between two calls, what this instance is restored to. */
  adopt(): void {
    // what lies below the stack pointer is left over, and zeros are restored faster
    this.bytes.fill(0, this.image.constants, this.image.stackPointer);
    this.image = this.image.with(this.exports, this.meter.memory);
  }

  get reusable(): boolean {
    return this.bytes.length <= this.image.size + keepBytes;
  }

  /** Whether `length` bytes from `at` are all in memory; both without sign. */
  holds(at: number, length: number): boolean {
    const size = this.bytes.length;
    return length <= size && at <= size - length;
  }

  /** Whether the host may write `length` bytes from `at`: they are in memory, and none is a constant. */
  takes(at: number, length: number): boolean {
    return at >= this.image.constants && this.holds(at, length);
  }

  /** The bytes from `at`, if all of them are in memory. */
  range(at: number, length: number): Uint8Array | undefined {
    const from = at >>> 0;
    const count = length >>> 0;
    return this.holds(from, count) ? this.bytes.subarray(from, from + count) : undefined;
  }

  private grow(more: number): number {
    const total = this.meter.grant(more >>> 0);
    if (total === undefined) return 0;
    const missing = this.image.heapEnd + total - this.bytes.length;
    if (missing > 0) {
      try {
        this.exports.memory.grow(Math.ceil(missing / 65536));
      } catch {
        this.meter.outOfMemory();
      }
      this.bytes = new Uint8Array(this.exports.memory.buffer);
    }
    return 1;
  }

  private write(channel: number, at: number, length: number): void {
    const bytes = this.range(at, length);
    if (!bytes || (channel !== 1 && channel !== 2)) this.meter.broken();
    else this.meter.write(channel, bytes);
  }
}
