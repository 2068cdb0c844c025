import { concat, name, Reader, s32, u32, WasmError } from "./bytes.ts";
import { codeStart, instructions, isStore, Op, storedType, type Instruction } from "./instructions.ts";
import {
  find,
  items,
  readBodies,
  readExports,
  readGlobals,
  readImports,
  readNames,
  readSections,
  readTypes,
  replace,
  Section,
  vector,
  writeSections,
  plainName,
  type RawSection,
} from "./module.ts";

const i32 = 0x7f;

/** memory.copy and memory.fill take an address without an offset: it is compared before they run. */
const bulk = new Map([
  [10, "memory.copy"],
  [11, "memory.fill"],
]);

/**
 * The instructions of one guarded bulk operation: the address lies in local `to`, is compared
 * with the end of the constants, and the operation follows at once.
 */
export function guardedBulk(
  end: number,
  to: number,
  second: number,
  third: number,
  operation: ArrayLike<number>,
): number[] {
  // local.tee, const, lt_u, if, unreachable, end, local.get, local.get, local.get
  return [0x22, ...u32(to), 0x41, ...s32(end), 0x49, 0x04, 0x40, 0x00, 0x0b,
    0x20, ...u32(to), 0x20, ...u32(second), 0x20, ...u32(third), ...Array.from(operation)]; // prettier-ignore
}

/** Whether the instructions before a bulk operation are those of `guardedBulk`. */
export function bulkIsGuarded(before: readonly Instruction[], end: number): boolean {
  const [tee, least, compare, branch, trap, close, to] = before.slice(-9);
  return (
    tee?.op === 0x22 &&
    least?.op === Op.i32Const &&
    least.operand >= end &&
    compare?.op === 0x49 &&
    branch?.op === Op.if &&
    trap?.op === 0x00 &&
    close?.op === Op.end &&
    to?.op === 0x20 &&
    to.operand === tee.operand &&
    before.slice(-2).every(({ op }) => op === 0x20 || op === Op.i32Const)
  );
}

function withCode(sections: readonly RawSection[], bodies: readonly Uint8Array[]): Uint8Array {
  const sized = bodies.map((body) => concat([u32(body.length), body]));
  return writeSections(replace(sections, Section.code, vector(sized)));
}

/** Below this, a fixed offset is that of a member in something whose address lies past the constants itself. */
const smallOffset = 1024;

/** Locals that a body gets besides its own, made when they are first asked for. */
class Extra {
  readonly types: number[] = [];
  readonly #first: number;
  readonly #known = new Map<string, number>();

  constructor(first: number) {
    this.#first = first;
  }

  local(name: string, type: number): number {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const index = this.#first + this.types.push(type) - 1;
    this.#known.set(name, index);
    return index;
  }
}

function countLocals(body: Uint8Array): number {
  const reader = new Reader(body);
  let count = 0;
  for (let groups = reader.u32(); groups > 0; groups--) {
    count += reader.u32();
    reader.byte();
  }
  return count;
}

function withLocals(body: Uint8Array, code: Uint8Array, types: readonly number[]): Uint8Array {
  const reader = new Reader(body);
  const groups = reader.u32();
  const declared = body.subarray(reader.at, codeStart(body));
  return concat([u32(groups + types.length), declared, ...types.map((type) => [1, type]), code]);
}

function guardBody(body: Uint8Array, params: number, end: number): Uint8Array {
  const extra = new Extra(params + countLocals(body));
  const parts: ArrayLike<number>[] = [];
  let from = codeStart(body);
  for (const { op, sub, start, end: next, operand } of instructions(body)) {
    if (isStore(op)) {
      const reader = new Reader(body, start + 1);
      const align = reader.u32();
      const type = storedType(op);
      const value = extra.local(`value ${type}`, type);
      // a large offset is the address of something static, and what is added to it an index
      const kept = operand < smallOffset ? operand : 0;
      parts.push(body.subarray(from, start));
      parts.push([0x21, ...u32(value), 0x41, ...s32(operand - kept - end), 0x6a, 0x20, ...u32(value)]);
      parts.push([op, ...u32(align), ...u32(kept + end)]);
    } else if (op === Op.prefix && bulk.has(sub)) {
      const [to, second, third] = ["to", "second", "third"].map((name) => extra.local(name, i32)) as [
        number,
        number,
        number,
      ];
      parts.push(body.subarray(from, start), [0x21, ...u32(third), 0x21, ...u32(second)]);
      parts.push(guardedBulk(end, to, second, third, body.subarray(start, next)));
    } else {
      continue;
    }
    from = next;
  }
  parts.push(body.subarray(from));
  return withLocals(body, concat(parts), extra.types);
}

