/** Why bytecode is refused. */
export class BytecodeFault extends Error {
  override readonly name = "BytecodeFault";
}

/** @throws BytecodeFault unless the condition holds */
export function must(condition: boolean, problem: string): asserts condition {
  if (!condition) throw new BytecodeFault(problem);
}

/** Reads big-endian numbers from a stretch of bytes, and never past its end. */
export class Reader {
  readonly bytes: Uint8Array;
  readonly end: number;
  at: number;

  constructor(bytes: Uint8Array, at: number = 0, end: number = bytes.length) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
  }

  /** Steps over n bytes; answers where they begin. */
  skip(n: number): number {
    const { at } = this;
    must(n <= this.end - at, "the bytecode is cut off");
    this.at = at + n;
    return at;
  }

  u8(): number {
    return this.bytes[this.skip(1)] as number;
  }

  u16(): number {
    return this.u8() * 0x100 + this.u8();
  }

  u32(): number {
    return this.u16() * 0x10000 + this.u16();
  }

  /** n bytes as ASCII, for what identifies a part. */
  tag(n: number): string {
    return String.fromCharCode(...this.bytes.subarray(this.skip(n), this.at));
  }
}
