import { readShortAscii } from "../ascii.ts";

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The text of UTF-8 bytes; undefined for any others. */
export function readText(bytes: Uint8Array, from: number, end: number): string | undefined {
  const short = readShortAscii(bytes, from, end);
  if (short !== undefined) return short;
  try {
    return utf8.decode(bytes.subarray(from, end));
  } catch {
    return undefined;
  }
}
