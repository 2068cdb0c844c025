import type { GuestExports } from "./module.ts";

/** What every invocation starts from: all of memory, and the mutable globals. Plain data, without a reference to the host. */
export class Image {
  readonly bytes: Uint8Array;
  readonly stackPointer: number;
  readonly meter: number;
  /** where the guest takes short messages */
  readonly inbox: number;

  constructor(bytes: Uint8Array, stackPointer: number, meter: number, inbox: number) {
    this.bytes = bytes;
    this.stackPointer = stackPointer;
    this.meter = meter;
    this.inbox = inbox;
  }

  /** Takes the image of an instance that nothing has been called on. */
  static of(exports: GuestExports): Image {
    const { stack_pointer: stackPointer, meter } = exports;
    const bytes = new Uint8Array(exports.memory.buffer).slice();
    const [stackValue, meterValue] = [stackPointer.value, meter.value];
    return new Image(bytes, stackValue, meterValue, exports.kb_inbox() >>> 0);
  }

  /** This image with what an instance has in memory now, between two calls. */
  with(exports: GuestExports): Image {
    const bytes = new Uint8Array(exports.memory.buffer).slice();
    return new Image(bytes, this.stackPointer, this.meter, this.inbox);
  }

  /** Writes the image over all of a memory, from its first byte to its last. */
  restore(exports: GuestExports, memory: Uint8Array): void {
    memory.set(this.bytes);
    if (memory.length > this.bytes.length) memory.fill(0, this.bytes.length);
    exports.stack_pointer.value = this.stackPointer;
    exports.meter.value = this.meter;
  }
}
