import { WireError } from "../codec/decoder.ts";
import { SandboxError, type Diagnostic } from "../errors.ts";
import type { Execution } from "../execution.ts";
import { unitsOf } from "../utf16.ts";

function count(value: unknown): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) throw new WireError("a malformed number");
  return value;
}

/** The errors among what the compiler reports, with columns that fit the source. */
export function readDiagnostics(value: unknown, source: string): Diagnostic[] {
  if (!Array.isArray(value)) throw new WireError("malformed diagnostics");
  const lines = source.split("\n");
  const errors: Diagnostic[] = [];
  for (const entry of value as unknown[]) {
    if (!Array.isArray(entry) || entry.length !== 5) throw new WireError("malformed diagnostics");
    const [level, message, line, column, length] = entry as unknown[];
    if (typeof message !== "string") throw new WireError("malformed diagnostics");
    if (count(level) !== 0) continue;
    const at = count(line);
    const diagnostic: Diagnostic = {
      message,
      line: at,
      column: unitsOf(lines[at - 1] ?? "", count(column)),
      length: length === null ? undefined : count(length),
    };
    errors.push(Object.freeze(diagnostic));
  }
  return errors;
}

/** The error of a source that does not compile. */
export function syntaxError(diagnostics: readonly Diagnostic[], name: string, execution: Execution): SandboxError {
  const first = diagnostics[0];
  const message = first ? `${name}:${first.line}:${first.column + 1}: ${first.message}` : `${name} does not compile`;
  const failure = {
    origin: "sandbox",
    klass: "SyntaxError",
    backtraceLines: [],
    details: null,
    diagnostics: Object.freeze(diagnostics),
  };
  return new SandboxError(message, failure, { execution });
}
