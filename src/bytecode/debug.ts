import type { Irep } from "./irep.ts";
import { must, type Reader } from "./reader.ts";

const nullName = 0xffff;

/** A line table, whose numbers must be complete. */
function lines(reader: Reader, type: number, count: number): void {
  if (type === 0) reader.skip(count * 2);
  else if (type === 1) reader.skip(count * 6);
  else {
    must(type === 2, "lines in an unknown form");
    const end = reader.at + count;
    reader.skip(count);
    let at = end - count;
    let numbers = 0;
    for (; at < end; numbers++) {
      let size = 1;
      while (((reader.bytes[at++] as number) & 0x80) !== 0) must(++size <= 5 && at < end, "malformed lines");
    }
    must(numbers % 2 === 0, "malformed lines");
  }
}

function record(reader: Reader, irep: Irep, files: number): void {
  const start = reader.at;
  const size = reader.u32();
  let before = -1;
  for (let n = reader.u16(); n > 0; n--) {
    const from = reader.u32();
    must(from > before && from < irep.codeLength, "a file of other code");
    before = from;
    must(reader.u16() < files, "a file that is not there");
    const count = reader.u32();
    const type = reader.u8();
    lines(reader, type, count);
  }
  must(reader.at - start === size, "a record of another size");
  for (const child of irep.children) record(reader, child, files);
}

/** Checks debug information; answers where the table of file names begins and ends. */
export function checkDebug(reader: Reader, irep: Irep): { readonly from: number; readonly end: number } {
  const from = reader.at;
  const count = reader.u16();
  for (let i = 0; i < count; i++) reader.skip(reader.u16());
  const end = reader.at;
  record(reader, irep, count);
  return { from, end };
}

function locals(reader: Reader, irep: Irep, names: number): void {
  for (let i = 1; i < irep.locals; i++) {
    const name = reader.u16();
    must(name === nullName || name < names, "the name of a local variable that is not there");
  }
  for (const child of irep.children) locals(reader, child, names);
}

/** Checks the names of local variables. */
export function checkLocals(reader: Reader, irep: Irep): void {
  const count = reader.u32();
  for (let i = 0; i < count; i++) reader.skip(reader.u16());
  locals(reader, irep, count);
}
