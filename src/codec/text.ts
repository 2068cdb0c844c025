/** Up to this length a loop over char codes beats TextDecoder. */
const shortString = 32;
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The text of ASCII bytes, made in fours: each addition makes a string of its own. Undefined for other bytes. */
export function readAscii(bytes: Uint8Array, from: number, end: number): string | undefined {
  let text = "";
  let i = from;
  for (; i + 4 <= end; i += 4) {
    const a = bytes[i] as number;
    const b = bytes[i + 1] as number;
    const c = bytes[i + 2] as number;
    const d = bytes[i + 3] as number;
    if ((a | b | c | d) >= 0x80) return undefined;
    text += String.fromCharCode(a, b, c, d);
  }
  for (; i < end; i++) {
    const byte = bytes[i] as number;
    if (byte >= 0x80) return undefined;
    text += String.fromCharCode(byte);
  }
  return text;
}

/** The text of UTF-8 bytes; undefined for any others. */
export function readText(bytes: Uint8Array, from: number, end: number): string | undefined {
  const short = end - from <= shortString ? readAscii(bytes, from, end) : undefined;
  if (short !== undefined) return short;
  try {
    return utf8.decode(bytes.subarray(from, end));
  } catch {
    return undefined;
  }
}
