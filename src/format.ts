import {
  BlockError,
  KobakoError,
  NoServiceError,
  SandboxError,
  ServiceError,
  UndefinedEntrypointError,
  type Diagnostic,
} from "./errors.ts";
import { unitsOf } from "./utf16.ts";

/** How `formatError` writes. */
export interface FormatOptions {
  /** lines of the source before and after the one in question, default 2 */
  readonly context?: number;
  /** the name that backtraces give the source, default `(eval)` */
  readonly name?: string;
}

/** Columns of a source line that are shown; of a longer one, those around the place. */
const maxColumns = 120;
const maxDiagnostics = 10;
const maxFrames = 10;
/** As text: of a literal, engines look up what `\p` stands for when they load the file, which takes a millisecond. */
const wideCharacters =
  "[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Emoji_Presentation}\\u3000-\\u303f\\uff01-\\uff60]";
// what a terminal would act on, or a reader could not see
// oxlint-disable-next-line no-control-regex -- control characters are what it is for
const unprintable = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

interface Place {
  readonly line: number;
  readonly column?: number | undefined;
  readonly length?: number | undefined;
}

/** Text that a terminal shows and does not obey: control characters other than line feed and tab are spelled out. */
export function printable(text: string): string {
  return text.replace(unprintable, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`);
}

function clip(line: string, column: number): { text: string; from: number } {
  if (line.length <= maxColumns) return { text: line, from: 0 };
  const from = Math.max(0, Math.min(column - maxColumns / 2, line.length - maxColumns));
  return { text: line.slice(from, from + maxColumns), from };
}

/** As many columns of a terminal as a text takes. */
function blank(text: string): string {
  const wide = new RegExp(wideCharacters, "u");
  return Array.from(text, (character) => (character === "\t" ? "\t" : wide.test(character) ? "  " : " ")).join("");
}

function carets(line: string, from: number, column: number, length: number | undefined): string {
  const before = printable(line.slice(from, column));
  const marked = printable(line.slice(column, column + Math.max(1, unitsOf(line.slice(column), length ?? 1))));
  return blank(before) + "^".repeat(Math.max(1, blank(marked).length));
}

/** The lines around a place, its own marked, with carets under the columns when they are known. */
function excerpt(source: string, place: Place, context: number): string {
  const lines = source.split("\n");
  if (place.line < 1 || place.line > lines.length) return "";
  const first = Math.max(1, place.line - context);
  const last = Math.min(lines.length, place.line + context);
  const width = String(last).length;
  const shown: string[] = [];
  for (let number = first; number <= last; number++) {
    const line = (lines[number - 1] as string).replace(/\r$/, "");
    const own = number === place.line;
    const { text, from } = clip(line, own ? (place.column ?? 0) : 0);
    shown.push(`${own ? ">" : " "} ${String(number).padStart(width)} | ${printable(text)}`.trimEnd());
    if (own && place.column !== undefined) {
      const column = Math.min(place.column, line.length);
      shown.push(`  ${" ".repeat(width)} | ${carets(line, from, column, place.length)}`);
    }
  }
  return shown.join("\n");
}

/** The innermost line of the backtrace that is in the source of that name. */
function raisedAt(frames: readonly string[], name: string): Place | undefined {
  const frame = frames.find((candidate) => candidate.startsWith(`${name}:`));
  const line = frame === undefined ? Number.NaN : Number.parseInt(frame.slice(name.length + 1), 10);
  return Number.isNaN(line) ? undefined : { line };
}

function syntax(diagnostics: readonly Diagnostic[], source: string | undefined, context: number): string {
  // of what the parser says of one place, the first is what helps
  const places = diagnostics.filter(
    (one, at) => !diagnostics.slice(0, at).some(({ line, column }) => line === one.line && column === one.column),
  );
  const shown = places.slice(0, maxDiagnostics).map((diagnostic) => {
    const head = `SyntaxError at ${diagnostic.line}:${diagnostic.column + 1}: ${printable(diagnostic.message)}`;
    const lines = source === undefined ? "" : excerpt(source, diagnostic, context);
    return lines ? `${head}\n\n${lines}` : head;
  });
  const more = places.length - shown.length;
  if (more > 0) shown.push(`and ${more} more`);
  return shown.join("\n\n");
}

/** Names that may have been meant, where the message does not have them already. */
function suggestionsOf(error: KobakoError): readonly string[] {
  if (error instanceof UndefinedEntrypointError) return [];
  return error instanceof NoServiceError || error instanceof SandboxError ? error.suggestions : [];
}

/**
 * An error as text that a person, or a model, can repair the source from: what happened and where, the lines
 * around it with a caret under the column where one is known, and the rest of the backtrace. It says nothing
 * that the script could not know: no stack, path or `cause` of the host. Control characters are spelled out, so
 * it is safe to print.
 *
 * @param source what was run; without it there is no excerpt
 * @throws TypeError when the source is neither a string nor undefined
 * @example
 * try { sandbox.eval(source); } catch (error) { if (error instanceof KobakoError) reply(formatError(error, source)); }
 */
export function formatError(error: KobakoError, source?: string, options: FormatOptions = {}): string {
  if (!KobakoError.is(error)) throw new TypeError("only a KobakoError can be formatted");
  if (source !== undefined && typeof source !== "string") throw new TypeError("the source must be a string");
  const { context = 2, name = "(eval)" } = options;
  if (error instanceof SandboxError && error.diagnostics.length > 0) return syntax(error.diagnostics, source, context);

  const raised = error instanceof SandboxError || error instanceof ServiceError || error instanceof BlockError;
  const frames = raised ? error.backtraceLines : [];
  const place = raisedAt(frames, name);
  const title = raised ? error.klass : error.name;
  const parts = [`${printable(title)}${place ? ` at line ${place.line}` : ""}: ${printable(error.message)}`];
  const meant = suggestionsOf(error);
  if (meant.length > 0) parts.push(`Did you mean ${meant.map(printable).join(", or ")}?`);
  if (place && source !== undefined) parts.push(excerpt(source, place, context));
  if (frames.length > 1) {
    const listed = frames.slice(0, maxFrames).map((frame) => `  from ${printable(frame)}`);
    if (frames.length > maxFrames) listed.push(`  and ${frames.length - maxFrames} more`);
    parts.push(listed.join("\n"));
  }
  return parts.filter((part) => part !== "").join("\n\n");
}
