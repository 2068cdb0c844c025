/** The UTF-16 code units at the beginning of a text that take `bytes` in UTF-8; a character begun is counted whole. */
export function unitsOf(text: string, bytes: number): number {
  let taken = 0;
  let units = 0;
  for (const character of text) {
    if (taken >= bytes) break;
    const point = character.codePointAt(0) as number;
    taken += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    units += character.length;
  }
  return units;
}

const utf8 = new TextEncoder();

/** The bytes that a text takes in UTF-8. */
export function bytesOf(text: string): number {
  return utf8.encode(text).length;
}
