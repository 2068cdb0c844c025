#!/usr/bin/env node
import { readFileSync } from "node:fs";

import "../node.ts";
import { KobakoError } from "../errors.ts";
import { readArguments, type Arguments } from "./arguments.ts";
import { Exit, exitCode, UsageError } from "./exit.ts";
import { help } from "./help.ts";
import { check, compileFile, readSource, runSource } from "./run.ts";
import { describe } from "./terminal.ts";

function version(): string {
  const manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
    version: string;
  };
  return `kobako ${manifest.version}, mruby 3.4.0, Node ${process.versions.node}\n`;
}

async function perform(given: Arguments): Promise<number> {
  const [operand = "-"] = given.operands;
  switch (given.command) {
    case "eval":
      return runSource(given, operand, true);
    case "run":
      return runSource(given, readSource(operand), given.flag("value"));
    case "repl":
      return (await import("./repl.ts")).startRepl(given); // node:repl is dear to load
    case "check":
      return check(given);
    case "compile":
      return compileFile(given);
    default:
      process.stdout.write(version());
      return Exit.value;
  }
}

async function main(args: readonly string[]): Promise<number> {
  const [first, topic] = args;
  if (first === undefined || first === "help" || first === "--help" || first === "-h") {
    const text = help[topic ?? ""];
    if (text === undefined) throw new UsageError(`there is no command ${topic}; kobako --help lists them`);
    (first === undefined ? process.stderr : process.stdout).write(text);
    return first === undefined ? Exit.usage : Exit.value;
  }
  if (first === "--version" || first === "-v") {
    process.stdout.write(version());
    return Exit.value;
  }
  const given = readArguments(args);
  if (!given.help) return perform(given);
  process.stdout.write(help[given.command] ?? "");
  return Exit.value;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const code = exitCode(error);
  if (code === undefined && !(error instanceof TypeError)) throw error;
  const text = KobakoError.is(error)
    ? describe(error, undefined, process.stderr)
    : `kobako: ${(error as Error).message}`;
  process.stderr.write(`${text}\n`);
  process.exitCode = code ?? Exit.usage;
}
