import binaryen from "binaryen";

import { abiVersion } from "../../src/engine/module.ts";
import { guestImports } from "./fake-guest.ts";

/**
 * A guest that does whatever its program says, step by step: calls of imports with any
 * arguments, writes to any address, outcomes at any address, also while the host calls a block
 * or asks for room. A program is bytes: an operation, then its words of four bytes,
 * little-endian. It is the one argument of an entrypoint, or a source of two letters from a to p a byte.
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
  reserveRuns: 15,
} as const;

/** Where a program finds things. */
export const place = { reserve: 300, names: 1024, program: 16384, inbox: 12288, size: 131072 } as const;

/** The bytes that one copy moves, at most. */
export const maxCopy = 1023;

/** A program may write over where it is, and go round for ever; the build meters a real guest's loops, nobody this one's. */
const maxSteps = 10_000;

const at = { reserveRuns: 304, next: 308, end: 312, outcome: 316, reserved: 328 } as const;
const call = (name: string, words: number): string => `(call $${name} ${"(call $word) ".repeat(words)})`;
const op = (number: number, then: string): string =>
  `(if (i32.eq (local.get $op) (i32.const ${number})) (then ${then}))`;

/** Runs the rest of the program until it answers; a program that ends answers nil. */
const steps = `
  (loop $next
    (if (i32.eqz (global.get $left)) (then (unreachable)))
    (global.set $left (i32.sub (global.get $left) (i32.const 1)))
    (if (i32.ge_u (i32.load (i32.const ${at.next})) (i32.load (i32.const ${at.end}))) (then (return (i32.const 528))))
    (local.set $op (i32.load8_u (i32.load (i32.const ${at.next}))))
    (i32.store (i32.const ${at.next}) (i32.add (i32.load (i32.const ${at.next})) (i32.const 1)))
    ${op(Op.interrupt, "(drop (call $interrupt))")}
    ${op(Op.grow, `(drop ${call("grow", 1)})`)}
    ${op(Op.outOfMemory, "(call $out_of_memory)")}
    ${op(Op.write, call("write", 3))}
    ${op(Op.clock, "(drop (call $clock))")}
    ${op(Op.entropy, "(drop (call $entropy))")}
    ${op(Op.dispatch, `(drop ${call("dispatch", 9)})`)}
    ${op(Op.store, "(i32.store (i32.and (call $word) (i32.const 0x1ffff)) (call $word))")}
    ${op(Op.answer, "(return (call $word))")}
    ${op(Op.meter, "(global.set $meter (call $word))")}
    ${op(Op.stack, "(global.set $stack (call $word))")}
    ${op(
      Op.copy,
      `(local.set $to (i32.and (call $word) (i32.const 0xffff)))
       (local.set $n (i32.and (call $word) (i32.const ${maxCopy})))
       (local.set $from (i32.load (i32.const ${at.next})))
       (i32.store (i32.const ${at.next}) (i32.add (local.get $from) (local.get $n)))
       (block $copied
         (loop $more
           (br_if $copied (i32.eqz (local.get $n)))
           (i32.store8 (local.get $to) (i32.load8_u (local.get $from)))
           (local.set $to (i32.add (local.get $to) (i32.const 1)))
           (local.set $from (i32.add (local.get $from) (i32.const 1)))
           (local.set $n (i32.sub (local.get $n) (i32.const 1)))
           (br $more)))`,
    )}
    ${op(Op.reserveAt, `(i32.store (i32.const ${place.reserve}) (call $word))`)}
    ${op(Op.unreachable, "(unreachable)")}
    ${op(Op.recurse, "(drop (call $steps))")}
    ${op(Op.reserveRuns, `(i32.store (i32.const ${at.reserveRuns}) (i32.const 1))`)}
    (br $next))
  (unreachable)`;

/** Turns two letters into a byte, in place, and answers the bytes as bytecode. */
const compile = `
  (local $i i32)
  (block $done
    (loop $more
      (br_if $done (i32.ge_u (i32.add (i32.shl (local.get $i) (i32.const 1)) (i32.const 1)) (local.get $length)))
      (i32.store8 (i32.add (local.get $at) (local.get $i))
        (i32.or
          (i32.shl (call $nibble (i32.add (local.get $at) (i32.shl (local.get $i) (i32.const 1)))) (i32.const 4))
          (call $nibble (i32.add (i32.add (local.get $at) (i32.shl (local.get $i) (i32.const 1))) (i32.const 1)))))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br $more)))
  (i32.store (i32.const ${at.outcome}) (i32.const 2))
  (i32.store (i32.const ${at.outcome + 4}) (local.get $at))
  (i32.store (i32.const ${at.outcome + 8}) (local.get $i))
  (i32.const ${at.outcome})`;

