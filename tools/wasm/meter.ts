import { concat, name, s32, u32, WasmError } from "./bytes.ts";
import { dispatchLoops, instructions, loopsAround, Op } from "./instructions.ts";
import {
  find,
  items,
  Kind,
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
} from "./module.ts";

export interface MeterOptions {
  /** functions, by name, that meter themselves: their dispatch loops get no point */
  readonly selfMetered: readonly string[];
  /** functions, by name, that may have loops which say that they are bounded, and get no point */
  readonly bounded?: readonly string[];
  /** leave the points out, for comparison; the module's interface stays the same */
  readonly omit?: boolean;
}

/**
 * The instructions of one metering point: the counter goes down by the weight, and when it
 * is negative the host is asked, whose answer is the new counter.
 */
export function point(global: number, interrupt: number, weight: number): number[] {
  const g = u32(global);
  // global.get, const, sub, global.set, global.get, const 0, lt_s, if, call, global.set, end
  return [0x23, ...g, 0x41, ...s32(weight), 0x6b, 0x24, ...g, 0x23, ...g, 0x41, 0, 0x48, 0x04, 0x40,
    0x10, ...u32(interrupt), 0x24, ...g, 0x0b]; // prettier-ignore
}

/** The instructions of `kb_meter_add`, whose argument is on the stack: the counter changes by it, and is answered. */
function addition(global: number): number[] {
  const g = u32(global);
  return [0x23, ...g, 0x6a, 0x24, ...g, 0x23, ...g];
}

/** Instead of a point without a weight, where there are no others: what the interpreter counts by itself it counts on. */
function refill(global: number): number[] {
  return [0x41, ...s32(20_000), 0x24, ...u32(global)];
}

/** Of one function: the innermost loops around a `kb_meter_bounded`, by where they start; -1 where there is none. */
function boundedLoops(body: Uint8Array, bounded: number): Set<number> {
  const around = loopsAround(body, ({ op, operand }) => op === Op.call && operand === bounded);
  return new Set(around.map((loops) => loops.at(-1) ?? -1));
}

/** What the code calls, by index; less than nothing where the module does not import it. */
interface Calls {
  readonly point: number;
  readonly add: number;
  readonly bounded: number;
}

function meterBody(
  body: Uint8Array,
  global: number,
  calls: Calls,
  free: ReadonlySet<number>,
  omit: boolean,
): Uint8Array {
  const parts: ArrayLike<number>[] = [];
  let from = 0;
  let weight: { start: number; end: number; operand: number } | undefined;
  const put = (until: number, code: readonly number[], to: number): void => {
    parts.push(body.subarray(from, until), code);
    from = to;
  };
  for (const at of instructions(body)) {
    if (at.op === Op.call && at.operand === calls.point) {
      if (weight?.end !== at.start) throw new WasmError("a metering point whose weight is not a constant");
      if (!omit) put(weight.start, point(global, calls.point, weight.operand), at.end);
      else put(weight.start, weight.operand === 0 ? refill(global) : [], at.end);
    } else if (at.op === Op.call && at.operand === calls.add) {
      put(at.start, addition(global), at.end);
    } else if (at.op === Op.call && at.operand === calls.bounded) {
      put(at.start, [], at.end);
    } else if (at.op === Op.loop && !free.has(at.start) && !omit) {
      put(at.end, point(global, calls.point, 1), at.end);
    }
    weight = at.op === Op.i32Const ? at : undefined;
  }
  parts.push(body.subarray(from));
  return concat(parts);
}

/**
 * Adds the counter, exported as `meter`, and a metering point at the head of every loop but
 * those that call `kobako.meter_bounded()`, and wherever the code calls `kobako.meter_point(weight)`.
 * That import becomes `kobako.interrupt`; calls of the other, and of `kobako.meter_add(number)`,
 * become instructions, and nothing uses these imports any more.
 * The linker's `__stack_pointer` is exported as `stack_pointer`.
 *
 * @throws WasmError when the module is not as the guest's linker makes it.
 */
export function meter(bytes: Uint8Array, options: MeterOptions): Uint8Array {
  let sections = readSections(bytes);
  const names = readNames(sections);
  const imports = readImports(sections);
  const indexOf = (wanted: string): number => imports.findIndex((entry) => entry.name === wanted);
  const calls = { point: indexOf("meter_point"), add: indexOf("meter_add"), bounded: indexOf("meter_bounded") };
  const interrupt = calls.point;
  if (interrupt < 0) throw new WasmError("the module does not meter itself");
  const global = readGlobals(sections).length;

  const types = readTypes(sections);
  const type = types.findIndex(({ params, results }) => params.length === 0 && results.join() === "127");
  if (type < 0) throw new WasmError("no function answers an i32 for nothing");
  const entries = imports.map((entry, i) =>
    i === interrupt
      ? [...name("kobako"), ...name("interrupt"), 0, ...u32(type)]
      : [...name(entry.module), ...name(entry.name), 0, ...u32(entry.type)],
  );
  sections = replace(sections, Section.import, vector(entries));

  const globals = items(find(sections, Section.global), (reader) => {
    const start = reader.at;
    reader.skip(3);
    reader.s32();
    reader.skip(1);
    return reader.bytes.subarray(start, reader.at);
  });
  sections = replace(sections, Section.global, vector([...globals, [0x7f, 1, 0x41, 0, 0x0b]]));

  const exports = [
    ...readExports(sections).map((entry) =>
      entry.name === "__stack_pointer" ? { ...entry, name: "stack_pointer" } : entry,
    ),
    { name: "meter", kind: Kind.global, index: global },
  ];
  sections = replace(sections, Section.export, vector(exports.map((e) => [...name(e.name), e.kind, ...u32(e.index)])));

  const selfMetered = new Set(options.selfMetered);
  const found = new Set<string>();
  const bodies = readBodies(sections).map((body, i) => {
    const own = plainName(names.get(i + imports.length) ?? "");
    if (selfMetered.has(own)) found.add(own);
    const free = boundedLoops(body, calls.bounded);
    if (free.has(-1)) throw new WasmError(`${own} says that a loop is bounded where there is none`);
    if (free.size > 0 && options.bounded?.includes(own) !== true) throw new WasmError(`${own} has a bounded loop`);
    for (const at of selfMetered.has(own) ? dispatchLoops(body) : []) free.add(at);
    return meterBody(body, global, calls, free, options.omit === true);
  });
  for (const wanted of selfMetered) if (!found.has(wanted)) throw new WasmError(`there is no function ${wanted}`);
  sections = replace(sections, Section.code, vector(bodies.map((body) => concat([u32(body.length), body]))));
  return writeSections(sections);
}
