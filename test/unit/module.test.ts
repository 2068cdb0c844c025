import binaryen from "binaryen";
import { expect, test } from "vitest";

import { checkModule } from "../../src/engine/module.ts";
import { SetupError } from "../../src/errors.ts";
import { assemble } from "../support/assemble.ts";
import { fakeGuest } from "../support/fake-guest.ts";

const guest = fakeGuest({ eval: "(i32.const 528)" });
const refused = (bytes: Uint8Array): unknown => {
  try {
    checkModule(new WebAssembly.Module(bytes as Uint8Array<ArrayBuffer>));
  } catch (error) {
    expect(error).toBeInstanceOf(SetupError);
    return (error as Error).message;
  }
  return undefined;
};

test("a module with the interface of a guest is taken", () => {
  expect(refused(guest)).toBeUndefined();
});

test.each([
  ["another's function", '(import "env" "grow" (func))', "imports env.grow"],
  ["a function that none does", '(import "kobako" "exit" (func))', "imports kobako.exit"],
  ["what is no function", '(import "kobako" "grow" (memory 1))', "imports kobako.grow"],
  ["nothing, and exports nothing", "", "has no memory memory"],
  ["nothing, and exports of another kind", '(func (export "memory"))', "has no memory memory"],
])("a module that imports %s is refused", (_, text, message) => {
  expect(refused(assemble(`(module ${text})`))).toContain(message);
});

test("a guest that exports more is refused", () => {
  const module = binaryen.readBinary(guest);
  module.addMemoryExport("0", "more");
  const bytes = module.emitBinary();
  module.dispose();
  expect(refused(bytes)).toContain("exports more");
});
