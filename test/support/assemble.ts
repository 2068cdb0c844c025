import binaryen from "binaryen";

/** A module of text in WebAssembly's form for it. */
export function assemble(text: string): Uint8Array {
  binaryen.setDebugInfo(true); // keeps names
  const module = binaryen.parseText(text);
  // not all there are: a newer form of imports is unknown to what reads them here
  const { Atomics, BulkMemory, ExceptionHandling, MutableGlobals, ReferenceTypes } = binaryen.Features;
  module.setFeatures(Atomics | BulkMemory | ExceptionHandling | MutableGlobals | ReferenceTypes);
  const bytes = module.emitBinary();
  module.dispose();
  return bytes;
}
