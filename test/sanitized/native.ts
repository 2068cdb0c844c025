import { spawnSync } from "node:child_process";

import { sanitizedGuest } from "../../guest/build/sanitized.ts";

/** What a request came to: a kind of outcome, or one of the ends below. */
export interface Answer {
  readonly status: number;
  readonly bytes: Uint8Array;
}

/** How a request ends that has no outcome. */
export const ends = { trap: 100, memory: 101, time: 102, sanitizer: 103 } as const;

export type Request = readonly [kind: "e" | "d" | "x", body: string | Uint8Array];

/** Runs the requests on the guest that the sanitizers watch; `report` is what they had to say. */
export async function onSanitizedGuest(
  requests: readonly Request[],
): Promise<{ readonly answers: readonly Answer[]; readonly report: string }> {
  const program = process.env["KOBAKO_SANITIZED"] || (await sanitizedGuest());
  const frames = requests.map(([kind, body]) => {
    const bytes = Buffer.from(body as string);
    const head = Buffer.alloc(5);
    head.write(kind, 0, "latin1");
    head.writeUInt32LE(bytes.length, 1);
    return Buffer.concat([head, bytes]);
  });
  const { stdout, stderr } = spawnSync(program, {
    input: Buffer.concat(frames),
    maxBuffer: 1 << 28,
    env: {
      ASAN_OPTIONS: "detect_leaks=0:allocator_may_return_null=1:max_allocation_size_mb=512:quarantine_size_mb=8",
      UBSAN_OPTIONS: "print_stacktrace=1",
      ASAN_SYMBOLIZER_PATH: "/usr/lib/llvm-19/bin/llvm-symbolizer",
    },
  });
  const answers: Answer[] = [];
  for (let at = 0; at + 5 <= stdout.length;) {
    const end = at + 5 + stdout.readUInt32LE(at + 1);
    answers.push({ status: stdout[at] as number, bytes: new Uint8Array(stdout.subarray(at + 5, end)) });
    at = end;
  }
  return { answers, report: stderr.toString() };
}
