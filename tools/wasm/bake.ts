import { concat, name, s32, u32, WasmError } from "./bytes.ts";
import {
  find,
  items,
  Kind,
  readExports,
  readGlobals,
  readSections,
  replace,
  Section,
  vector,
  writeSections,
} from "./module.ts";

const page = 65536;
/** Shorter runs of zeros cost less as data than as the head of a further segment. */
const gap = 16;

/** What a module's boot left: its memory and its globals. */
interface Booted {
  readonly memory: Uint8Array;
  readonly globals: ReadonlyMap<string, number>;
}

/** Thrown by the imports of a boot that does not fit. */
class TooSmall extends WasmError {}

function withPages(bytes: Uint8Array, pages: number): Uint8Array {
  return writeSections(replace(readSections(bytes), Section.memory, vector([[0, ...u32(pages)]])));
}

function bootWith(bytes: Uint8Array, pages: number): Booted {
  const refuse = (what: string) => () => {
    throw new WasmError(`the guest asked for ${what} while it booted`);
  };
  const instance = new WebAssembly.Instance(
    new WebAssembly.Module(withPages(bytes, pages) as Uint8Array<ArrayBuffer>),
    {
      kobako: {
        interrupt: () => 0x7fffffff,
        meter_add: refuse("nothing"),
        meter_bounded: refuse("nothing"),
        grow: () => 0,
        out_of_memory: () => {
          throw new TooSmall("memory too small");
        },
        write: refuse("output"),
        clock: refuse("the time"),
        entropy: refuse("randomness"),
        dispatch: refuse("a service"),
      },
    },
  );
  try {
    (instance.exports["kb_boot"] as () => void)();
  } catch (error) {
    if (!(error instanceof WebAssembly.RuntimeError)) throw error;
    throw new WasmError("the guest does not boot; CONSTANTS in guest/capabilities/kb_variant.c may be too few", {
      cause: error,
    });
  }
  const globals = new Map<string, number>();
  for (const [key, value] of Object.entries(instance.exports)) {
    if (value instanceof WebAssembly.Global) globals.set(key, value.value as number);
  }
  const memory = new Uint8Array((instance.exports["memory"] as WebAssembly.Memory).buffer);
  // the stack lies behind the constants and is empty: what calls have left in it means nothing
  memory.fill(0, globals.get("constants") ?? 0, globals.get("stack_pointer"));
  return { memory, globals };
}

/** Bytes of the heap that a small program finds free: more memory, once asked for, is restored for each that follows. */
const leastRoom = 32768;

/** Whether so much at the end of the heap was never used; its end is marked by a few bytes. */
function isRoomy({ memory }: Booted): boolean {
  const end = memory.length - 16;
  return memory.subarray(end - leastRoom, end).every((byte) => byte === 0);
}

/** Boots in the smallest memory that does: what is not needed need not be restored. */
function boot(bytes: Uint8Array): Booted {
  const least = items(find(readSections(bytes), Section.memory), (reader) => {
    const limits = reader.byte();
    const pages = reader.u32();
    if (limits === 1) reader.u32();
    return pages;
  })[0];
  for (let pages = least ?? 1; pages < 1024; pages++) {
    try {
      const booted = bootWith(bytes, pages);
      if (isRoomy(booted)) return booted;
    } catch (error) {
      if (!(error instanceof TooSmall)) throw error;
    }
  }
  throw new WasmError("the guest does not boot in 64 MiB");
}

/** The runs of bytes that are not zero, near ones joined. */
function runs(memory: Uint8Array): { start: number; end: number }[] {
  const out: { start: number; end: number }[] = [];
  for (let at = 0; at < memory.length; at++) {
    if (memory[at] === 0) continue;
    const last = out.at(-1);
    if (last && at - last.end < gap) last.end = at + 1;
    else out.push({ start: at, end: at + 1 });
  }
  return out;
}

/**
 * Runs the module's `kb_boot` and answers a module that starts from what it left: memory
 * as data segments, globals as first values, and no `kb_boot` to run again.
 *
 * @param code the module to answer, where that differs from the one to boot in nothing but instructions
 * @throws WasmError when booting reaches for anything but memory, or leaves the stack moved.
 */
export function bake(bytes: Uint8Array, code: Uint8Array = bytes): Uint8Array {
  const { memory, globals } = boot(bytes);
  let sections = readSections(code);
  const exports = readExports(sections);
  const before = readGlobals(sections);
  const after = before.map((global, i) => {
    const exported = exports.find((entry) => entry.kind === Kind.global && entry.index === i);
    if (!exported) {
      if (global.mutable) throw new WasmError("a mutable global that is not exported");
      return global;
    }
    const value = exported.name === "meter" ? 0 : (globals.get(exported.name) as number);
    if (exported.name === "stack_pointer" && value !== global.init) throw new WasmError("booting moved the stack");
    return { ...global, init: value };
  });
  const segments = runs(memory).map(({ start, end }) =>
    concat([[0, 0x41], s32(start), [0x0b], u32(end - start), memory.subarray(start, end)]),
  );
  const kept = exports.filter((entry) => entry.name !== "kb_boot");
  sections = sections.filter(({ id }) => id !== Section.dataCount);
  sections = replace(sections, Section.memory, vector([[0, ...u32(memory.length / page)]]));
  sections = replace(
    sections,
    Section.global,
    vector(after.map((g) => [g.type, g.mutable ? 1 : 0, 0x41, ...s32(g.init), 0x0b])),
  );
  sections = replace(sections, Section.export, vector(kept.map((e) => [...name(e.name), e.kind, ...u32(e.index)])));
  if (!find(sections, Section.data)) throw new WasmError("a module without data");
  return writeSections(replace(sections, Section.data, vector(segments)));
}

/** The module without its custom sections: names, producers, features. */
export function strip(bytes: Uint8Array): Uint8Array {
  return writeSections(readSections(bytes).filter(({ id }) => id !== Section.custom));
}
