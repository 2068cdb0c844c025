/**
 * RITE bytecode that did not come from this library's own compiler, checked before the guest
 * reads it. The sandbox does not rest on this: bytecode is as untrusted as source, and what
 * it does to the interpreter stays inside. It makes damage a clear error instead of a riddle.
 */
import { checkDebug, checkLocals } from "./debug.ts";
import { readIrep, type Irep } from "./irep.ts";
import { BytecodeFault, must, Reader } from "./reader.ts";

const version = "0400";
const headerSize = 20;

interface Table {
  readonly from: number;
  readonly end: number;
}

/** What checking found: where the section with file names begins and its table of them, and numbers to put right. */
interface Found {
  readonly debug: { readonly section: number; readonly table: Table } | undefined;
  readonly repairs: readonly number[];
}

function checkAll(bytes: Uint8Array): Found {
  const reader = new Reader(bytes);
  must(bytes.length >= headerSize && reader.tag(4) === "RITE", "this is not RITE bytecode");
  const found = reader.tag(4);
  must(found === version, `bytecode of version ${printable(found)}, where ${version} is needed`);
  const size = reader.u32();
  must(size <= bytes.length, "the bytecode is cut off");
  must(size === bytes.length, "there is more than the bytecode");
  reader.skip(8); // who compiled it
  let irep: Irep | undefined;
  let debug: { section: number; table: Table } | undefined;
  let local = false;
  const repairs: number[] = [];
  for (;;) {
    const section = reader.at;
    const name = reader.tag(4);
    const end = section + reader.u32();
    must(end >= reader.at && end <= bytes.length, "a section of another size");
    const inner = new Reader(bytes, reader.at, end);
    if (name === "IREP" && !irep) {
      must(inner.tag(4) === version, "instructions of another version");
      irep = readIrep(inner, repairs);
    } else if (name === "DBG\0" && irep && !debug) {
      debug = { section, table: checkDebug(inner, irep) };
    } else if (name === "LVAR" && irep && !local) {
      local = true;
      checkLocals(inner, irep);
    } else {
      must(name === "END\0" && irep !== undefined && end === bytes.length, "an unknown section");
      must(inner.at === end, "a section of another size");
      return { debug, repairs };
    }
    must(inner.at === end, "a section of another size");
    reader.at = end;
  }
}

function printable(text: string): string {
  return /^[\x21-\x7e]*$/.test(text) ? text : "unknown";
}

function put(bytes: Uint8Array, at: number, value: number): void {
  new DataView(bytes.buffer, bytes.byteOffset).setUint32(at, value);
}

function get(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(at);
}

/** The same bytecode whose backtraces say `(snippet:Name)` for the file `Name`. */
function labelled(bytes: Uint8Array, section: number, { from, end }: Table): Uint8Array {
  const reader = new Reader(bytes, from, end);
  const table: number[] = [bytes[from] as number, bytes[from + 1] as number];
  for (let n = reader.u16(); n > 0; n--) {
    const length = reader.u16();
    const at = reader.skip(length);
    const name = bytes.subarray(at, at + length);
    const plain = length > 0 && name[0] !== 0x28 && length < 0xf000;
    const label = plain ? [...new TextEncoder().encode("(snippet:"), ...name, 0x29] : [...name];
    table.push(label.length >> 8, label.length & 255, ...label);
  }
  const more = table.length - (end - from);
  const out = new Uint8Array(bytes.length + more);
  out.set(bytes.subarray(0, from));
  out.set(table, from);
  out.set(bytes.subarray(end), from + table.length);
  put(out, 8, bytes.length + more);
  put(out, section + 4, get(bytes, section + 4) + more);
  return out;
}

/**
 * Checks bytecode, and makes it one whose backtraces name it as a snippet.
 *
 * @throws BytecodeFault for another version, and for what is cut off, damaged or malformed
 */
export function checkBytecode(bytes: Uint8Array): Uint8Array {
  const { debug, repairs } = checkAll(bytes);
  const out = debug ? labelled(bytes, debug.section, debug.table) : bytes.slice();
  // records come before file names, so that what was found is where it was
  const view = new DataView(out.buffer);
  for (const at of repairs) view.setUint16(at, view.getUint16(at) + 1);
  return out;
}

/** The bytecode as it is loaded, or why it is refused. */
export function readBytecode(bytes: Uint8Array): { readonly bytecode: Uint8Array; readonly fault: string | undefined } {
  try {
    return { bytecode: checkBytecode(bytes), fault: undefined };
  } catch (error) {
    if (error instanceof BytecodeFault) return { bytecode: bytes, fault: error.message };
    throw error;
  }
}
