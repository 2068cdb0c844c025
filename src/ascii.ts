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

/** Up to this length a loop over char codes beats TextDecoder. */
const shortText = 32;

/** As `readAscii`, of a few bytes; undefined for more. */
export function readShortAscii(bytes: Uint8Array, from: number, end: number): string | undefined {
  return end - from <= shortText ? readAscii(bytes, from, end) : undefined;
}
