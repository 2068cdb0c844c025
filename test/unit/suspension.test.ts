import binaryen from "binaryen";
import { expect, test } from "vitest";

import { adapterBytes } from "../../src/engine/suspension.ts";

const text = `(module
  (import "host" "dispatch" (func $dispatch (param i32 i32 i32 i32 i32 i32 i32 i32 i32) (result i32)))
  (import "host" "interrupt" (func $interrupt (result i32)))
  (import "host" "wait" (func $wait (result i32)))
  (func (export "dispatch") (param i32 i32 i32 i32 i32 i32 i32 i32 i32) (result i32) (local i32)
    (local.set 9 (call $dispatch (local.get 0) (local.get 1) (local.get 2) (local.get 3) (local.get 4)
      (local.get 5) (local.get 6) (local.get 7) (local.get 8)))
    (if (result i32) (local.get 9) (then (local.get 9)) (else (call $wait))))
  (func (export "interrupt") (result i32) (local i32)
    (local.set 0 (call $interrupt))
    (if (result i32) (i32.ge_s (local.get 0) (i32.const 0)) (then (local.get 0)) (else (call $wait)))))`;

test("the module between guest and host is this and nothing else", () => {
  const module = binaryen.parseText(text);
  expect(Buffer.from(adapterBytes())).toEqual(Buffer.from(module.emitBinary()));
  module.dispose();
});
