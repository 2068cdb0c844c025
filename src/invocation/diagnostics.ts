import { WireError } from "../codec/wire-errors.ts";
import { SandboxError, type Diagnostic } from "../errors.ts";
import type { Execution } from "../execution.ts";
import { bytesOf, unitsOf } from "../utf16.ts";

function count(value: unknown): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) throw new WireError("a malformed number");
  return value;
}

/** Errors of one source that are told, at most. */
const maxDiagnostics = 100;

/** The columns of places in a source, given in bytes: every line is walked once, however many places are in it. */
function columnsOf(source: string, places: readonly { readonly line: number; readonly bytes: number }[]): number[] {
  const lines = source.split("\n");
  const columns = places.map(() => 0);
  const order = places.map((place, i) => ({ ...place, i })).sort((a, b) => a.line - b.line || a.bytes - b.bytes);
  let [current, rest, taken, units] = [0, "", 0, 0];
  for (const { line, bytes, i } of order) {
    if (line !== current) [current, rest, taken, units] = [line, lines[line - 1] ?? "", 0, 0];
    const more = unitsOf(rest, bytes - taken);
    units += more;
    taken += bytesOf(rest.slice(0, more));
    rest = rest.slice(more);
    columns[i] = units;
  }
  return columns;
}

/** The first errors among what the compiler reports, with columns that fit the source. */
export function readDiagnostics(value: unknown, source: string): Diagnostic[] {
  if (!Array.isArray(value)) throw new WireError("malformed diagnostics");
  const found: { message: string; line: number; bytes: number; length: number | undefined }[] = [];
  for (const entry of value as unknown[]) {
    if (!Array.isArray(entry) || entry.length !== 5) throw new WireError("malformed diagnostics");
    const [level, message, line, column, length] = entry as unknown[];
    if (typeof message !== "string") throw new WireError("malformed diagnostics");
    const size = length === null ? undefined : count(length);
    const place = { message, line: count(line), bytes: count(column), length: size };
    if (count(level) === 0 && found.length < maxDiagnostics) found.push(place);
  }
  const columns = columnsOf(source, found);
  return found.map(({ message, line, length }, i) =>
    Object.freeze({ message, line, column: columns[i] as number, length } satisfies Diagnostic),
  );
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
