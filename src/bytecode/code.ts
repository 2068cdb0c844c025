import type { Irep } from "./irep.ts";
import { firstExtension, opcodes } from "./opcodes.ts";
import { must, Reader } from "./reader.ts";

const rescue = 0;
const ensure = 1;

/** Where instructions begin, and where jumps go: looked at together when all are known. */
interface Places {
  readonly starts: Uint8Array;
  readonly targets: number[];
  /** a register one past the last is used */
  short: boolean;
}

function register(irep: Irep, n: number): void {
  must(n < irep.registers, "a register that the record does not have");
}

/** The last register that a call with a number of arguments uses, that of the block: `n | k << 4`, 15 for those in an Array or a Hash. */
function call(a: number, counts: number): number {
  const n = counts & 15;
  const k = (counts >> 4) & 15;
  return a + (n === 15 ? 1 : n) + (k === 15 ? 1 : 2 * k) + 1;
}

/** Of 16 bits m5:r1:m5:d1:lv4, the registers that arguments of this frame take; none where lv names another frame. */
function frame(spec: number): number {
  if ((spec & 15) !== 0) return 0;
  return ((spec >> 11) & 31) + ((spec >> 10) & 1) + ((spec >> 5) & 31) + ((spec >> 4) & 1);
}

function enter(irep: Irep, spec: number, next: number, places: Places): void {
  const optional = (spec >> 13) & 31;
  const keywords = ((spec >> 2) & 31) > 0 || ((spec >> 1) & 1) === 1 ? 1 : 0;
  const count = ((spec >> 18) & 31) + optional + ((spec >> 12) & 1) + ((spec >> 7) & 31) + keywords;
  register(irep, count + 1);
  for (let i = 0; i <= optional && optional > 0; i++) places.targets.push(next + 3 * i);
}

function literal(irep: Irep, n: number, type: "text" | "number"): void {
  must(irep.pool[n] === type, "a literal that the record does not have");
}

function symbol(irep: Irep, n: number): void {
  must(irep.symbols[n] === true, "a symbol that the record does not have");
}

function child(irep: Irep, n: number): void {
  must(n < irep.childCount, "a child that the record does not have");
}

function check(irep: Irep, rule: string, [a = 0, b = 0, c = 0]: readonly number[], top: boolean): void {
  switch (rule) {
    case "a":
      return register(irep, a);
    case "a+1":
      return register(irep, a + 1);
    case "a+2":
      return register(irep, a + 2);
    case "a+b":
      return register(irep, a + b);
    case "a+b+1":
      return register(irep, a + b + 1);
    case "a+n":
      return register(irep, a + Math.max(b - 1, 0));
    case "a+c":
      return register(irep, a + c);
    case "a+2b":
      return register(irep, a + 2 * b);
    case "pairs":
      return register(irep, a + Math.max(2 * b - 1, 0));
    case "b":
      return register(irep, b);
    case "b+n":
      return register(irep, b + Math.max(c - 1, 0));
    case "send":
      return register(irep, call(a, c));
    case "super":
      return register(irep, call(a, b));
    case "frame":
      return register(irep, frame(b));
    case "sa":
      return symbol(irep, a);
    case "sb":
      return symbol(irep, b);
    case "nb":
      return literal(irep, b, "number");
    case "tb":
      return literal(irep, b, "text");
    case "ta":
      return literal(irep, a, "text");
    case "ib":
      return child(irep, b);
    case "ic":
      return child(irep, c);
    case "stop":
      return must(top, "an instruction that only a program's own record may hold");
    default:
      must(false, "an instruction that no program may hold");
  }
}

/** The operands of an instruction; an extension widens the first, the second, or both. */
function operandsOf(reader: Reader, format: string, extension: number): number[] {
  if (format === "Z") return [];
  if (format === "W") return [reader.u8() * 0x10000 + reader.u16()];
  return Array.from(format, (size, i) => {
    const wide = (i === 0 && (extension & 1) !== 0) || (i === 1 && (extension & 2) !== 0);
    return size === "S" || wide ? reader.u16() : reader.u8();
  });
}

/** Checks one instruction; answers whether nothing goes on behind it. */
function instruction(irep: Irep, reader: Reader, start: number, places: Places, top: boolean): boolean {
  let number = reader.u8();
  let extension = 0;
  if (number >= firstExtension && number < firstExtension + 3) {
    extension = number - firstExtension + 1;
    number = reader.u8();
  }
  const opcode = opcodes[number];
  must(opcode !== undefined, "an unknown instruction");
  const operands = operandsOf(reader, opcode.operands, extension);
  const next = reader.at - start;
  for (const rule of opcode.rules) {
    if (rule === "j") {
      const by = operands.at(-1) as number;
      places.targets.push(next + (by < 0x8000 ? by : by - 0x10000));
    } else if (rule === "e") {
      const register = operands[0] as number;
      must(register <= irep.registers, "a register that the record does not have");
      places.short ||= register === irep.registers;
    } else if (rule === "enter") {
      enter(irep, operands[0] as number, next, places);
    } else {
      check(irep, rule, operands, top);
    }
  }
  return opcode.ends;
}

/**
 * Checks the instructions of a record and its handlers: all that they name is there, and all
 * that they jump to is an instruction. Answers whether the record needs one more register than it says.
 */
export function checkCode(
  irep: Irep,
  bytes: Uint8Array,
  start: number,
  handlers: number,
  handlerCount: number,
  top: boolean,
): boolean {
  const { codeLength } = irep;
  const reader = new Reader(bytes, start, start + codeLength);
  const places: Places = { starts: new Uint8Array(codeLength), targets: [], short: false };
  let ended = false;
  while (reader.at < reader.end) {
    places.starts[reader.at - start] = 1;
    ended = instruction(irep, reader, start, places, top);
  }
  must(ended, "code that goes on behind its end");
  const table = new Reader(bytes, handlers, handlers + handlerCount * 13);
  for (let i = 0; i < handlerCount; i++) {
    const type = table.u8();
    must(type === rescue || type === ensure, "a handler of an unknown type");
    const from = table.u32();
    const end = table.u32();
    must(from <= end && end <= codeLength, "a handler of other code");
    places.targets.push(table.u32());
  }
  for (const target of places.targets) must(places.starts[target] === 1, "a jump to what is no instruction");
  return places.short;
}
