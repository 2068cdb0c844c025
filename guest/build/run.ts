import { spawn } from "node:child_process";

const started = performance.now();

/** A line of progress with the seconds since the build began. */
export function progress(text: string): void {
  const seconds = ((performance.now() - started) / 1000).toFixed(1).padStart(6);
  process.stderr.write(`${seconds}s  ${text}\n`);
}

/** Thrown when a tool of the build ends with an error; carries what it printed. */
export class BuildError extends Error {
  override readonly name = "BuildError";
}

/**
 * Runs a program to its end and answers what it printed.
 *
 * @throws BuildError with the program's output when it cannot be started or fails.
 */
export async function run(
  command: string,
  args: readonly string[],
  options: { cwd?: string; env?: Record<string, string> } = {},
): Promise<string> {
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: { ...process.env, LC_ALL: "C", ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
  const status = await new Promise<number | string>((resolve) => {
    child.on("error", (error) => resolve(error.message));
    child.on("close", (code, signal) => resolve(code ?? `signal ${signal}`));
  });
  const output = Buffer.concat(chunks).toString();
  if (status !== 0) {
    const tail = output.split("\n").slice(-60).join("\n");
    throw new BuildError(`${command} ${args.slice(0, 6).join(" ")} ... ended with ${status}\n${tail}`);
  }
  return output;
}

/** Runs the jobs, at most `limit` at a time; the first failure is thrown. */
export async function parallel(jobs: readonly (() => Promise<unknown>)[], limit: number): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    try {
      for (let job = jobs[next++]; job; job = jobs[next++]) await job();
    } catch (error) {
      next = jobs.length;
      throw error;
    }
  };
  // all of them end before the first error is thrown: what they work in may be removed then
  const ends = await Promise.allSettled(Array.from({ length: Math.min(limit, jobs.length) }, worker));
  for (const end of ends) if (end.status === "rejected") throw end.reason;
}
