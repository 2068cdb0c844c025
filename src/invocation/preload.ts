import type { Guest } from "../guest.ts";
import type { Settings } from "../options.ts";
import { Invocation } from "./invocation.ts";
import { Workshop } from "./workshop.ts";

/** Compiling is no part of an invocation, so its limits are not a sandbox's, but for the time. */
const room = { memoryLimit: 64 << 20, fuel: Infinity } as const;

/**
 * The bytecode of a snippet.
 *
 * @throws SandboxError when it does not compile, TimeoutError when that takes longer than the sandbox allows
 */
export function compileSnippet(guest: Guest, source: string, name: string, settings: Settings): Uint8Array {
  const workshop = Workshop.of(guest);
  const file = `(snippet:${name})`;
  const key = `${file}${source}`;
  const known = workshop.programs.get(key);
  if (known) return known.bytecode;
  const instance = workshop.take() ?? workshop.make();
  const invocation = new Invocation({ ...settings, ...room }, instance, performance.now());
  try {
    const program = invocation.compile(source, file);
    workshop.programs.set(key, program);
    return program.bytecode;
  } finally {
    if (!invocation.spoiled) workshop.keep(instance);
  }
}
