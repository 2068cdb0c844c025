/** Measures the budgeted work: `npm run bench`. Medians of batches; noise is the spread between quartiles. */
import { execFileSync } from "node:child_process";

import { Sandbox } from "../src/node.ts";

interface Case {
  readonly title: string;
  readonly unit: "us" | "ms";
  /** does the work n times */
  readonly run: (n: number) => void;
  readonly batch: number;
  readonly budget?: number;
}

const repeat = (sandbox: Sandbox, source: string) => (n: number) => {
  for (let i = 0; i < n; i++) sandbox.eval(source);
};
const roomy = new Sandbox({ memoryLimit: 64 << 20 });
const fifty = Array.from({ length: 10 }, (_, i) => `def m${i}(a)\n  b = a * ${i}\n  c = b + 1\n  c.to_s\nend`).join(
  "\n",
);
const node = process.execPath;
const entry = new URL("../src/node.ts", import.meta.url).href;
const cold = `const { Sandbox } = await import(${JSON.stringify(entry)}); new Sandbox().eval("1")`;

const cases: readonly Case[] = [
  { title: 'eval("nil"), warm', unit: "us", batch: 5000, budget: 5, run: repeat(new Sandbox(), "nil") },
  { title: "the same 50-line source again", unit: "us", batch: 2000, run: repeat(new Sandbox(), fifty) },
  {
    title: "a new source of 50 lines every time",
    unit: "us",
    batch: 100,
    run: (n) => {
      for (let i = 0; i < n; i++) roomy.eval(`${fifty}\n${i}.${performance.now()}`.replace(/\.(\d+)\.\d+$/, " + $1"));
    },
  },
  {
    title: "a new sandbox",
    unit: "us",
    batch: 10_000,
    run: (n) => {
      for (let i = 0; i < n; i++) new Sandbox();
    },
  },
  {
    title: "an empty process",
    unit: "ms",
    batch: 1,
    run: () => void execFileSync(node, ["-e", "0"]),
  },
  {
    title: "a process to its first value",
    unit: "ms",
    batch: 1,
    run: () => void execFileSync(node, ["--input-type=module", "-e", cold]),
  },
  {
    title: "fib(25)",
    unit: "ms",
    batch: 5,
    run: repeat(roomy, "def fib(n) = n < 2 ? n : fib(n - 1) + fib(n - 2)\nfib(25)"),
  },
  {
    title: "sorting 20,000 integers by a block",
    unit: "ms",
    batch: 5,
    run: repeat(
      roomy,
      "x = 1; a = Array.new(20_000) { x = (x * 1103515245 + 12345) % 2147483648 }; a.sort { |p, q| p <=> q }; 1",
    ),
  },
  {
    title: "building a string of 200,000 pieces",
    unit: "ms",
    batch: 5,
    run: repeat(roomy, "s = ''.dup; i = 0; while i < 200_000; s << 'piece'; i += 1; end; s.size"),
  },
];

const quantile = (sorted: readonly number[], q: number): number =>
  sorted[Math.floor((sorted.length - 1) * q)] as number;

for (const { title, unit, run, batch, budget } of cases) {
  run(batch); // warm
  const samples: number[] = [];
  for (let i = 0; i < 11; i++) {
    const started = performance.now();
    run(batch);
    samples.push(((performance.now() - started) * (unit === "us" ? 1000 : 1)) / batch);
  }
  samples.sort((a, b) => a - b);
  const median = quantile(samples, 0.5);
  const spread = quantile(samples, 0.75) - quantile(samples, 0.25);
  const verdict = budget === undefined ? "" : median <= budget ? `within ${budget}` : `over ${budget}`;
  process.stdout.write(
    `${title.padEnd(40)} ${median.toFixed(2).padStart(9)} ${unit}  ±${spread.toFixed(2).padEnd(8)} ${verdict}\n`,
  );
}
