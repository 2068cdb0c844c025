import type { Program } from "./program.ts";

/** Sources and bytecode kept a sandbox, at most. */
const maxPrograms = 256;
const maxBytes: number = 4 << 20;

function size(source: string, program: Program): number {
  return source.length * 2 + program.bytecode.length;
}

/** Compiled sources, the least recently used given up first. */
export class ProgramCache {
  readonly #programs = new Map<string, Program>();
  #bytes = 0;

  get(source: string): Program | undefined {
    const found = this.#programs.get(source);
    if (found && this.#programs.size > 1) {
      this.#programs.delete(source);
      this.#programs.set(source, found);
    }
    return found;
  }

  set(source: string, program: Program): void {
    const bytes = size(source, program);
    if (bytes > maxBytes) return;
    this.#programs.set(source, program);
    this.#bytes += bytes;
    for (const [oldest, kept] of this.#programs) {
      if (this.#programs.size <= maxPrograms && this.#bytes <= maxBytes) break;
      this.#programs.delete(oldest);
      this.#bytes -= size(oldest, kept);
    }
  }
}
