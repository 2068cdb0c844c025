import type { Program } from "./program.ts";

/** Sources and bytecode kept a sandbox, at most. */
const maxPrograms = 256;
const maxBytes: number = 4 << 20;

function size(source: string, program: Program): number {
  return source.length * 2 + program.bytecode.length;
}

/** Compiled sources, the least recently used given up first. */
export class ProgramCache {
  /** the only one: many sandboxes run one source, and a Map takes as much memory as all else of one */
  #source: string | undefined;
  #program: Program | undefined;
  /** all, once there was a second */
  #programs: Map<string, Program> | undefined;
  #bytes = 0;

  get(source: string): Program | undefined {
    const programs = this.#programs;
    if (!programs) return source === this.#source ? this.#program : undefined;
    const found = programs.get(source);
    if (found && programs.size > 1) {
      programs.delete(source);
      programs.set(source, found);
    }
    return found;
  }

  set(source: string, program: Program): void {
    const bytes = size(source, program);
    if (bytes > maxBytes) return;
    this.#bytes += bytes;
    if (!this.#programs && !this.#program) {
      this.#source = source;
      this.#program = program;
      return;
    }
    const programs = (this.#programs ??= this.#several());
    programs.set(source, program);
    for (const [oldest, kept] of programs) {
      if (programs.size <= maxPrograms && this.#bytes <= maxBytes) break;
      programs.delete(oldest);
      this.#bytes -= size(oldest, kept);
    }
  }

  #several(): Map<string, Program> {
    const programs = new Map([[this.#source as string, this.#program as Program]]);
    this.#source = undefined;
    this.#program = undefined;
    return programs;
  }
}