/** The module; made once. */
export function puppetGuest(): Uint8Array {
  const module = binaryen.parseText(`
    (module
      ${guestImports}
      (memory (export "memory") 2)
      (global $stack (export "stack_pointer") (mut i32) (i32.const 256))
      (global $meter (export "meter") (mut i32) (i32.const 0))
      (global (export "constants") i32 (i32.const 0))
      (global $left (mut i32) (i32.const 0))
      (data (i32.const 528) "\\00\\00\\00\\00\\fe\\0f\\00\\00\\01\\00\\00\\00")
      (data (i32.const ${place.names}) "callyieldvaluenameto_sconstructor__proto__full_nameeach[]")
      (data (i32.const 4094) "\\c0")
      (func $nibble (param $at i32) (result i32)
        (i32.and (i32.sub (i32.load8_u (local.get $at)) (i32.const 97)) (i32.const 15)))
      (func $word (result i32) (local $at i32)
        (local.set $at (i32.load (i32.const ${at.next})))
        (i32.store (i32.const ${at.next}) (i32.add (local.get $at) (i32.const 4)))
        (if (i32.gt_u (local.get $at) (i32.const ${place.size - 4})) (then (return (i32.const 0))))
        (i32.load (local.get $at)))
      (func $steps (result i32) (local $op i32) (local $to i32) (local $from i32) (local $n i32) ${steps})
      (func $begin (param $at i32) (param $length i32) (result i32)
        (i32.store (i32.const ${at.next}) (local.get $at))
        (i32.store (i32.const ${at.end}) (i32.add (local.get $at) (local.get $length)))
        (global.set $left (i32.const ${maxSteps}))
        (call $steps))
      (func (export "kb_abi") (result i32) (i32.const ${abiVersion}))
      (func (export "kb_inbox") (result i32) (i32.const ${place.inbox}))
      (func (export "kb_reserve") (param $n i32) (result i32)
        (if (i32.load (i32.const ${at.reserveRuns}))
          (then (i32.store (i32.const ${at.reserveRuns}) (i32.const 0)) (drop (call $steps))))
        (if (i32.load (i32.const ${place.reserve})) (then (return (i32.load (i32.const ${place.reserve})))))
        (i32.store (i32.const ${at.reserved}) (i32.add (i32.load (i32.const ${at.reserved})) (local.get $n)))
        (i32.sub (i32.add (i32.const ${place.program}) (i32.load (i32.const ${at.reserved}))) (local.get $n)))
      (func (export "kb_setup") (param i32 i32) (result i32) (i32.const 528))
      (func (export "kb_load") (param $at i32) (param $length i32) (result i32)
        (call $begin (local.get $at) (local.get $length)))
      (func (export "kb_settle"))
      (; what is called is named in one letter, so that the program begins at the fourth byte or the fifth; it
         is moved away from where replies go ;)
      (func (export "kb_run") (param $at i32) (param $length i32) (param i32) (result i32)
        (local $head i32) (local $to i32) (local $i i32)
        (local.set $head (select (i32.const 4) (i32.const 5)
          (i32.eq (i32.load8_u (i32.add (local.get $at) (i32.const 2))) (i32.const 0xc4))))
        (local.set $at (i32.add (local.get $at) (local.get $head)))
        (local.set $length (i32.sub (local.get $length) (i32.add (local.get $head) (i32.const 1))))
        (local.set $to (i32.add (i32.const ${place.program}) (i32.load (i32.const ${at.reserved}))))
        (i32.store (i32.const ${at.reserved}) (i32.add (i32.load (i32.const ${at.reserved})) (local.get $length)))
        (block $moved
          (loop $more
            (br_if $moved (i32.ge_u (local.get $i) (local.get $length)))
            (i32.store8 (i32.add (local.get $to) (local.get $i))
              (i32.load8_u (i32.add (local.get $at) (local.get $i))))
            (local.set $i (i32.add (local.get $i) (i32.const 1)))
            (br $more)))
        (call $begin (local.get $to) (local.get $length)))
      (func (export "kb_yield") (param i32 i32 i32 i32) (result i32) (call $steps))
      (func (export "kb_compile") (param $at i32) (param $length i32) (param i32 i32) (result i32) ${compile})
      (func (export "kb_eval") (param $at i32) (param $length i32) (result i32)
        (call $begin (local.get $at) (local.get $length))))`);
  const bytes = module.emitBinary();
  module.dispose();
  return bytes;
}
