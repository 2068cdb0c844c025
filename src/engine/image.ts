import type { GuestExports } from "./module.ts";

/** What every invocation starts from: a fresh instance's memory and globals. Plain data. */
export class Image {
  readonly bytes: Uint8Array;
  readonly stackPointer: number;
  readonly meter: number;

  constructor(bytes: Uint8Array, stackPointer: number, meter: number) {
    this.bytes = bytes;
    this.stackPointer = stackPointer;
    this.meter = meter;
  }

  /** Takes the image of an instance that nothing has been called on. */
  static of(exports: GuestExports): Image {
    const bytes = new Uint8Array(exports.memory.buffer).slice();
    return new Image(bytes, exports.stack_pointer.value, exports.meter.value);
  }

  /** Writes the image over all of a memory, from its first byte to its last. */
  restore(exports: GuestExports, memory: Uint8Array): void {
    memory.set(this.bytes);
    if (memory.length > this.bytes.length) memory.fill(0, this.bytes.length);
    exports.stack_pointer.value = this.stackPointer;
    exports.meter.value = this.meter;
  }
}
