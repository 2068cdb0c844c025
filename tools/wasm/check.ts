/**
 * Proves that a finished guest is what the host takes it for:
 * `node tools/wasm/check.ts FILE` prints what it counted, or every rule that is broken.
 */
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

import { Reader } from "./bytes.ts";
import { bulkIsGuarded } from "./guard.ts";
import { dispatchLoops, instructions, isStore, Op, type Instruction } from "./instructions.ts";
import { point } from "./meter.ts";
import * as wasm from "./module.ts";

const i32 = 0x7f;
const f64 = 0x7c;
const signature = (params: number[], results: number[]): string => `${params.join()}->${results.join()}`;

/** Everything that the guest may import, with its type. */
export const guestImports: Readonly<Record<string, string>> = {
  interrupt: signature([], [i32]),
  grow: signature([i32], [i32]),
  out_of_memory: signature([], []),
  write: signature([i32, i32, i32], []),
  clock: signature([], [f64]),
  entropy: signature([], [i32]),
  dispatch: signature([i32, i32, i32, i32, i32, i32, i32, i32, i32], [i32]),
};

/** Everything that it exports: functions with their type, else the kind. */
export const guestExports: Readonly<Record<string, string>> = {
  memory: "memory",
  stack_pointer: "global",
  meter: "global",
  constants: "global",
  kb_abi: signature([], [i32]),
  kb_reserve: signature([i32], [i32]),
  kb_compile: signature([i32, i32, i32, i32], [i32]),
  kb_eval: signature([i32, i32], [i32]),
  kb_load: signature([i32, i32], [i32]),
  kb_run: signature([i32, i32, i32], [i32]),
  kb_settle: signature([], []),
  kb_inbox: signature([], [i32]),
  kb_setup: signature([i32, i32], [i32]),
  kb_yield: signature([i32, i32, i32, i32], [i32]),
};

/** Loops of a guest that need no metering point, as each says where it is written. */
export const boundedLoops = 42;

const kinds = ["function", "table", "memory", "global", "tag"];
const forbiddenOps = new Map<number, string>([
  [Op.memoryGrow, "memory.grow"],
  [Op.tableSet, "table.set"],
  [Op.catchAll, "catch_all"],
]);
const forbiddenSubs = new Map<number, string>([
  [8, "memory.init"],
  [9, "data.drop"],
  [12, "table.init"],
  [13, "elem.drop"],
  [14, "table.copy"],
  [15, "table.grow"],
  [17, "table.fill"],
]);

export interface Report {
  readonly problems: readonly string[];
  readonly functions: number;
  readonly loops: number;
  readonly unmeteredLoops: number;
  readonly bytes: number;
  readonly gzipped: number;
  readonly pages: number;
}

