import { SetupError } from "../errors.ts";

export interface GuestExports {
  readonly memory: WebAssembly.Memory;
  readonly stack_pointer: WebAssembly.Global<"i32">;
  readonly meter: WebAssembly.Global<"i32">;
  /** where memory begins that can be written: what lies below is the same in every instance for ever */
  readonly constants: WebAssembly.Global<"i32">;
  readonly kb_abi: () => number;
  readonly kb_reserve: (length: number) => number;
  readonly kb_compile: (source: number, length: number, name: number, nameLength: number) => number;
  readonly kb_eval: (bytecode: number, length: number) => number;
  readonly kb_load: (bytecode: number, length: number) => number;
  readonly kb_run: (message: number, length: number, count: number) => number;
  readonly kb_settle: () => void;
  readonly kb_setup: (paths: number, length: number) => number;
  readonly kb_inbox: () => number;
  readonly kb_yield: (frame: number, message: number, length: number, count: number) => number;
}

export const abiVersion = 3;
const imports = ["interrupt", "grow", "out_of_memory", "write", "clock", "entropy", "dispatch"];
const exports: Readonly<Record<keyof GuestExports, string>> = {
  memory: "memory",
  stack_pointer: "global",
  meter: "global",
  constants: "global",
  kb_abi: "function",
  kb_reserve: "function",
  kb_compile: "function",
  kb_eval: "function",
  kb_load: "function",
  kb_run: "function",
  kb_settle: "function",
  kb_setup: "function",
  kb_inbox: "function",
  kb_yield: "function",
};

/**
 * Refuses a module that is not a guest of this version: its imports and exports must be
 * exactly the known ones.
 *
 * @throws SetupError
 */
export function checkModule(module: WebAssembly.Module): void {
  for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) {
    if (from !== "kobako" || kind !== "function" || !imports.includes(name)) {
      throw new SetupError(`the guest module imports ${from}.${name}, which no kobako guest does`);
    }
  }
  const found = new Map(WebAssembly.Module.exports(module).map(({ name, kind }) => [name, kind as string]));
  for (const [name, kind] of Object.entries(exports)) {
    if (found.get(name) !== kind) throw new SetupError(`the guest module has no ${kind} ${name}`);
    found.delete(name);
  }
  for (const name of found.keys()) throw new SetupError(`the guest module exports ${name}, which no kobako guest does`);
}