/**
 * Makes everything below address `end` constant: no instruction of the module can write there.
 * Every store gets `end` as the least of its fixed offset, which the engine adds to an address
 * without wrapping, and loses as much from the address: what would lie below wraps to the far end of
 * the address space and traps.
 *
 * @throws WasmError when the module is not as the guest's linker makes it.
 */
export function guard(bytes: Uint8Array, end: number): Uint8Array {
  const sections = readSections(bytes);
  const types = readTypes(sections);
  const own = items(find(sections, Section.function), (reader) => reader.u32());
  if (end < 0 || end > 0x7fffffff || readImports(sections).length === 0) throw new WasmError("not a guest");
  const bodies = readBodies(sections).map((body, i) => {
    const type = types[own[i] ?? -1];
    if (!type) throw new WasmError("a function without a type");
    return guardBody(body, type.params.length, end);
  });
  return withCode(sections, bodies);
}

function sameButCode(a: readonly RawSection[], b: readonly RawSection[]): boolean {
  return a.every(({ id, body }, i) => {
    const other = b[i];
    return other?.id === id && (id === Section.code || Buffer.compare(body, other.body) === 0);
  });
}

/**
 * A module with the bodies that the functions of some names have in another, which differs in nothing but code.
 *
 * @throws WasmError when it differs in more, or has no function of a name
 */
export function withBodies(bytes: Uint8Array, from: Uint8Array, names: readonly string[]): Uint8Array {
  const [sections, others] = [readSections(bytes), readSections(from)];
  if (!sameButCode(sections, others)) throw new WasmError("two modules that differ in more than code");
  const imported = readImports(sections).length;
  const bodies = readBodies(sections);
  const given = readBodies(others);
  const functions = [...readNames(sections)].map(([index, full]) => [index, plainName(full)] as const);
  for (const wanted of names) {
    const found = functions.filter(([, plain]) => plain === wanted);
    if (found.length === 0) throw new WasmError(`there is no function ${wanted}`);
    for (const [index] of found) bodies[index - imported] = given[index - imported] as Uint8Array;
  }
  return withCode(sections, bodies);
}

/** Where the constants of a module end: what its global `constants` says. */
export function constantsOf(bytes: Uint8Array): number {
  const sections = readSections(bytes);
  const index = readExports(sections).find((entry) => entry.name === "constants")?.index ?? -1;
  const global = readGlobals(sections)[index];
  if (!global || global.mutable) throw new WasmError("the module does not say where its constants end");
  return global.init;
}

/** Gives the module the stack that its code reserves, behind the constants, and says where those end. */
export function placeStack(bytes: Uint8Array, stackSize: number): Uint8Array {
  const sections = readSections(bytes);
  const exports = readExports(sections);
  const [stack, pointer] = ["kb_stack", "__stack_pointer"].map((wanted) => {
    const found = exports.find((entry) => entry.name === wanted);
    if (!found) throw new WasmError(`the linker exported no ${wanted}`);
    return found.index;
  });
  const globals = readGlobals(sections);
  const lowest = globals[stack ?? -1]?.init;
  if (lowest === undefined) throw new WasmError("the stack has no address");
  const placed = globals.map((global, i) => (i === pointer ? { ...global, init: lowest + stackSize } : global));
  const renamed = exports.map((entry) => (entry.name === "kb_stack" ? { ...entry, name: "constants" } : entry));
  return writeSections(
    replace(
      replace(
        sections,
        Section.global,
        vector(placed.map((g) => [g.type, g.mutable ? 1 : 0, 0x41, ...s32(g.init), 0x0b])),
      ),
      Section.export,
      vector(renamed.map((entry) => [...name(entry.name), entry.kind, ...u32(entry.index)])),
    ),
  );
}
