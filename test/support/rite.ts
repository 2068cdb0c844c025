import { readFileSync } from "node:fs";
import { join } from "node:path";

import { vendor } from "../../guest/build/sources.ts";

/** An instruction's name and how many bytes each of its operands takes. */
type Table = readonly (readonly [name: string, widths: readonly number[]])[];

const widths: Readonly<Record<string, readonly number[]>> = {
  Z: [],
  B: [1],
  BB: [1, 1],
  BBB: [1, 1, 1],
  BS: [1, 2],
  BSS: [1, 2, 2],
  S: [2],
  W: [3],
};

/** The instructions as the compiler numbers them, from its own header. */
export async function readTable(): Promise<Table> {
  const header = join(await vendor(), "mruby-compiler2-sys/vendor/mruby-compiler2/include/mrc_ops.h");
  const rows = readFileSync(header, "utf8").matchAll(/^OPCODE\((\w+),\s*([BSWZ]+)\)/gm);
  return [...rows].map(([, name = "", format = ""]) => [name, widths[format] ?? []] as const);
}

/** The names of a program's instructions, of every method and block in it. */
export function instructions(bytecode: Uint8Array, table: Table): string[] {
  const view = new DataView(bytecode.buffer, bytecode.byteOffset, bytecode.byteLength);
  const text = (at: number): string => String.fromCharCode(...bytecode.subarray(at, at + 4));
  const names: string[] = [];
  for (let section = 20; text(section) !== "END\0"; section += view.getUint32(section + 4)) {
    if (text(section) !== "IREP") continue;
    const end = section + view.getUint32(section + 4);
    for (let record = section + 12; record < end; record += view.getUint32(record)) {
      const code = record + 16;
      const stop = code + view.getUint32(record + 12);
      for (let at = code; at < stop;) {
        let [name, operands] = table[bytecode[at++] as number] as Table[number];
        let wider = 0;
        if (name.startsWith("EXT")) {
          wider = Number(name.slice(3));
          [name, operands] = table[bytecode[at++] as number] as Table[number];
        }
        names.push(name);
        operands.forEach((width, i) => (at += width === 1 && wider & (1 << i) ? 2 : width));
      }
    }
  }
  return names;
}
