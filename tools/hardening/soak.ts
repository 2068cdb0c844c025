/**
 * Runs a great many invocations of every kind and shows that the process keeps its size:
 * `npm run soak -- [COUNT]`, a million by default. Ends with an error when it has grown, when a
 * rejection was left that nobody handles, or when a kind of end did not occur at all.
 */
import { readdirSync } from "node:fs";

import { KobakoError, Sandbox, type GuestBlock } from "../../src/node.ts";

const count = Number(process.argv[2] ?? 1_000_000);
const samples = 20;

let unhandled = 0;
process.on("unhandledRejection", (reason) => {
  if (unhandled++ === 0) process.stdout.write(`a rejection that nobody handled: ${String(reason)}\n`);
});

class Row {
  readonly id: number;

  constructor(id: number) {
    this.id = id;
  }

  name(): string {
    return `row ${this.id}`;
  }
}

const sandbox = new Sandbox({ timeout: 2_000, fuel: 300_000, memoryLimit: 1 << 20, handleLimit: 50 });
sandbox.bind("Echo", (value: unknown) => value);
sandbox.bind("Rows", {
  find: (id: number) => new Row(id),
  each: (n: number, block: (i: number) => unknown) => block(n),
});
sandbox.bind("Fail", () => {
  throw new Error("no");
});
sandbox.bind("Later", async (value: unknown) => {
  await Promise.resolve();
  return value;
});
sandbox.bind("Never", () => new Promise(() => {}));
sandbox.bind("Refused", async () => {
  throw new Error("not today");
});
sandbox.bind("Within", () => [Promise.reject(new Error("nobody waits for this"))]);
sandbox.bind("EachLater", async (n: number, block: GuestBlock) => {
  for (let i = 0; i < n; i++) await block.async(i);
});
sandbox.bind("Begun", (block: GuestBlock) => {
  for (let i = 0; i < 3; i++) void block.async(i);
});
sandbox.preload({ code: "Double = ->(x) { x * 2 }", name: "Double" });

const sources = [
  "1 + 1",
  '"text" * 10',
  "{ a: [1, 2, nil] }",
  'raise "x"',
  "x = (",
  "Fail.call",
  "Nope.call",
  "Rows.nothing",
  "Rows.find(3).name",
  "Rows.find(3)",
  "Rows.each(3) { |i| i + 1 }",
  "Rows.each(3) { break 1 }",
  "Echo.call([1, { 'k' => :v }])",
  "60.times { Rows.find(1) }",
  "Object.new",
  "puts 'out'; warn 'err'",
  "[3, 1, 2].sort.map(&:to_s)",
];
/** Each drops its instance, and there is nothing dearer. */
const dear = ["loop {}", "a = []; loop { a << 'x' * 1000 }", "def r = r()\nr"];

/** What waits, and so runs a few at a time. */
const waits = [
  "Later.call(Later.call(2))",
  "EachLater.call(3) { |i| Later.call(i) }",
  "EachLater.call(3) { |i| break i if i == 1 }",
  "EachLater.call(2) { raise 'x' }",
  "Begun.call { |i| Later.call(i) }",
  "begin; Refused.call; rescue => e; e.message; end",
  "Refused.call",
  "Within.call",
  "Rows.each(2) { |i| Later.call(i) }",
  "Later.call(Rows.find(1)).name",
];
const expected = ["value", ...["ABORT", "FUEL_EXHAUSTED", "HANDLE_EXHAUSTED", "MEMORY_LIMIT", "NO_SERVICE", "SANDBOX", "SERVICE", "TIMEOUT"].map((code) => `KOBAKO_${code}`)]; // prettier-ignore
/** How many invocations ended in which way. */
const ends = new Map<string, number>();

function ended(how: string): void {
  ends.set(how, (ends.get(how) ?? 0) + 1);
}

function failed(error: unknown): void {
  if (!(error instanceof KobakoError)) throw error;
  ended(error.code);
}

function one(i: number): void {
  try {
    if (i % 7 === 0) sandbox.run("Double", [i]);
    else if (i % 500 === 1) sandbox.eval(dear[i % dear.length] as string);
    else if (i % 11 === 0)
      sandbox.eval(`${i} + 1`); // compiled anew
    else sandbox.eval(sources[i % sources.length] as string);
    ended("value");
  } catch (error) {
    failed(error);
  }
}

async function waiting(i: number): Promise<void> {
  try {
    if (i % 12 === 0) await sandbox.evalAsync("Never.call", { timeout: 1 });
    else if (i % 12 === 6) await sandbox.evalAsync("Never.call", { signal: AbortSignal.timeout(1) });
    else await sandbox.evalAsync(waits[i % waits.length] as string);
    ended("value");
  } catch (error) {
    failed(error);
  }
}

interface Sample {
  readonly done: number;
  readonly heap: number;
  readonly resident: number;
  readonly files: number;
  readonly threads: number;
}

const collect = (globalThis as { gc?: () => void }).gc;
if (!collect) throw new Error("run with --expose-gc");

function sample(done: number): Sample {
  collect?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  const entries = (folder: string): number => readdirSync(`/proc/self/${folder}`).length;
  return { done, heap: heapUsed + external, resident: rss, files: entries("fd"), threads: entries("task") };
}

const MB = (bytes: number): string => (bytes / (1 << 20)).toFixed(1);
const all: Sample[] = [];
const started = performance.now();
process.stdout.write("      done   heap MB   resident MB   files   threads\n");
for (let i = 0; i < count; i++) {
  one(i);
  if (i % 1_000 === 0) {
    const group = Array.from({ length: 30 }, (_, k) => waiting(i / 1_000 + k));
    i += group.length;
    await Promise.all(group);
  }
  if ((i + 1) % Math.ceil(count / samples) === 0) {
    await new Promise(setImmediate);
    const now = sample(i + 1);
    all.push(now);
    process.stdout.write(
      `${String(now.done).padStart(10)}${MB(now.heap).padStart(10)}${MB(now.resident).padStart(14)}` +
        `${String(now.files).padStart(8)}${String(now.threads).padStart(10)}\n`,
    );
  }
}
const seconds = ((performance.now() - started) / 1000).toFixed(0);
// the first quarter warms up; the rest must not grow
const half = all.slice(Math.floor(all.length / 4), Math.ceil(all.length / 2) + 1);
const last = all.slice(-3);
const most = (list: readonly Sample[], of: (sample: Sample) => number): number => Math.max(...list.map(of));
const grown = most(last, (each) => each.heap) - most(half, (each) => each.heap);
const resident = most(last, (each) => each.resident) / most(half, (each) => each.resident);
const more = (of: (sample: Sample) => number): number => most(last, of) - most(half, of);
const [files, threads] = [more((each) => each.files), more((each) => each.threads)];
for (const [how, times] of [...ends].sort()) process.stdout.write(`${how.padEnd(28)}${times}\n`);
process.stdout.write(
  `${count} invocations in ${seconds} s; heap ${MB(grown)} MB, resident ${resident.toFixed(2)} times, files ${files} and threads ${threads} more since the warm-up, ${unhandled} rejections unhandled\n`,
);
const problems = [
  (grown > 8 << 20 || resident > 1.25 || files > 0 || threads > 0) && "the process has grown",
  unhandled > 0 && "rejections were left that nobody handles",
  ...expected.map((how) => !ends.has(how) && `none ended in ${how}`),
].filter(Boolean);
for (const problem of problems) process.stdout.write(`${String(problem)}\n`);
process.exit(problems.length > 0 ? 1 : 0);
