/** A module for each rule of the finished guest that another could break. */
import { describe, expect, test } from "vitest";

import { s32, u32 } from "../../tools/wasm/bytes.ts";
import { check } from "../../tools/wasm/check.ts";
import { readSections, replace, Section, writeSections, type RawSection } from "../../tools/wasm/module.ts";
import { strip } from "../../tools/wasm/bake.ts";
import { assemble } from "../support/assemble.ts";

const memory = '(memory (export "memory") 1)';
const problemsOf = (bytes: Uint8Array): readonly string[] => check(bytes, 0).problems;
const module = (...parts: readonly string[]): Uint8Array => strip(assemble(`(module ${parts.join("\n")})`));

test.each([
  ["nothing is imported", [memory], "import dispatch is missing"],
  ["nothing is exported", [memory], "export kb_eval is missing"],
  [
    "an import of another type",
    ['(import "kobako" "clock" (func (result i32)))', memory],
    "import clock has another type",
  ],
  ["an export of another type", [memory, '(func (export "kb_eval"))'], "export kb_eval is not known"],
  ["an export of another kind", [memory, '(func (export "meter"))'], "export meter is not known"],
  ["memory that is shared", ['(memory (export "memory") 1 2 shared)'], "a memory or table that is shared"],
  ["a table of other things", [memory, "(table 1 externref)"], "a table of something else"],
  ["two tables", [memory, "(table 1 funcref) (table 1 funcref)"], "more than one table"],
  ["no tag", [memory], "one exception tag"],
  ["two tags", [memory, "(tag $a) (tag $b)"], "one exception tag"],
  ["a handler of another tag", [memory, "(tag $a) (tag $b) (func (try (do (nop)) (catch $b)))"], "catches another tag"],
  [
    "a global that is no state",
    [memory, "(global $x (mut i32) (i32.const 0)) (func (global.set $x (i32.const 1)))"],
    "sets global 0",
  ],
  ["a passive data segment", [memory, '(data "x")'], "a data segment that is not active"],
  [
    "a computed place of data",
    [
      '(import "kobako" "entropy" (func (result i32)))',
      memory,
      '(global $c i32 (i32.const 8)) (data (global.get $c) "x")',
    ],
    "a data segment at a computed place",
  ],
  [
    "more loops without a point",
    [memory, `(func ${"(loop $l (br_if $l (i32.const 0)))".repeat(5)})`],
    "5 loops without a metering point",
  ],
  [
    "more interpreters",
    [memory, `(func ${"(loop ".repeat(5)}(block $b (br_table ${"$b ".repeat(65)}(i32.const 0)))${")".repeat(5)})`],
    "5 loops of an interpreter",
  ],
])("the checker refuses %s", (_, parts, problem) => {
  expect(problemsOf(module(...parts)).join("\n")).toContain(problem);
});

const table = "(table 2 funcref) (elem $e funcref (ref.null func))";
test.each([
  ["data.drop", '(data $d "x") (func (data.drop $d))'],
  ["table.init", `${table} (func (table.init $e (i32.const 0) (i32.const 0) (i32.const 1)))`],
  ["elem.drop", `${table} (func (elem.drop $e))`],
  ["table.copy", `${table} (func (table.copy (i32.const 0) (i32.const 1) (i32.const 1)))`],
  ["table.grow", `${table} (func (drop (table.grow (ref.null func) (i32.const 1))))`],
  ["table.fill", `${table} (func (table.fill (i32.const 0) (ref.null func) (i32.const 1)))`],
])("the checker refuses %s", (name, part) => {
  // without the elements, which are of a kind that is refused before
  const sections = readSections(module(memory, part)).filter(({ id }) => id !== Section.element);
  expect(problemsOf(writeSections(sections)).join("\n")).toContain(`has ${name}`);
});

describe("the checker refuses what an assembler does not write", () => {
  const whole = readSections(
    module(memory, "(table 1 funcref) (func $f)", '(data (i32.const 0) "x") (elem (i32.const 0) $f)'),
  );
  const broken = (sections: readonly RawSection[]): string => problemsOf(writeSections(sections)).join("\n");
  const computed = 0x01;

  test("the sections themselves are fine", () => {
    expect(broken(whole)).not.toMatch(/segment|limits|custom/);
  });

  test.each([
    ["limits in the wrong order", Section.memory, [1, 1, 5, 2], "limits in the wrong order"],
    ["data that begins outside memory", Section.data, [1, 0, 0x41, ...s32(65536), 0x0b, 1, 0x78], "outside memory"],
    ["data that ends outside memory", Section.data, [1, 0, 0x41, ...s32(65535), 0x0b, 2, 0x78, 0x78], "outside memory"],
    ["data before memory", Section.data, [1, 0, 0x41, ...s32(-1), 0x0b, 1, 0x78], "outside memory"],
    ["data at a sum", Section.data, [1, 0, 0x41, 0, computed, 1, 0x78], "a data segment at a computed place"],
    ["elements that are passive", Section.element, [1, 1, 0, 0x0b, 0], "an element segment that is not active"],
    [
      "elements at a global's value",
      Section.element,
      [1, 0, 0x23, 0, 0x0b, 0],
      "an element segment that is not active",
    ],
    ["elements at a sum", Section.element, [1, 0, 0x41, 0, computed, 0], "an element segment at a computed place"],
  ])("%s", (_, id, body, problem) => {
    expect(broken(replace(whole, id, Uint8Array.from(body)))).toContain(problem);
  });

  test("a custom section", () => {
    const body = Uint8Array.from([...u32(1), 0x78]);
    expect(broken([...whole, { id: Section.custom, body }])).toContain("a custom section");
  });
});
