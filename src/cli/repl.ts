import { homedir } from "node:os";
import { join } from "node:path";
import { Recoverable, start, type REPLServer } from "node:repl";
import { styleText } from "node:util";

import { KobakoError, SandboxError } from "../errors.ts";
import { printable } from "../format.ts";
import { sandboxOptions, type Arguments } from "./arguments.ts";
import { Exit } from "./exit.ts";
import { loadServices } from "./services.ts";
import { Session, type Shown } from "./session.ts";
import { answer, describe, usageLine } from "./terminal.ts";

/** Shorter than a script's, since nobody can type while an entry runs. */
const timeout = 5_000;

function show({ stdout, stderr }: { readonly stdout: string; readonly stderr: string }): void {
  for (const [text, stream] of [
    [stdout, process.stdout],
    [stderr, process.stderr],
  ] as const) {
    if (text === "") continue;
    const line = text.endsWith("\n") ? text : `${text}\n`;
    stream.write(stream.isTTY ? printable(line) : line);
  }
}

function showValue({ inspected, ...written }: Shown): void {
  show(written);
  process.stdout.write(`${answer(printable(inspected))}\n`);
}

function showError(error: unknown, session: Session, entry: string): void {
  if (!KobakoError.is(error)) throw error;
  if (error.execution) show(session.fresh(error.execution));
  process.stderr.write(`${describe(error, counted(error, session, entry), process.stderr)}\n`);
}

/** One entry: whatever comes of it is printed here, so that nothing is left for the prompt to print. */
function enter(session: Session, entry: string): void {
  try {
    showValue(session.run(entry));
  } catch (error) {
    showError(error, session, entry);
  }
}

async function enterAsync(session: Session, entry: string): Promise<void> {
  try {
    showValue(await session.runAsync(entry));
  } catch (error) {
    showError(error, session, entry);
  }
}

/** The source that an error's lines are counted in; the line that wraps an entry shows as an empty one. */
function counted(error: KobakoError, { source }: Session, entry: string): string {
  if (error instanceof SandboxError && error.diagnostics.length > 0) return entry;
  return source === "" ? `\n${entry}` : `${source}\n\n${entry}`;
}

function commands(server: REPLServer, session: Session, limits: string): void {
  for (const name of ["load", "save", "editor", "break", "clear"]) {
    delete (server.commands as Record<string, unknown>)[name];
  }
  const define = (name: string, help: string, print: () => string): void => {
    server.defineCommand(name, {
      help,
      action() {
        this.clearBufferedCommand();
        process.stdout.write(`${print()}\n`);
        this.displayPrompt();
      },
    });
  };
  define("limits", "The limits, and what the last entry used", () =>
    session.last ? `${limits}\nlast entry: ${usageLine(session.last)}` : limits,
  );
  define("source", "The entries that are replayed", () => session.source || "(none)");
  define("reset", "Forget all entries", () => {
    session.reset();
    return "forgotten";
  });
}

/** `repl`: answers when the prompt is left. */
export async function startRepl(given: Arguments): Promise<number> {
  const options = sandboxOptions(given, timeout);
  const session = new Session(options, await loadServices(given.list("service")));
  const color = process.stdout.isTTY;
  if (color) process.stdout.write("kobako: Ruby in a sandbox; .help for commands, Ctrl-D to leave\n");
  const waits = given.list("service").length > 0;
  let pending = Promise.resolve();
  const server = start({
    prompt: color ? styleText("green", "rb> ") : "",
    preview: false,
    ignoreUndefined: true,
    completer: () => [[], ""],
    eval: (typed, _context, _file, done) => {
      const text = typed.replaceAll("\r", "\n"); // the editor of several lines parts them by returns
      const entry = text.trimEnd();
      if (entry.trim() === "") return done(null, undefined);
      const ended = /\n[ \t]*\n$/.test(text); // by an empty line, finished or not
      if (!ended && session.unfinished(entry)) return done(new Recoverable(new Error()), undefined);
      if (!waits) {
        enter(session, entry);
        return done(null, undefined);
      }
      // typed ahead, or all of a pipe at once: one after the other
      pending = pending.then(() => enterAsync(session, entry));
      pending.then(
        () => done(null, undefined),
        (error: unknown) => done(error as Error, undefined),
      );
    },
  });
  const { timeout: time, memoryLimit, fuel } = options;
  commands(server, session, `timeout ${time} ms, memory ${memoryLimit ?? 1 << 20} bytes, fuel ${fuel ?? "unlimited"}`);
  const file = process.env["KOBAKO_HISTORY"] ?? join(homedir(), ".kobako_history");
  if (color && file !== "") server.setupHistory(file, () => {});
  await new Promise<void>((resolve) => server.once("exit", () => resolve()));
  await pending;
  return Exit.value;
}
