import { readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";

import { compile } from "../compile.ts";
import { canSuspend } from "../engine/suspension.ts";
import { KobakoError, NoServiceError, SandboxError, ServiceError } from "../errors.ts";
import type { Execution } from "../execution.ts";
import { Sandbox } from "../sandbox.ts";
import { sandboxOptions, type Arguments } from "./arguments.ts";
import { Exit, exitCode, UsageError } from "./exit.ts";
import { inspect, jsonable } from "./inspect.ts";
import { loadServices } from "./services.ts";
import { answer, describe, note, noteTruncation, relayTo, usageLine } from "./terminal.ts";

/** A file's text, or that of standard input for `-`. */
export function readSource(file: string): string {
  try {
    return readFileSync(file === "-" ? 0 : file, "utf8");
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function record(execution: Execution | undefined): object {
  if (!execution) return {};
  const { stdout, stderr, stdoutTruncated, stderrTruncated, usage } = execution;
  return { stdout, stderr, stdoutTruncated, stderrTruncated, usage };
}

function printJson(what: object): void {
  process.stdout.write(`${JSON.stringify(what)}\n`);
}

function errorAsJson(error: KobakoError): object {
  const { name, code, message, execution } = error;
  const raised = error instanceof SandboxError || error instanceof ServiceError;
  const guest = raised ? { klass: error.klass, backtraceLines: error.backtraceLines } : {};
  const diagnostics = error instanceof SandboxError ? { diagnostics: error.diagnostics } : {};
  const meant =
    error instanceof NoServiceError || error instanceof SandboxError ? { suggestions: error.suggestions } : {};
  return { ok: false, error: { name, code, message, ...guest, ...diagnostics, ...meant }, ...record(execution) };
}

/** `eval SOURCE` and `run FILE`: answers the exit code. */
export async function runSource(given: Arguments, source: string, showValue: boolean): Promise<number> {
  const sandbox = new Sandbox(sandboxOptions(given));
  (await loadServices(given.list("service")))(sandbox);
  const json = given.flag("json");
  const listeners = json ? {} : { onStdout: relayTo(process.stdout), onStderr: relayTo(process.stderr) };
  const stop = new AbortController();
  // an engine that cannot put the guest aside would not get to it
  if (canSuspend()) process.once("SIGINT", () => stop.abort());
  try {
    const execution = await sandbox.evalAsync(source, { signal: stop.signal, ...listeners });
    if (json) {
      printJson({ ok: true, value: jsonable(execution.value), ...record(execution) });
    } else {
      noteTruncation(execution);
      if (showValue && execution.value !== null) process.stdout.write(`${answer(inspect(execution.value))}\n`);
    }
    if (given.flag("stats")) note(usageLine(execution.usage));
    return Exit.value;
  } catch (error) {
    if (!KobakoError.is(error)) throw error;
    if (json) {
      printJson(errorAsJson(error));
    } else {
      if (error.execution) noteTruncation(error.execution);
      process.stderr.write(`${describe(error, source, process.stderr)}\n`);
    }
    if (given.flag("stats") && error.execution) note(usageLine(error.execution.usage));
    return exitCode(error) ?? Exit.trap;
  }
}

/** `check FILE`: every syntax error. */
export function check(given: Arguments): number {
  const [file = "-"] = given.operands;
  const source = readSource(file);
  try {
    compile(source);
  } catch (error) {
    if (!(error instanceof SandboxError)) throw error;
    if (given.flag("json")) printJson(error.diagnostics);
    else process.stderr.write(`${describe(error, source, process.stderr)}\n`);
    return Exit.syntax;
  }
  if (given.flag("json")) printJson([]);
  return Exit.value;
}

/** `compile FILE -o OUT`. */
export function compileFile(given: Arguments): number {
  const [file = "-"] = given.operands;
  const output = given.text("output");
  if (output === undefined) throw new UsageError("compile needs -o OUT");
  const source = readSource(file);
  const name = given.text("name") ?? (file === "-" ? "(eval)" : basename(file).replace(/\.[^.]*$/, ""));
  let bytecode: Uint8Array;
  try {
    bytecode = compile(source, { name });
  } catch (error) {
    if (!(error instanceof SandboxError)) throw error;
    process.stderr.write(`${describe(error, source, process.stderr)}\n`);
    return exitCode(error) ?? Exit.syntax;
  }
  writeFileSync(output === "-" ? 1 : output, bytecode);
  return Exit.value;
}
