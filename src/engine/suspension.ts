/**
 * Guests that wait for promises, on engines that can put a WebAssembly stack aside.
 *
 * A suspending import costs ten times as much to call as a plain one, also when there is
 * nothing to wait for. So the guest's imports stay plain, and a module between guest and host
 * calls the suspending one when an answer says so: a dispatch that answers 0, where no reply
 * can be, and an interrupt that answers less than 0.
 */

/** What engines have that can: https://github.com/WebAssembly/js-promise-integration */
interface Engine {
  readonly Suspending?: new (call: () => number | Promise<number>) => WebAssembly.ImportValue;
  readonly promising?: <A extends number[]>(call: (...values: A) => number) => (...values: A) => Promise<number>;
}

/** test/unit/suspension.test.ts has it as text. */
const between =
  "AGFzbQEAAAABEgJgCX9/f39/f39/fwF/YAABfwIuAwRob3N0CGRpc3BhdGNoAAAEaG9zdAlpbnRlcnJ1cHQAAQRob3N0BHdhaXQAAQMDAgAB" +
  "BxgCCGRpc3BhdGNoAAMJaW50ZXJydXB0AAQKPAIkAQF/IAAgASACIAMgBCAFIAYgByAIEAAhCSAJBH8gCQUQAgsLFQEBfxABIQAgAEEATgR/IAAFEAILCw==";

let engine = WebAssembly as unknown as Engine;
let module: WebAssembly.Module | undefined;

/** Takes what puts guests aside from another realm, where it is not in this one. */
export function useEngine(other: unknown): void {
  engine = other as Engine;
}

/** Whether this engine can put a guest aside. */
export function canSuspend(): boolean {
  const { Suspending, promising } = engine;
  return typeof Suspending === "function" && typeof promising === "function";
}

/** The module between guest and host. */
export function adapterBytes(): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(between), (character) => character.charCodeAt(0));
}

/** Takes the module between guest and host compiled, where the engine compiles nothing at run time. */
export function useAdapter(compiled: WebAssembly.Module): void {
  module = compiled;
}

/** A guest's imports, of which `dispatch` and `interrupt` may wait for what `wait` answers. */
export function suspending(
  imports: Record<string, WebAssembly.ImportValue>,
  wait: () => Promise<number>,
): Record<string, WebAssembly.ImportValue> {
  const { Suspending } = engine;
  if (!Suspending) throw new TypeError("this engine suspends nothing");
  module ??= new WebAssembly.Module(adapterBytes());
  const host = { ...imports, wait: new Suspending(wait) };
  return { ...imports, ...new WebAssembly.Instance(module, { host }).exports };
}

/** An export whose call may be put aside: it answers a promise. */
export function promising<A extends number[]>(call: (...values: A) => number): (...values: A) => Promise<number> {
  const make = engine.promising;
  return make ? make(call) : async (...values) => call(...values);
}
