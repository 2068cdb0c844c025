import binaryen from "binaryen";

/** The text of a module with a guest's interface, whose `kb_eval` and others are given. */
export interface FakeGuest {
  /** instructions of kb_eval; a value of i32 is what it answers */
  readonly eval: string;
  /** of kb_compile; by default it answers one byte of bytecode */
  readonly compile?: string;
  /** of kb_reserve */
  readonly reserve?: string;
  /** data from address 2048 on, as a WAT string */
  readonly data?: string;
  /** of kb_setup and kb_yield; by default they answer nil */
  readonly setup?: string;
  readonly yield?: string;
  /** where memory begins that can be written, default 0 */
  readonly constants?: number;
  /** of kb_load and kb_run; by default they answer nil */
  readonly load?: string;
  readonly run?: string;
  /** where short messages are taken, default 16384 */
  readonly inbox?: number;
}

/** What a guest imports, as text, each by its name. */
export const guestImports = `
      (import "kobako" "interrupt" (func $interrupt (result i32)))
      (import "kobako" "grow" (func $grow (param i32) (result i32)))
      (import "kobako" "out_of_memory" (func $out_of_memory))
      (import "kobako" "write" (func $write (param i32 i32 i32)))
      (import "kobako" "clock" (func $clock (result f64)))
      (import "kobako" "entropy" (func $entropy (result i32)))
      (import "kobako" "dispatch"
        (func $dispatch (param i32 i32 i32 i32 i32 i32 i32 i32 i32) (result i32)))`;

/** A guest that speaks the wire directly, and as badly as the test wants it to. */
export function fakeGuest(fake: FakeGuest): Uint8Array {
  const module = binaryen.parseText(`
    (module
      ${guestImports}
      (memory (export "memory") 1)
      (global $stack (export "stack_pointer") (mut i32) (i32.const 256))
      (global $meter (export "meter") (mut i32) (i32.const 0))
      (global (export "constants") i32 (i32.const ${fake.constants ?? 0}))
      (data (i32.const 512) "\\02\\00\\00\\00\\00\\08\\00\\00\\01\\00\\00\\00")
      (data (i32.const 528) "\\00\\00\\00\\00\\fe\\0f\\00\\00\\01\\00\\00\\00")
      (data (i32.const 4094) "\\c0")
      (data (i32.const 2048) "${fake.data ?? "\\c0"}")
      (func (export "kb_abi") (result i32) (i32.const 3))
      (func (export "kb_settle"))
      (func (export "kb_load") (param i32 i32) (result i32) ${fake.load ?? "(i32.const 528)"})
      (func (export "kb_run") (param i32 i32 i32) (result i32) ${fake.run ?? "(i32.const 528)"})
      (func (export "kb_inbox") (result i32) (i32.const ${fake.inbox ?? 16384}))
      (func (export "kb_setup") (param i32 i32) (result i32) ${fake.setup ?? "(i32.const 528)"})
      (func (export "kb_yield") (param $frame i32) (param $at i32) (param $length i32) (param $count i32) (result i32)
        ${fake.yield ?? "(i32.const 528)"})
      (func (export "kb_reserve") (param $n i32) (result i32) ${fake.reserve ?? "(i32.const 8192)"})
      (func $compile (export "kb_compile") (param i32 i32 i32 i32) (result i32) ${fake.compile ?? "(i32.const 512)"})
      (func $eval (export "kb_eval") (param i32 i32) (result i32) ${fake.eval}))`);
  const bytes = module.emitBinary();
  module.dispose();
  return bytes;
}

/** Instructions that write an outcome at address 0 and answer it. */
export function outcome(kind: number, pointer: number, length: number): string {
  return `(i32.store (i32.const 0) (i32.const ${kind}))
    (i32.store (i32.const 4) (i32.const ${pointer}))
    (i32.store (i32.const 8) (i32.const ${length}))
    (i32.const 0)`;
}
