import { guestFor } from "./guest.ts";
import { Invocation } from "./invocation/invocation.ts";
import { readGuest, readOptions, type GuestName, type LoadedGuest } from "./options.ts";

/**
 * Compiles a source to RITE bytecode.
 *
 * @param options.name what backtraces call it, default `(eval)`
 * @param options.guest whose compiler to use, default `"core"`; all of the package's are the same
 * @throws SandboxError with `diagnostics` when it does not compile
 * @throws TypeError when the source or the name is not a string
 * @example
 * const bytes = compile("->(a, b) { a + b }", { name: "Adder" });
 */
export function compile(
  source: string,
  options: { readonly name?: string; readonly guest?: GuestName | LoadedGuest } = {},
): Uint8Array {
  const { name = "(eval)" } = options;
  if (typeof source !== "string" || typeof name !== "string") throw new TypeError("source and name must be strings");
  const invocation = new Invocation(
    readOptions({ memoryLimit: 64 << 20 }),
    guestFor(readGuest(options.guest)).instantiate(),
    performance.now(),
  );
  return invocation.compile(source, name).bytecode;
}
