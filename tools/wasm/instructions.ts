import { Reader, WasmError } from "./bytes.ts";

/** One instruction of a function's body. */
export interface Instruction {
  readonly op: number;
  /** the number behind a 0xfc prefix, else -1 */
  readonly sub: number;
  readonly start: number;
  readonly end: number;
  /** the first immediate: an index, a constant, a fixed offset in memory, or a br_table's number of targets */
  readonly operand: number;
}

export const Op = {
  block: 0x02,
  loop: 0x03,
  if: 0x04,
  try: 0x06,
  catch: 0x07,
  end: 0x0b,
  brTable: 0x0e,
  call: 0x10,
  delegate: 0x18,
  catchAll: 0x19,
  globalGet: 0x23,
  globalSet: 0x24,
  tableGet: 0x25,
  tableSet: 0x26,
  memorySize: 0x3f,
  memoryGrow: 0x40,
  i32Const: 0x41,
  prefix: 0xfc,
} as const;

/** Whether an instruction writes memory at an address and a fixed offset. */
export function isStore(op: number): boolean {
  return op >= 0x36 && op <= 0x3e;
}

/** The type of what a store writes. */
export function storedType(op: number): number {
  const [i32, i64, f32, f64] = [0x7f, 0x7e, 0x7d, 0x7c];
  return [i32, i64, f32, f64, i32, i32, i64, i64, i64][op - 0x36] as number;
}

function blockType(reader: Reader): void {
  const byte = reader.bytes[reader.at];
  if (byte === 0x40 || (byte !== undefined && byte >= 0x6f && byte <= 0x7f)) reader.byte();
  else reader.skipNumber();
}

function prefixed(reader: Reader, sub: number): void {
  if (sub <= 7) return; // saturating truncation
  switch (sub) {
    case 8: // memory.init
    case 10: // memory.copy
    case 12: // table.init
    case 14: // table.copy
      reader.u32();
      reader.u32();
      return;
    case 9: // data.drop
    case 11: // memory.fill
    case 13: // elem.drop
    case 15: // table.grow
    case 16: // table.size
    case 17: // table.fill
      reader.u32();
      return;
    default:
      throw new WasmError(`unknown instruction 0xfc ${sub}`);
  }
}

/** Reads an instruction's immediates; answers the first of them where it matters. */
function immediates(reader: Reader, op: number): number {
  if (op >= 0x45 && op <= 0xc4) return 0; // comparison, arithmetic, conversion
  if (op >= 0x28 && op <= 0x3e) {
    reader.u32();
    return reader.u32();
  }
  switch (op) {
    case 0x00:
    case 0x01:
    case 0x05:
    case 0x0b:
    case 0x0f:
    case 0x19:
    case 0x1a:
    case 0x1b:
    case 0xd1:
      return 0;
    case 0x02:
    case 0x03:
    case 0x04:
    case 0x06:
      blockType(reader);
      return 0;
    case 0x07:
    case 0x08:
    case 0x09:
    case 0x0c:
    case 0x0d:
    case 0x10:
    case 0x12:
    case 0x18:
    case 0x20:
    case 0x21:
    case 0x22:
    case 0x23:
    case 0x24:
    case 0x25:
    case 0x26:
    case 0xd0:
    case 0xd2:
      return reader.u32();
    case 0x0e: {
      const count = reader.u32();
      for (let i = 0; i <= count; i++) reader.u32();
      return count;
    }
    case 0x11:
    case 0x13: {
      const type = reader.u32();
      reader.u32();
      return type;
    }
    case 0x1c:
      reader.skip(reader.u32());
      return 0;
    case 0x3f:
    case 0x40:
      reader.byte();
      return 0;
    case 0x41:
      return reader.s32();
    case 0x42:
      reader.skipNumber();
      return 0;
    case 0x43:
      reader.skip(4);
      return 0;
    case 0x44:
      reader.skip(8);
      return 0;
    default:
      throw new WasmError(`unknown instruction 0x${op.toString(16)}`);
  }
}

/** Where the instructions begin: behind the declarations of locals. */
export function codeStart(body: Uint8Array): number {
  const reader = new Reader(body);
  for (let groups = reader.u32(); groups > 0; groups--) {
    reader.u32();
    reader.byte();
  }
  return reader.at;
}

/** Every instruction of a function's body, in order. */
export function* instructions(body: Uint8Array): Generator<Instruction> {
  const reader = new Reader(body, codeStart(body));
  while (!reader.done) {
    const start = reader.at;
    const op = reader.byte();
    let sub = -1;
    let operand = 0;
    if (op === Op.prefix) {
      sub = reader.u32();
      prefixed(reader, sub);
    } else {
      operand = immediates(reader, op);
    }
    yield { op, sub, start, end: reader.at, operand };
  }
}

/** For every instruction that is `wanted`: where the loops around it start, outermost first. */
export function loopsAround(body: Uint8Array, wanted: (instruction: Instruction) => boolean): number[][] {
  const found: number[][] = [];
  const open: number[] = [];
  for (const instruction of instructions(body)) {
    const { op, start } = instruction;
    if (wanted(instruction)) found.push(open.filter((at) => at >= 0));
    if (op === Op.block || op === Op.if || op === Op.try) open.push(-1);
    else if (op === Op.loop) open.push(start);
    else if (op === Op.end || op === Op.delegate) open.pop();
  }
  return found;
}

/** For every loop that encloses a br_table of at least `targets` targets: where it starts. */
export function dispatchLoops(body: Uint8Array, targets = 64): Set<number> {
  return new Set(loopsAround(body, ({ op, operand }) => op === Op.brTable && operand >= targets).flat());
}
