import { styleText } from "node:util";

import type { KobakoError } from "../errors.ts";
import type { Execution, Usage } from "../execution.ts";
import { formatError, printable, type FormatOptions } from "../format.ts";

type Style = Parameters<typeof styleText>[0];

/** Colours a text when the stream shows colours: a terminal, and neither NO_COLOR nor the like. */
function paint(style: Style, text: string, stream: NodeJS.WriteStream): string {
  return styleText(style, text, { stream });
}

/** Passes on what a guest writes, as it is; to a terminal without anything that the terminal would act on. */
export function relayTo(stream: NodeJS.WriteStream): (chunk: string) => void {
  return (chunk) => void stream.write(stream.isTTY ? printable(chunk) : chunk);
}

/** Says so when output was dropped. */
export function noteTruncation({ stdoutTruncated, stderrTruncated }: Execution): void {
  if (stdoutTruncated || stderrTruncated) note("output past the limit was dropped");
}

/** A remark of the command itself. */
export function note(text: string): void {
  process.stderr.write(`${paint("dim", `kobako: ${text}`, process.stderr)}\n`);
}

/** A value line of `eval` and of the prompt. */
export function answer(text: string): string {
  return `${paint("dim", "=>", process.stdout)} ${paint("cyan", text, process.stdout)}`;
}

/** An error with its excerpt. */
export function describe(
  error: KobakoError,
  source: string | undefined,
  stream: NodeJS.WriteStream,
  options?: FormatOptions,
): string {
  return formatError(error, source, options)
    .split("\n")
    .map((line, at) => {
      if (at === 0 || line.startsWith("SyntaxError at ")) return paint(["bold", "red"], line, stream);
      if (line.startsWith(">")) return paint("bold", line, stream);
      return /^ +\| [\s^]+$/.test(line) ? paint("red", line, stream) : paint("dim", line, stream);
    })
    .join("\n");
}

/** What an invocation used, in one line. */
export function usageLine({ wallTime, memoryPeak, fuel, serviceCalls }: Usage): string {
  const memory = memoryPeak < 1 << 20 ? `${memoryPeak >> 10} KiB` : `${(memoryPeak / (1 << 20)).toFixed(1)} MiB`;
  const calls = serviceCalls === 0 ? "" : `, ${serviceCalls} service ${serviceCalls === 1 ? "call" : "calls"}`;
  return `${wallTime.toFixed(1)} ms, ${memory}, fuel ${fuel}${calls}`;
}
