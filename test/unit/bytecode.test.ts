import { describe, expect, test } from "vitest";

import { checkBytecode, readBytecode } from "../../src/bytecode/check.ts";
import { opcodes } from "../../src/bytecode/opcodes.ts";
import { compile } from "../../src/node.ts";
import { cases } from "../language/cases.ts";

test("the table of instructions has those of RITE 0400", () => {
  expect(opcodes.length).toBe(119);
  expect(opcodes.at(-1)?.name).toBe("STOP");
});

test("everything that the compiler makes of the language's cases passes", () => {
  for (const [source] of cases) expect(() => checkBytecode(compile(source, { name: "Case" })), source).not.toThrow();
});

test.each([
  ["rescue in a method", "def m; begin; 1; rescue => e; e; end; end"],
  ["ensure in a loop", "while true; begin; break; ensure; x = 1; end; end"],
  ["a rescue modifier", "x = (raise 'x' rescue 5)"],
  ["rescue, else and ensure within each other", "begin; begin; 1; rescue; 2; else; 3; ensure; 4; end; rescue; 5; end"],
])("the compiler counts every register that %s uses", (_, source) => {
  expect(readBytecode(compile(source)).fault).toBeUndefined();
});

test("a file's name becomes a snippet's, whatever its length", () => {
  for (const name of ["A", "tool.rb", "x".repeat(3000)]) {
    const labelled = checkBytecode(compile("def a = 1", { name }));
    expect(Buffer.from(labelled).includes(`(snippet:${name})`)).toBe(true);
    expect(checkBytecode(labelled)).toEqual(labelled);
  }
  expect(Buffer.from(checkBytecode(compile("1"))).includes("snippet")).toBe(false);
});

/** The bytes of one record: 2 locals, 4 registers, the code given, a text and a number, and one symbol. */
function program(code: readonly number[], handlers: readonly number[][] = []): Uint8Array {
  const record = [0, 0, 0, 0, 0, 2, 0, 4, 0, 0, 0, handlers.length, 0, 0, 0, code.length, ...code, ...handlers.flat()];
  const pool = [0, 2, 0, 0, 1, 0x61, 0, 1, 0, 0, 0, 5];
  const symbols = [0, 2, 0, 1, 0x62, 0, 0xff, 0xff];
  const irep = [...record, ...pool, ...symbols];
  const text = (tag: string): number[] => Array.from(tag, (c) => c.charCodeAt(0));
  const size = irep.length + 12;
  const total = 20 + size + 8;
  return new Uint8Array([
    ...text("RITE0400"),
    0,
    0,
    total >> 8,
    total & 255,
    ...text("TEST0000"),
    ...text("IREP"),
    0,
    0,
    size >> 8,
    size & 255,
    ...text("0400"),
    ...irep,
    ...text("END\0"),
    0,
    0,
    0,
    8,
  ]);
}

const number = (name: string): number => opcodes.findIndex((opcode) => opcode.name === name);
const [stop, jump, send, ext1] = ["STOP", "JMP", "SEND", "EXT1"].map(number) as [number, number, number, number];

test("a register for an exception that was not counted is counted", () => {
  const given = program([number("EXCEPT"), 4, number("RAISEIF"), 4, stop]);
  const at = 20 + 12 + 4 + 2;
  expect([given[at + 1], checkBytecode(given)[at + 1]]).toEqual([4, 5]);
  expect(readBytecode(program([number("EXCEPT"), 5, stop])).fault).toBeDefined();
});

describe("instructions", () => {
  test("a whole program passes", () => {
    expect(() => checkBytecode(program([number("LOADL"), 1, 1, jump, 0, 0, stop]))).not.toThrow();
    expect(() => checkBytecode(program([send, 1, 0, 1, jump, 0xff, 0xf9, stop]))).not.toThrow();
    expect(() => checkBytecode(program([stop], [[0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0]]))).not.toThrow();
  });

  test.each<[string, number[], number[][]?]>([
    ["a register past the last", [number("LOADNIL"), 4, stop]],
    ["a wide register past the last", [ext1, number("LOADNIL"), 1, 0, stop]],
    ["arguments past the last register", [send, 2, 0, 2, stop]],
    ["keywords past the last register", [send, 1, 0, 0x10, stop]],
    ["a symbol that is not there", [send, 1, 2, 0, stop]],
    ["a symbol without a name", [send, 1, 1, 0, stop]],
    ["a literal that is not there", [number("LOADL"), 1, 2, stop]],
    ["a text where a number is due", [number("LOADL"), 1, 0, stop]],
    ["a number where a text is due", [number("STRING"), 1, 1, stop]],
    ["a child that is not there", [number("LAMBDA"), 1, 0, stop]],
    ["a jump into an instruction", [jump, 0, 1, number("LOADNIL"), 1, stop]],
    ["a jump past the end", [jump, 0, 9, stop]],
    ["a jump before the beginning", [jump, 0xff, 0x00, stop]],
    ["an instruction that is cut off", [send, 1, 0]],
    ["code that goes on behind its end", [number("LOADNIL"), 1]],
    ["an unknown instruction", [119, stop]],
    ["CALL", [number("CALL"), stop]],
    ["DEBUG", [number("DEBUG"), 0, 0, 0, stop]],
    ["an extension of an extension", [ext1, ext1, number("LOADNIL"), 0, 1, stop]],
    ["a handler of an unknown type", [stop], [[2, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0]]],
    ["a handler of other code", [stop], [[0, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 0]]],
    ["a handler that leads nowhere", [stop], [[0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1]]],
    ["arguments past the registers", [number("ENTER"), 0x0c, 0, 0, stop]],
  ])("%s is refused", (_, code, handlers) => {
    expect(readBytecode(program(code, handlers)).fault).toMatch(/^[a-z' ]+$/);
  });
});