class Checker {
  readonly problems: string[] = [];
  readonly sections: wasm.RawSection[];
  readonly bytes: Uint8Array;
  loops = 0;
  unmetered = 0;
  bounded = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.sections = wasm.readSections(bytes);
  }

  require(condition: boolean, problem: string): void {
    if (!condition) this.problems.push(problem);
  }

  imports(): wasm.Import[] {
    const types = wasm.readTypes(this.sections);
    const seen = new Set<string>();
    const imports = wasm.readImports(this.sections);
    for (const { module, name, type } of imports) {
      const found = types[type];
      const known = Object.hasOwn(guestImports, name) && module === "kobako" && !seen.has(name);
      this.require(known, `import ${module}.${name} is not known`);
      const actual = found ? signature([...found.params], [...found.results]) : "";
      this.require(!known || actual === guestImports[name], `import ${name} has another type`);
      seen.add(name);
    }
    for (const name of Object.keys(guestImports)) this.require(seen.has(name), `import ${name} is missing`);
    return imports;
  }

  exports(imported: number): Map<string, number> {
    const types = wasm.readTypes(this.sections);
    const own = wasm.items(wasm.find(this.sections, wasm.Section.function), (reader) => reader.u32());
    const indexes = new Map<string, number>();
    for (const { name, kind, index } of wasm.readExports(this.sections)) {
      const type = types[own[index - imported] ?? -1];
      const shape =
        kind === wasm.Kind.function ? (type ? signature([...type.params], [...type.results]) : "") : kinds[kind];
      this.require(Object.hasOwn(guestExports, name) && guestExports[name] === shape, `export ${name} is not known`);
      indexes.set(name, index);
    }
    for (const name of Object.keys(guestExports)) this.require(indexes.has(name), `export ${name} is missing`);
    return indexes;
  }

  state(exported: ReadonlyMap<string, number>): number {
    wasm.readGlobals(this.sections).forEach(({ mutable }, i) => {
      const named = exported.get("meter") === i || exported.get("stack_pointer") === i;
      this.require(mutable === named, `global ${i} is ${mutable ? "mutable" : "constant"}`);
    });
    const limits = (reader: Reader): { max: boolean; min: number } => {
      const flags = reader.byte();
      const min = reader.u32();
      this.require(flags <= 1, "a memory or table that is shared or 64 bits wide");
      if (flags & 1) this.require(reader.u32() >= min, "limits in the wrong order");
      return { max: (flags & 1) === 1, min };
    };
    const memories = wasm.items(wasm.find(this.sections, wasm.Section.memory), limits);
    this.require(memories.length === 1 && memories[0]?.max === false, "one memory without a maximum");
    const tables = wasm.items(wasm.find(this.sections, wasm.Section.table), (reader) => {
      this.require(reader.byte() === 0x70, "a table of something else than functions");
      return limits(reader);
    });
    this.require(tables.length <= 1, "more than one table");
    const tags = wasm.items(wasm.find(this.sections, wasm.Section.tag), (reader) => [reader.byte(), reader.u32()]);
    this.require(tags.length === 1, "one exception tag");
    this.require(wasm.find(this.sections, wasm.Section.start) === undefined, "a start function");
    this.require(!this.sections.some(({ id }) => id === wasm.Section.custom), "a custom section");
    return memories[0]?.min ?? 0;
  }

  segments(pages: number): void {
    wasm.items(wasm.find(this.sections, wasm.Section.data), (reader) => {
      if (reader.byte() !== 0) {
        this.require(false, "a data segment that is not active");
        reader.take(reader.u32());
        return;
      }
      this.require(reader.byte() === 0x41, "a data segment at a computed place");
      const at = reader.s32();
      this.require(reader.byte() === 0x0b, "a data segment at a computed place");
      const length = reader.take(reader.u32()).length;
      this.require(at >= 0 && at + length <= pages * 65536, "a data segment outside memory");
    });
    wasm.items(wasm.find(this.sections, wasm.Section.element), (reader) => {
      this.require(reader.byte() === 0 && reader.byte() === 0x41, "an element segment that is not active and constant");
      reader.s32();
      this.require(reader.byte() === 0x0b, "an element segment at a computed place");
      for (let count = reader.u32(); count > 0; count--) reader.u32();
    });
  }

  code(imports: readonly wasm.Import[], exported: ReadonlyMap<string, number>, bounded: number): number {
    const meter = exported.get("meter") ?? -1;
    const stack = exported.get("stack_pointer") ?? -1;
    const interrupt = imports.findIndex(({ name }) => name === "interrupt");
    const expected = meter >= 0 && interrupt >= 0 ? point(meter, interrupt, 1) : [];
    const end = wasm.readGlobals(this.sections)[exported.get("constants") ?? -1]?.init ?? Infinity;
    const bodies = wasm.readBodies(this.sections);
    for (const [i, body] of bodies.entries()) {
      const before: Instruction[] = [];
      const at = `function ${i + imports.length}`;
      const dispatch = dispatchLoops(body);
      for (const instruction of instructions(body)) {
        const { op, sub, start, operand } = instruction;
        const bad = op === Op.prefix ? forbiddenSubs.get(sub) : forbiddenOps.get(op);
        this.require(bad === undefined, `${at} has ${bad}`);
        this.require(!isStore(op) || operand >= end, `${at} has a store that may reach the constants`);
        if (op === Op.prefix && (sub === 10 || sub === 11)) {
          this.require(bulkIsGuarded(before, end), `${at} has a bulk operation that may reach the constants`);
        }
        before.push(instruction);
        if (op === Op.catch) this.require(operand === 0, `${at} catches another tag`);
        if (op === Op.globalSet) this.require(operand === meter || operand === stack, `${at} sets global ${operand}`);
        if (op !== Op.loop) continue;
        this.loops++;
        if (expected.length > 0 && expected.every((byte, k) => body[instruction.end + k] === byte)) continue;
        this.unmetered++;
        if (!dispatch.has(start)) this.bounded++;
      }
    }
    this.require(this.unmetered - this.bounded <= 4, `${this.unmetered - this.bounded} loops of an interpreter`);
    this.require(this.bounded === bounded, `${this.bounded} loops without a metering point, ${bounded} expected`);
    return bodies.length;
  }
}

/** Checks every rule; what is broken is in `problems`. So many loops have no metering point as are `bounded`. */
export function check(bytes: Uint8Array, bounded: number): Report {
  const checker = new Checker(bytes);
  const imports = checker.imports();
  const exported = checker.exports(imports.length);
  const pages = checker.state(exported);
  checker.segments(pages);
  const functions = checker.code(imports, exported, bounded);
  return {
    problems: checker.problems,
    functions,
    loops: checker.loops,
    unmeteredLoops: checker.unmetered,
    bytes: bytes.length,
    gzipped: gzipSync(bytes, { level: 9 }).length,
    pages,
  };
}

if (import.meta.main) {
  const file = process.argv[2];
  if (!file) {
    process.stderr.write("usage: node tools/wasm/check.ts FILE\n");
    process.exit(2);
  }
  const { problems, ...counts } = check(readFileSync(file), boundedLoops);
  process.stdout.write(`${JSON.stringify(counts)}\n`);
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  if (problems.length) process.exitCode = 1;
}
