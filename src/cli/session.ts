import { compile } from "../compile.ts";
import { KobakoError, SandboxError, type Diagnostic } from "../errors.ts";
import type { Execution, Usage } from "../execution.ts";
import type { SandboxOptions } from "../options.ts";
import { Sandbox } from "../sandbox.ts";
import type { Equip } from "./services.ts";

/** What could end an entry that is not finished: a bracket, a literal, a block, a comment. */
const closers = ["}", "]", ")", "'", '"', "`", "/", "|", "end", "=end"];

/** What is shown of an entry that ended well. */
export interface Shown {
  readonly inspected: string;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * What a prompt remembers: entries that went well, run again before each new one. The entry's value
 * is asked for as Ruby inspects it, so it need not have a form outside.
 */
export class Session {
  readonly #options: SandboxOptions;
  readonly #equip: Equip;
  #entries: string[] = [];
  /** what the entries kept wrote so far */
  #written = { stdout: 0, stderr: 0 };
  last: Usage | undefined;

  constructor(options: SandboxOptions, equip: Equip) {
    this.#options = options;
    this.#equip = equip;
  }

  get source(): string {
    return this.#entries.join("\n");
  }

  reset(): void {
    this.#entries = [];
    this.#written = { stdout: 0, stderr: 0 };
  }

  /** Whether more lines could make an entry compile. */
  unfinished(entry: string): boolean {
    const diagnostics = problems(entry);
    if (diagnostics.length === 0) return false;
    const lines = entry.split("\n");
    const end = { line: lines.length, column: (lines.at(-1) as string).length };
    const atEnd = ({ line, column, length }: Diagnostic): boolean =>
      length === undefined && line === end.line && column >= end.column;
    if (diagnostics.some(atEnd)) return true;
    const heredocs = Array.from(entry.matchAll(/<<[~-]?["'`]?([A-Za-z_]\w*)/g), ([, word = ""]) => word);
    return [...closers, ...heredocs].some((closer) => problems(`${entry}\n${closer}\n`).length === 0);
  }

  /** Runs an entry after those before it; keeps it when it ends well. */
  run(entry: string): Shown {
    const [sandbox, source] = this.#prepare(entry);
    try {
      return this.#keep(entry, sandbox.eval<string>(source));
    } catch (error) {
      return this.#fail(error);
    }
  }

  /** As `run`, where services may answer promises. */
  async runAsync(entry: string): Promise<Shown> {
    const [sandbox, source] = this.#prepare(entry);
    try {
      return this.#keep(entry, await sandbox.evalAsync<string>(source));
    } catch (error) {
      return this.#fail(error);
    }
  }

  #prepare(entry: string): [Sandbox, string] {
    // its own parse errors first: those of the wrapped source would be in other places
    compile(entry);
    const sandbox = new Sandbox(this.#options);
    this.#equip(sandbox);
    const before = this.#entries.map((kept) => `${kept}\n`).join("");
    return [sandbox, `${before}(begin\n${entry}\nend).inspect`];
  }

  #keep(entry: string, execution: Execution<string>): Shown {
    this.last = execution.usage;
    const fresh = this.fresh(execution);
    this.#entries.push(entry);
    this.#written = { stdout: execution.stdout.length, stderr: execution.stderr.length };
    return { inspected: String(execution.value), ...fresh };
  }

  #fail(error: unknown): never {
    this.last = KobakoError.is(error) ? error.execution?.usage : undefined;
    throw error;
  }

  /** What an execution wrote that the entries before it had not. */
  fresh({ stdout, stderr }: Execution): { stdout: string; stderr: string } {
    return { stdout: stdout.slice(this.#written.stdout), stderr: stderr.slice(this.#written.stderr) };
  }
}

function problems(source: string): readonly Diagnostic[] {
  try {
    compile(source);
    return [];
  } catch (error) {
    if (!(error instanceof SandboxError)) throw error;
    return error.diagnostics;
  }
}
