import { checkCode } from "./code.ts";
import { must, type Reader } from "./reader.ts";

/** Methods and blocks within each other: what the compiler itself stops at is less. */
const maxDepth = 256;
const nullSymbol = 0xffff;

export type Literal = "text" | "number";

/** What of a record its instructions and its debug information refer to. */
export interface Irep {
  readonly locals: number;
  readonly registers: number;
  readonly codeLength: number;
  readonly pool: readonly Literal[];
  /** whether each symbol has a name */
  readonly symbols: readonly boolean[];
  readonly childCount: number;
  readonly children: Irep[];
}

function readLiteral(reader: Reader): Literal {
  const type = reader.u8();
  switch (type) {
    case 0: {
      const length = reader.u16();
      const at = reader.skip(length + 1);
      must(reader.bytes[at + length] === 0, "a text of the pool does not end");
      return "text";
    }
    case 1:
      reader.skip(4);
      return "number";
    case 3:
    case 5:
      reader.skip(8);
      return "number";
    case 7:
      return readBigInteger(reader);
    default:
      must(false, "a literal of an unknown type");
  }
}

function readBigInteger(reader: Reader): Literal {
  const length = reader.u8();
  const sign = reader.u8();
  const base = sign < 0x80 ? sign : 0x100 - sign;
  must(base >= 2 && base <= 36 && length > 0, "a malformed integer");
  const at = reader.skip(length);
  for (let i = 0; i < length; i++) {
    const digit = Number.parseInt(String.fromCharCode(reader.bytes[at + i] as number), 36);
    const minus = i === 0 && length > 1 && reader.bytes[at] === 0x2d;
    must(minus || digit < base, "a malformed integer");
  }
  return "number";
}

function readSymbol(reader: Reader): boolean {
  const length = reader.u16();
  if (length === nullSymbol) return false;
  const at = reader.skip(length + 1);
  must(reader.bytes[at + length] === 0, "a symbol does not end");
  return true;
}

/**
 * Reads one record and those within it, and checks each. Where a record says one register
 * fewer than it needs, `repairs` is given the place of that number.
 */
export function readIrep(reader: Reader, repairs: number[], depth: number = 0): Irep {
  must(depth <= maxDepth, "records within each other too deep");
  reader.skip(4); // its size, which nothing needs
  const locals = reader.u16();
  const registersAt = reader.at;
  const registers = reader.u16();
  const childCount = reader.u16();
  const handlerCount = reader.u16();
  const codeLength = reader.u32();
  must(codeLength > 0 && locals > 0 && locals <= registers, "a record without code or registers");
  const code = reader.skip(codeLength);
  const handlers = reader.skip(handlerCount * 13);
  const pool: Literal[] = [];
  for (let n = reader.u16(); n > 0; n--) pool.push(readLiteral(reader));
  const symbols: boolean[] = [];
  for (let n = reader.u16(); n > 0; n--) symbols.push(readSymbol(reader));
  const irep: Irep = { locals, registers, codeLength, pool, symbols, childCount, children: [] };
  const short = checkCode(irep, reader.bytes, code, handlers, handlerCount, depth === 0);
  must(!short || registers < 0xffff, "a register that the record does not have");
  if (short) repairs.push(registersAt);
  for (let i = 0; i < childCount; i++) irep.children.push(readIrep(reader, repairs, depth + 1));
  return irep;
}
