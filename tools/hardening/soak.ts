/**
 * Runs a great many invocations of every kind and shows that the process keeps its size:
 * `npm run soak -- [COUNT]`, a million by default. Ends with an error when it has grown.
 */
import { readdirSync } from "node:fs";

import { KobakoError, Sandbox } from "../../src/node.ts";

const count = Number(process.argv[2] ?? 1_000_000);
const samples = 20;

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
sandbox.preload({ code: "Double = ->(x) { x * 2 }", name: "Double" });

const sources = [
  "1 + 1",
  '"text" * 10',
  "{ a: [1, 2, nil] }",
  'raise "x"',
  "x = (",
  "Fail.call",
  "Nope.call",
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

function expected(error: unknown): void {
  if (!(error instanceof KobakoError)) throw error;
}

function one(i: number): void {
  try {
    if (i % 7 === 0) sandbox.run("Double", [i]);
    else if (i % 500 === 1) sandbox.eval(dear[i % dear.length] as string);
    else if (i % 11 === 0)
      sandbox.eval(`${i} + 1`); // compiled anew
    else sandbox.eval(sources[i % sources.length] as string);
  } catch (error) {
    expected(error);
  }
}

async function waiting(i: number): Promise<void> {
  try {
    if (i % 3 === 0) await sandbox.evalAsync("Never.call", { timeout: 1 });
    else if (i % 3 === 1) await sandbox.evalAsync("Later.call(Later.call(2))");
    else await sandbox.evalAsync("Never.call", { signal: AbortSignal.timeout(1) });
  } catch (error) {
    expected(error);
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
  if (i % 2_000 === 0) await Promise.all(Array.from({ length: 6 }, (_, k) => waiting(k)));
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
const handles = most(last, (each) => each.files + each.threads) - most(half, (each) => each.files + each.threads);
process.stdout.write(
  `${count} invocations in ${seconds} s; heap ${MB(grown)} MB, resident ${resident.toFixed(2)} times, files and threads ${handles} since the warm-up\n`,
);
if (grown > 8 << 20 || resident > 1.25 || handles > 0) {
  process.stdout.write("the process has grown\n");
  process.exitCode = 1;
}
process.exit();
