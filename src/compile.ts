import { currentGuest } from "./guest.ts";
import { Invocation } from "./invocation/invocation.ts";
import { readOptions } from "./options.ts";

/**
 * Compiles a source to RITE bytecode.
 *
 * @param options.name what backtraces call it, default `(eval)`
 * @throws SandboxError with `diagnostics` when it does not compile
 * @throws TypeError when the source or the name is not a string
 * @example
 * const bytes = compile("->(a, b) { a + b }", { name: "Adder" });
 */
export function compile(source: string, options: { readonly name?: string } = {}): Uint8Array {
  const { name = "(eval)" } = options;
  if (typeof source !== "string" || typeof name !== "string") throw new TypeError("source and name must be strings");
  const invocation = new Invocation(
    readOptions({ memoryLimit: 64 << 20 }),
    currentGuest().instantiate(),
    performance.now(),
  );
  return invocation.compile(source, name).bytecode;
}
