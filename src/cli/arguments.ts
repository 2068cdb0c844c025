import { parseArgs, type ParseArgsConfig } from "node:util";

import type { GuestName, SandboxOptions } from "../options.ts";
import { UsageError } from "./exit.ts";

type Options = NonNullable<ParseArgsConfig["options"]>;

const limits = {
  timeout: { type: "string" },
  memory: { type: "string" },
  fuel: { type: "string" },
  profile: { type: "string" },
  guest: { type: "string" },
  service: { type: "string", multiple: true },
} as const satisfies Options;
const report = { json: { type: "boolean" }, stats: { type: "boolean" } } as const satisfies Options;

const commands: Readonly<Record<string, Options>> = {
  eval: { ...limits, ...report },
  run: { ...limits, ...report, value: { type: "boolean" } },
  repl: limits,
  check: { json: { type: "boolean" } },
  compile: { output: { type: "string", short: "o" }, name: { type: "string" } },
  version: {},
};

/** A command line, taken apart. */
export interface Arguments {
  readonly command: string;
  readonly operands: readonly string[];
  /** `--help` was given: nothing else counts */
  readonly help: boolean;
  flag(name: string): boolean;
  text(name: string): string | undefined;
  list(name: string): readonly string[];
}

/** @throws UsageError for a command, an option or a number of operands that is not known */
export function readArguments(given: readonly string[]): Arguments {
  const [command = "help", ...rest] = given;
  const options = commands[command];
  if (!options) throw new UsageError(`there is no command ${command}; kobako --help lists them`);
  let parsed;
  try {
    parsed = parseArgs({
      args: rest,
      options: { ...options, help: { type: "boolean", short: "h" } },
      allowPositionals: true,
      strict: true,
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  const values = parsed.values as Record<string, unknown>;
  const operands = parsed.positionals;
  const takes = command === "repl" || command === "version" ? 0 : 1;
  const help = values["help"] === true;
  if (!help && operands.length !== takes) {
    throw new UsageError(`${command} takes ${takes === 0 ? "no operand" : "one operand"}, not ${operands.length}`);
  }
  return {
    command,
    operands,
    help,
    flag: (name) => values[name] === true,
    text: (name) => (typeof values[name] === "string" ? values[name] : undefined),
    list: (name) => (Array.isArray(values[name]) ? (values[name] as string[]) : []),
  };
}

const factors: Readonly<Record<string, number>> = { "": 1, k: 1 << 10, m: 1 << 20, g: 1 << 30 };

function limit(name: string, text: string | undefined): number | null | undefined {
  if (text === undefined) return undefined;
  if (text === "none") return null;
  const [, digits, unit = ""] = /^(\d+)([kmg]?)$/i.exec(text) ?? [];
  if (digits === undefined || (unit !== "" && name !== "memory")) {
    throw new UsageError(
      `--${name} takes a number${name === "memory" ? " such as 64k or 4m" : ""} or none, not ${text}`,
    );
  }
  return Number(digits) * (factors[unit.toLowerCase()] as number);
}

/** The sandbox's options that a command line asks for. */
export function sandboxOptions(given: Arguments, timeout?: number): SandboxOptions {
  const profile = given.text("profile");
  if (profile !== undefined && profile !== "hermetic" && profile !== "permissive") {
    throw new UsageError(`--profile is hermetic or permissive, not ${profile}`);
  }
  const options = {
    timeout: limit("timeout", given.text("timeout")) ?? timeout,
    memoryLimit: limit("memory", given.text("memory")),
    fuel: limit("fuel", given.text("fuel")),
    profile,
    guest: given.text("guest") as GuestName | undefined, // the sandbox checks it
    hashes: "map",
  } as const;
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}
