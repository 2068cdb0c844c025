import { readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

import { bake, strip } from "../../tools/wasm/bake.ts";
import { boundedLoops, check } from "../../tools/wasm/check.ts";
import { constantsOf, guard } from "../../tools/wasm/guard.ts";
import { meter } from "../../tools/wasm/meter.ts";
import { readSections, writeSections } from "../../tools/wasm/module.ts";
import { assemble } from "../support/assemble.ts";

const guest = readFileSync(new URL("../../dist/kobako.wasm", import.meta.url));

describe("the finished guest", () => {
  test("breaks no rule and keeps within its size", () => {
    const { problems, bytes, gzipped } = check(guest, boundedLoops);
    expect(problems).toEqual([]);
    expect(bytes).toBeLessThanOrEqual(1_000_000);
    expect(gzipped).toBeLessThanOrEqual(360_000);
  });

  test("reads and writes back unchanged", () => {
    expect(Buffer.from(writeSections(readSections(guest))).equals(guest)).toBe(true);
  });
});

describe("the checker refuses", () => {
  const zeros = (count: number): string => "(i32.const 0)".repeat(count);
  const compared = (end: number): string =>
    `(if (i32.lt_u (local.tee $t (i32.const 0)) (i32.const ${end})) (then (unreachable)))`;
  const lines = {
    memory: '(memory (export "memory") 1)',
    global: '(global $m (export "meter") (mut i32) (i32.const 0))',
    extra: "",
    constants: '(global $c (export "constants") i32 (i32.const 64))',
    body: "(nop)",
  };
  const problems = (change: Partial<typeof lines>): string => {
    const { memory, global, extra, constants, body } = { ...lines, ...change };
    return check(
      strip(assemble(`(module ${memory} ${global} ${extra} ${constants} (func $f (export "f") ${body}))`)),
      0,
    ).problems.join("\n");
  };

  test.each([
    [
      "an unknown import",
      { extra: "", memory: '(import "env" "x" (func)) (memory (export "memory") 1)' },
      "import env.x is not known",
    ],
    ["an unknown export", {}, "export f is not known"],
    ["memory.grow", { body: "(drop (memory.grow (i32.const 1)))" }, "has memory.grow"],
    ["a maximum of memory", { memory: '(memory (export "memory") 1 2)' }, "one memory without a maximum"],
    [
      "another mutable global",
      { extra: "(global $x (mut i32) (i32.const 0))", body: "(global.set $x (i32.const 1))" },
      "global 1 is mutable",
    ],
    ["table.set", { extra: "(table 1 funcref)", body: "(table.set (i32.const 0) (ref.null func))" }, "has table.set"],
    [
      "a passive segment",
      { extra: '(data "x")', body: "(memory.init 0 (i32.const 0) (i32.const 0) (i32.const 1))" },
      "has memory.init",
    ],
    ["a loop without a point", { body: "(loop $l (br $l))" }, "1 loops without a metering point"],
    ["catch_all", { body: "(try (do (nop)) (catch_all (nop)))" }, "has catch_all"],
    ["a start function", { extra: "(start $f)" }, "a start function"],
    ["a store below the constants' end", { body: `(i32.store offset=63 ${zeros(2)})` }, "a store that may reach"],
    ["a copy over the constants", { body: `(memory.copy ${zeros(3)})` }, "a bulk operation that may reach"],
    ["a fill of the constants", { body: `(memory.fill ${zeros(3)})` }, "a bulk operation that may reach"],
    [
      "a copy whose address was compared with less",
      { body: `(local $t i32) ${compared(63)} (memory.copy (local.get $t) ${zeros(2)})` },
      "a bulk operation that may reach",
    ],
  ])("%s", (_, change, problem) => {
    expect(problems(change)).toContain(problem);
  });
});

test("the checker takes a store from the constants' end on, and a copy that was compared with it", () => {
  const { problems } = check(
    strip(
      assemble(`(module (memory (export "memory") 1)
        (global (export "constants") i32 (i32.const 64))
        (func (local $t i32)
          (i64.store offset=64 (i32.const 0) (i64.const 0))
          (if (i32.lt_u (local.tee $t (i32.const 0)) (i32.const 64)) (then (unreachable)))
          (memory.copy (local.get $t) (i32.const 0) (i32.const 0))))`),
    ),
    0,
  );
  expect(problems.filter((problem) => problem.includes("may reach"))).toEqual([]);
});

describe("the guard", () => {
  const types = { i32: "4", i64: "8", f32: "4", f64: "8" };
  const stores = Object.keys(types).map(
    (type) => `(func (export "${type}") (param $at i32) (${type}.store offset=8 (local.get $at) (${type}.const 7)))`,
  );
  const source = `(module
    (import "kobako" "interrupt" (func (result i32)))
    (memory (export "memory") 1)
    (global (export "constants") i32 (i32.const 1000))
    (func (export "static") (param $at i32)
      (i32.store offset=2000 (i32.sub (local.get $at) (i32.const 1992)) (i32.const 7)))
    (func (export "i32_8") (param $at i32) (i32.store8 offset=8 (local.get $at) (i32.const 7)))
    ${stores.join("\n")}
    (func (export "copy") (param $at i32)
      (memory.copy (i32.add (local.get $at) (i32.const 8)) (i32.const 3000) (i32.const 8)))
    (func (export "fill") (param $at i32)
      (memory.fill (i32.add (local.get $at) (i32.const 8)) (i32.const 7) (i32.const 8))))`;
  const bytes = assemble(source);

  test.each(["static", "i32", "i64", "f32", "f64", "i32_8", "copy", "fill"])(
    "%s writes where it did, but no constant",
    (name) => {
      const module = new WebAssembly.Module(guard(bytes, constantsOf(bytes)) as Uint8Array<ArrayBuffer>);
      const instance = new WebAssembly.Instance(module, { kobako: { interrupt: () => 0 } });
      const memory = new Uint8Array((instance.exports["memory"] as WebAssembly.Memory).buffer);
      const write = instance.exports[name] as (at: number) => void;
      memory.fill(0xee);
      for (const at of [0, 1, 984, 991, -1, -9, 65530]) {
        expect(() => write(at)).toThrow(WebAssembly.RuntimeError);
        expect(memory.every((byte) => byte === 0xee)).toBe(true);
      }
      for (const at of [1000, 2000]) {
        write(at);
        expect(memory[at + 7]).toBe(0xee);
        if (name !== "copy") expect(memory.subarray(at + 8, at + 16).some((byte) => byte !== 0xee)).toBe(true);
      }
    },
  );
});

describe("metering", () => {
  const source = `(module
    (import "kobako" "meter_point" (func $p (param i32)))
    (import "kobako" "meter_add" (func $a (param i32) (result i32)))
    (import "kobako" "meter_bounded" (func $b))
    (memory (export "memory") 1)
    (global $s (export "__stack_pointer") (mut i32) (i32.const 16))
    (data (i32.const 16) "x")
    (func (export "one") (result i32) (i32.const 1))
    (func (export "kb_boot") (i32.store (i32.const 32) (i32.const 7)))
    (func (export "turns") (param $n i32)
      (loop $l
        (local.set $n (i32.sub (local.get $n) (i32.const 1)))
        (br_if $l (i32.gt_s (local.get $n) (i32.const 0)))))
    (func (export "adds") (param $n i32) (result i32) (call $a (local.get $n)))
    (func $few (export "few") (param $n i32)
      (loop $l
        (call $b)
        (local.set $n (i32.sub (local.get $n) (i32.const 1)))
        (br_if $l (i32.gt_s (local.get $n) (i32.const 0)))))
    (func (export "weighs") (call $p (i32.const 100))))`;
  const options = { selfMetered: [], bounded: ["few"] };

  interface Metered {
    readonly meter: WebAssembly.Global<"i32">;
    readonly turns: (n: number) => void;
    readonly weighs: () => void;
    readonly adds: (n: number) => number;
    readonly few: (n: number) => void;
    readonly memory: WebAssembly.Memory;
  }
  const unused = (): never => {
    throw new Error("nothing calls it any more");
  };
  const gone = { meter_add: unused, meter_bounded: unused };
  const instantiate = (bytes: Uint8Array, interrupt: () => number): Metered => {
    const module = new WebAssembly.Module(bytes as Uint8Array<ArrayBuffer>);
    return new WebAssembly.Instance(module, { kobako: { interrupt, ...gone } }).exports as unknown as Metered;
  };

  test("a loop of n turns uses n points, a weighted point its weight", () => {
    const exports = instantiate(meter(assemble(source), options), () => 0);
    exports.meter.value = 1000;
    exports.turns(300);
    expect(exports.meter.value).toBe(700);
    exports.weighs();
    expect(exports.meter.value).toBe(600);
  });

  test("what the code adds is added and answered, and the host not asked", () => {
    const exports = instantiate(meter(assemble(source), options), unused);
    exports.meter.value = 10;
    expect([exports.adds(-7), exports.adds(-7), exports.meter.value]).toEqual([3, -4, -4]);
  });

  test("a loop that says that it is bounded uses no points, where such loops are known", () => {
    const exports = instantiate(meter(assemble(source), options), unused);
    exports.few(300);
    expect(exports.meter.value).toBe(0);
    expect(() => meter(assemble(source), { selfMetered: [] })).toThrow("few has a bounded loop");
    const nowhere = source.replace("(loop $l\n        (call $b)", "(call $b) (loop $l");
    expect(() => meter(assemble(nowhere), options)).toThrow("few says that a loop is bounded where there is none");
  });

  test("the host is asked when the counter is negative, and its exception unwinds", () => {
    let asked = 0;
    const exports = instantiate(meter(assemble(source), options), () => {
      if (++asked > 3) throw new RangeError("enough");
      return 10;
    });
    expect(() => exports.turns(1_000_000)).toThrow(RangeError);
    expect(asked).toBe(4);
  });

  test("a baked module starts from what booting left", () => {
    const baked = bake(meter(assemble(source), options));
    const { memory, ...rest } = instantiate(baked, () => 0);
    const bytes = new Uint8Array(memory.buffer);
    expect([bytes[16], bytes[32]]).toEqual(["x".charCodeAt(0), 7]);
    expect(rest).not.toHaveProperty("kb_boot");
    expect(rest).toHaveProperty("stack_pointer");
  });
});
