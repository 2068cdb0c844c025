/** Measures how the cost of an eval grows, and draws the curves of docs/performance.md: `npm run bench:report`. */
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { svg, type Curve } from "./lib/chart.ts";
import { timed } from "./lib/case.ts";
import { kobako } from "./lib/kobako.ts";
import { setting, writeResults } from "./lib/run.ts";

const { Sandbox } = kobako;
type Sandbox = InstanceType<typeof Sandbox>;
const folder = fileURLToPath(new URL("../docs/performance/", import.meta.url));

/** The least time of a turn in microseconds, of seven samples. */
function cost(work: () => void): number {
  const sample = timed("us", 1, work);
  for (let i = 0; i < 20; i++) work();
  return Math.min(...Array.from({ length: 7 }, sample));
}

function curve(
  name: string,
  title: string,
  x: string,
  steps: readonly number[],
  make: (n: number) => () => void,
): Curve {
  const points = steps.map((n): readonly [number, number] => [n, cost(make(n))]);
  process.stderr.write(`${name}\n`);
  return { name, title, x, y: "us an eval", points };
}

const roomy = (): Sandbox => new Sandbox({ memoryLimit: 64 << 20 });

function withSetup(set: (sandbox: Sandbox) => void): () => void {
  const sandbox = new Sandbox();
  set(sandbox);
  return () => void sandbox.eval("nil");
}

const curves = [
  curve("source-size", "A source of n lines, compiled before", "lines", [1, 10, 100, 1000], (n) => {
    const sandbox = roomy();
    const source = Array.from({ length: n }, (_, i) => `x${i % 50} = ${i} + 1`).join("\n");
    return () => void sandbox.eval(source);
  }),
  curve("compile", "A source of n lines, new every time", "lines", [1, 10, 100, 1000], (n) => {
    const sandbox = roomy();
    const source = Array.from({ length: n }, (_, i) => `x${i % 50} = ${i} + 1`).join("\n");
    let serial = 0;
    return () => void sandbox.eval(`${source}\n${++serial}`);
  }),
  curve("result-size", "A result of n integers", "integers", [1, 10, 100, 1000, 10_000], (n) => {
    const sandbox = roomy();
    const source = `Array.new(${n}) { |i| i }`;
    return () => void sandbox.eval(source);
  }),
  curve("services", "A sandbox with n services, none called", "services", [1, 4, 16, 64, 256], (n) =>
    withSetup((sandbox) => {
      for (let i = 0; i < n; i++) sandbox.bind(`S${i}`, () => i);
    }),
  ),
  curve("snippets", "A sandbox with n snippets of a method each", "snippets", [1, 4, 16, 64], (n) =>
    withSetup((sandbox) => {
      for (let i = 0; i < n; i++) sandbox.preload({ code: `def m${i}(a) = a + ${i}`, name: `S${i}` });
    }),
  ),
  curve(
    "image-size",
    "An image of n KB that can be written",
    "KB",
    [0, 64, 256, 1024, 4096].map((n) => n + 170),
    (n) =>
      withSetup((sandbox) => {
        if (n > 170) sandbox.preload({ code: `Data = "x" * ${(n - 170) * 1024}`, name: "Filling" });
      }),
  ),
  curve("sandboxes", "n sandboxes in turn", "sandboxes", [1, 10, 30, 100, 1000, 10_000], (n) => {
    const sandboxes = Array.from({ length: n }, () => new Sandbox());
    let next = 0;
    return () => void (sandboxes[next++ % n] as Sandbox).eval("nil");
  }),
];

mkdirSync(folder, { recursive: true });
for (const drawn of curves) writeFileSync(`${folder}${drawn.name}.svg`, svg(drawn));
writeResults("report.json", { ...setting(), curves });
for (const { title, points } of curves) {
  process.stdout.write(`${title}: ${points.map(([n, us]) => `${n}: ${us.toFixed(1)}`).join(", ")}\n`);
}
process.exit();
