import type { GuestExports } from "./module.ts";

/** Bytes that zeros are looked for in at a time. */
const grain = 512;
/** Zeros are written in half the time that copying them takes, from this many on. */
const leastZeros = 8192;

/** A stretch of the image: its bytes, or nothing for zeros. */
interface Run {
  readonly from: number;
  readonly end: number;
  readonly bytes: Uint8Array | undefined;
}

function isZero(words: Int32Array, from: number, end: number): boolean {
  for (let i = from / 4; i < end / 4; i++) if (words[i] !== 0) return false;
  return true;
}

/** What a memory holds from an address on, in order and copied, long stretches of zeros apart. */
function runsOf(bytes: Uint8Array, from: number): Run[] {
  const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  const runs: Run[] = [];
  let done = from;
  const copied = (end: number): void => {
    if (end > done) runs.push({ from: done, end, bytes: bytes.slice(done, end) });
  };
  for (let at = Math.ceil(from / grain) * grain; at < bytes.length;) {
    let end = at;
    while (end < bytes.length && isZero(words, end, end + grain)) end += grain;
    if (end - at >= leastZeros) {
      copied(at);
      runs.push({ from: at, end, bytes: undefined });
      done = end;
    }
    at = end + grain;
  }
  copied(bytes.length);
  return runs;
}

/**
 * What every invocation starts from: all of memory that can be written, and the mutable globals.
 * Plain data, without a reference to the host. What cannot be written is the module's.
 */
export class Image {
  /** of the memory that it is an image of */
  readonly size: number;
  readonly stackPointer: number;
  readonly meter: number;
  /** where the guest takes short messages */
  readonly inbox: number;
  /** where memory begins that can be written at all */
  readonly constants: number;
  /** where the guest's heap ends: what it asks for comes after */
  readonly heapEnd: number;
  readonly #runs: readonly Run[];
  /** of an image made of another: what of it the module's own does not have as zeros too */
  readonly #own: readonly Run[];
  readonly #base: Image;

  private constructor(
    base: Image | undefined,
    memory: Uint8Array,
    stackPointer: number,
    meter: number,
    inbox: number,
    constants: number,
    heapEnd: number = memory.length,
  ) {
    this.size = memory.length;
    this.stackPointer = stackPointer;
    this.meter = meter;
    this.inbox = inbox;
    this.constants = constants;
    this.heapEnd = heapEnd;
    this.#runs = runsOf(memory, constants);
    this.#base = base ?? this;
    const zeros = this.#base.#runs.filter(({ bytes }) => !bytes);
    this.#own = base
      ? this.#runs.filter((run) => run.bytes || !zeros.some(({ from, end }) => from <= run.from && run.end <= end))
      : [];
  }

  /** Takes the image of an instance that nothing has been called on. */
  static of(exports: GuestExports): Image {
    const { stack_pointer: stackPointer, meter } = exports;
    const memory = new Uint8Array(exports.memory.buffer);
    const [stackValue, meterValue] = [stackPointer.value, meter.value];
    return new Image(
      undefined,
      memory,
      stackValue,
      meterValue,
      exports.kb_inbox() >>> 0,
      exports.constants.value >>> 0,
    );
  }

  /** This image with what an instance has in memory now, between two calls, `granted` bytes of heap later. */
  with(exports: GuestExports, granted: number): Image {
    const memory = new Uint8Array(exports.memory.buffer);
    const { stackPointer, meter, inbox, constants } = this;
    return new Image(this.#base, memory, stackPointer, meter, inbox, constants, this.heapEnd + granted);
  }

  /**
   * Writes the image over all of a memory that anything could have written, to its last byte. The
   * build proves that no instruction of the guest writes below `constants`, and the host does not.
   *
   * @param untouched whether nothing was ever written there but what a new instance of the module has: zeros of
   *   that need not be written again, and a page of the system that is never written is never made
   */
  restore(exports: GuestExports, memory: Uint8Array, untouched = false): void {
    const runs = untouched ? this.#own : this.#runs;
    for (const { from, end, bytes } of runs) {
      if (bytes) memory.set(bytes, from);
      else memory.fill(0, from, end);
    }
    if (memory.length > this.size && !untouched) memory.fill(0, this.size);
    exports.stack_pointer.value = this.stackPointer;
    exports.meter.value = this.meter;
  }
}
