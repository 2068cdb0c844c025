/** The library as users get it: compiled. Its types come from the sources, so that checking them needs no build. */
export const kobako: typeof import("../../src/node.ts") = (await import(
  new URL("../../dist/node.js", import.meta.url).href
)) as typeof import("../../src/node.ts");

/** Where the compiled entry lies, for what measures whole processes. */
export const entry: string = new URL("../../dist/node.js", import.meta.url).href;
