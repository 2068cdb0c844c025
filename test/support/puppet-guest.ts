import binaryen from "binaryen";

import { abiVersion } from "../../src/engine/module.ts";
import { guestImports } from "./fake-guest.ts";

/**
 * A guest that does whatever its "source" says, step by step: calls of imports with any
 * arguments, writes to any address, outcomes at any address, also while the host calls a block.
 * A source is pairs of letters from a to p, a nibble each.
 */
export const Op = {
  interrupt: 0,
  grow: 1,
  outOfMemory: 2,
  write: 3,
  clock: 4,
  entropy: 5,
  dispatch: 6,
  store: 7,
  answer: 8,
  meter: 9,
  stack: 10,
  copy: 11,
  reserveAt: 12,
  unreachable: 13,
  recurse: 14,
} as const;

/** Where a program finds things. */
export const place = { reserve: 300, names: 1024, program: 16384, inbox: 12288, size: 131072 } as const;

const call = (name: string, words: number): string => `(call $${name} ${"(call $word) ".repeat(words)})`;

/** Runs the rest of the program until it answers; a program that ends answers nil. */
const steps = `
  (loop $next
    (if (i32.ge_u (i32.load (i32.const 308)) (i32.load (i32.const 312))) (then (return (i32.const 528))))
    (local.set $op (call $nibble))
    (if (i32.eq (local.get $op) (i32.const ${Op.interrupt})) (then (drop (call $interrupt))))
    (if (i32.eq (local.get $op) (i32.const ${Op.grow})) (then (drop ${call("grow", 1)})))
    (if (i32.eq (local.get $op) (i32.const ${Op.outOfMemory})) (then (call $out_of_memory)))
    (if (i32.eq (local.get $op) (i32.const ${Op.write})) (then ${call("write", 3)}))
    (if (i32.eq (local.get $op) (i32.const ${Op.clock})) (then (drop (call $clock))))
    (if (i32.eq (local.get $op) (i32.const ${Op.entropy})) (then (drop (call $entropy))))
    (if (i32.eq (local.get $op) (i32.const ${Op.dispatch})) (then (drop ${call("dispatch", 9)})))
    (if (i32.eq (local.get $op) (i32.const ${Op.store}))
      (then (i32.store (i32.and (call $word) (i32.const 0x1ffff)) (call $word))))
    (if (i32.eq (local.get $op) (i32.const ${Op.answer})) (then (return (call $word))))
    (if (i32.eq (local.get $op) (i32.const ${Op.meter})) (then (global.set $meter (call $word))))
    (if (i32.eq (local.get $op) (i32.const ${Op.stack})) (then (global.set $stack (call $word))))
    (if (i32.eq (local.get $op) (i32.const ${Op.copy}))
      (then
        (local.set $to (i32.and (call $word) (i32.const 0xffff)))
        (local.set $n (i32.and (call $word) (i32.const 0xff)))
        (block $copied
          (loop $more
            (br_if $copied (i32.eqz (local.get $n)))
            (i32.store8 (local.get $to) (i32.or (i32.shl (call $nibble) (i32.const 4)) (call $nibble)))
            (local.set $to (i32.add (local.get $to) (i32.const 1)))
            (local.set $n (i32.sub (local.get $n) (i32.const 1)))
            (br $more)))))
    (if (i32.eq (local.get $op) (i32.const ${Op.reserveAt}))
      (then (i32.store (i32.const ${place.reserve}) (call $word))))
    (if (i32.eq (local.get $op) (i32.const ${Op.unreachable})) (then (unreachable)))
    (if (i32.eq (local.get $op) (i32.const ${Op.recurse})) (then (drop (call $steps))))
    (br $next))
  (unreachable)`;

/** The module; made once. */
export function puppetGuest(): Uint8Array {
  const module = binaryen.parseText(`
    (module
      ${guestImports}
      (memory (export "memory") 2)
      (global $stack (export "stack_pointer") (mut i32) (i32.const 1024))
      (global $meter (export "meter") (mut i32) (i32.const 0))
      (global (export "constants") i32 (i32.const 0))
      (data (i32.const 528) "\\00\\00\\00\\00\\fe\\0f\\00\\00\\01\\00\\00\\00")
      (data (i32.const ${place.names}) "callyieldvaluenameto_sconstructor__proto__full_nameeach[]")
      (data (i32.const 4094) "\\c0")
      (func $nibble (result i32) (local $at i32)
        (local.set $at (i32.load (i32.const 308)))
        (if (i32.ge_u (local.get $at) (i32.load (i32.const 312))) (then (return (i32.const 0))))
        (i32.store (i32.const 308) (i32.add (local.get $at) (i32.const 1)))
        (i32.and (i32.sub (i32.load8_u (local.get $at)) (i32.const 97)) (i32.const 15)))
      (func $word (result i32) (local $i i32) (local $value i32)
        (loop $next
          (local.set $value (i32.or (i32.shl (local.get $value) (i32.const 4)) (call $nibble)))
          (local.set $i (i32.add (local.get $i) (i32.const 1)))
          (br_if $next (i32.lt_u (local.get $i) (i32.const 8))))
        (local.get $value))
      (func $steps (result i32) (local $op i32) (local $to i32) (local $n i32) ${steps})
      (func $begin (param $at i32) (param $length i32) (result i32)
        (i32.store (i32.const 308) (local.get $at))
        (i32.store (i32.const 312) (i32.add (local.get $at) (local.get $length)))
        (call $steps))
      (func (export "kb_abi") (result i32) (i32.const ${abiVersion}))
      (func (export "kb_inbox") (result i32) (i32.const ${place.inbox}))
      (func (export "kb_reserve") (param $n i32) (result i32)
        (if (i32.load (i32.const ${place.reserve})) (then (return (i32.load (i32.const ${place.reserve})))))
        (i32.store (i32.const 328) (i32.add (i32.load (i32.const 328)) (local.get $n)))
        (i32.sub (i32.add (i32.const ${place.program}) (i32.load (i32.const 328))) (local.get $n)))
      (func (export "kb_setup") (param i32 i32) (result i32) (i32.const 528))
      (func (export "kb_load") (param $at i32) (param $length i32) (result i32)
        (call $begin (local.get $at) (local.get $length)))
      (func (export "kb_settle"))
      (func (export "kb_run") (param i32 i32 i32) (result i32) (i32.const 528))
      (func (export "kb_yield") (param i32 i32 i32 i32) (result i32) (call $steps))
      (func (export "kb_compile") (param $at i32) (param $length i32) (param i32 i32) (result i32)
        (i32.store (i32.const 316) (i32.const 2))
        (i32.store (i32.const 320) (local.get $at))
        (i32.store (i32.const 324) (local.get $length))
        (i32.const 316))
      (func (export "kb_eval") (param $at i32) (param $length i32) (result i32)
        (call $begin (local.get $at) (local.get $length))))`);
  const bytes = module.emitBinary();
  module.dispose();
  return bytes;
}
