import { concat, Reader, u32, WasmError } from "./bytes.ts";

export const Section = {
  custom: 0,
  type: 1,
  import: 2,
  function: 3,
  table: 4,
  memory: 5,
  global: 6,
  export: 7,
  start: 8,
  element: 9,
  code: 10,
  data: 11,
  dataCount: 12,
  tag: 13,
} as const;

export interface RawSection {
  readonly id: number;
  readonly body: Uint8Array;
}

const header = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];

/** The sections of a module in their order, unread. */
export function readSections(bytes: Uint8Array): RawSection[] {
  if (header.some((byte, i) => bytes[i] !== byte)) throw new WasmError("not a WebAssembly module");
  const reader = new Reader(bytes, header.length);
  const sections: RawSection[] = [];
  while (!reader.done) {
    const id = reader.byte();
    sections.push({ id, body: reader.take(reader.u32()) });
  }
  return sections;
}

export function writeSections(sections: readonly RawSection[]): Uint8Array {
  return concat([header, ...sections.flatMap(({ id, body }) => [[id], u32(body.length), body])]);
}

/** The body of the one section of this kind, or undefined. */
export function find(sections: readonly RawSection[], id: number): Uint8Array | undefined {
  return sections.find((section) => section.id === id)?.body;
}

/** The sections with one body replaced. */
export function replace(sections: readonly RawSection[], id: number, body: Uint8Array): RawSection[] {
  return sections.map((section) => (section.id === id ? { id, body } : section));
}

/** Reads a section that is a vector, one item after the other. */
export function items<T>(body: Uint8Array | undefined, read: (reader: Reader, index: number) => T): T[] {
  if (!body) return [];
  const reader = new Reader(body);
  const count = reader.u32();
  const out: T[] = [];
  for (let i = 0; i < count; i++) out.push(read(reader, i));
  if (!reader.done) throw new WasmError("bytes left over in a section");
  return out;
}

/** A vector of items that are bytes already. */
export function vector(parts: readonly ArrayLike<number>[]): Uint8Array {
  return concat([u32(parts.length), ...parts]);
}

export interface FunctionType {
  readonly params: readonly number[];
  readonly results: readonly number[];
}

export function readTypes(sections: readonly RawSection[]): FunctionType[] {
  return items(find(sections, Section.type), (reader) => {
    if (reader.byte() !== 0x60) throw new WasmError("a type that is not a function's");
    const params = [...reader.take(reader.u32())];
    return { params, results: [...reader.take(reader.u32())] };
  });
}

export interface Import {
  readonly module: string;
  readonly name: string;
  readonly kind: number;
  /** the type's index for a function */
  readonly type: number;
}

export function readImports(sections: readonly RawSection[]): Import[] {
  return items(find(sections, Section.import), (reader) => {
    const entry = { module: reader.name(), name: reader.name(), kind: reader.byte() };
    if (entry.kind !== 0) throw new WasmError(`${entry.module}.${entry.name} is not a function`);
    return { ...entry, type: reader.u32() };
  });
}

export interface Export {
  readonly name: string;
  readonly kind: number;
  readonly index: number;
}

export const Kind = { function: 0, table: 1, memory: 2, global: 3, tag: 4 } as const;

export function readExports(sections: readonly RawSection[]): Export[] {
  return items(find(sections, Section.export), (reader) => ({
    name: reader.name(),
    kind: reader.byte(),
    index: reader.u32(),
  }));
}

export interface Global {
  readonly type: number;
  readonly mutable: boolean;
  readonly init: number;
}

/** Globals of type i32 with a constant first value; anything else is an error. */
export function readGlobals(sections: readonly RawSection[]): Global[] {
  return items(find(sections, Section.global), (reader) => {
    const type = reader.byte();
    const mutable = reader.byte() === 1;
    if (type !== 0x7f || reader.byte() !== 0x41) throw new WasmError("a global that is not a constant i32");
    const init = reader.s32();
    if (reader.byte() !== 0x0b) throw new WasmError("a global with a computed first value");
    return { type, mutable, init };
  });
}

/** Each function's body: local declarations, then instructions, without the size. */
export function readBodies(sections: readonly RawSection[]): Uint8Array[] {
  return items(find(sections, Section.code), (reader) => reader.take(reader.u32()));
}

/** Function names by index, from the name section. */
export function readNames(sections: readonly RawSection[]): Map<number, string> {
  const names = new Map<number, string>();
  for (const { id, body } of sections) {
    const reader = new Reader(body);
    if (id !== Section.custom || reader.name() !== "name") continue;
    while (!reader.done) {
      const kind = reader.byte();
      const part = reader.take(reader.u32());
      if (kind !== 1) continue;
      const inner = new Reader(part);
      for (let count = inner.u32(); count > 0; count--) names.set(inner.u32(), inner.name());
    }
  }
  return names;
}

/** A function's name without the parameters that a C++ compiler adds. */
export function plainName(full: string): string {
  return full.replace(/\(.*/, "");
}
