/**
 * Measures how the cost of an eval grows, and draws the curves of docs/performance.md:
 * `npm run bench:report [-- NAME...]`, of which a NAME is a picture's without `.svg`.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { svg, type Curve } from "./lib/chart.ts";
import { timed } from "./lib/case.ts";
import { used } from "./lib/clock.ts";
import { kobako } from "./lib/kobako.ts";
import { resident } from "./lib/resident.ts";
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

/** A curve before it is measured. */
interface Plan extends Omit<Curve, "points"> {
  readonly steps: readonly number[];
  readonly measure: (n: number) => number | Promise<number>;
}

function curve(
  name: string,
  title: string,
  x: string,
  steps: readonly number[],
  make: (n: number) => () => void,
): Plan {
  return { name, title, x, y: "us an eval", steps, measure: (n) => cost(make(n)) };
}

/** The least time of a run in microseconds when so many are in progress before the first of them ends. */
async function together(n: number): Promise<number> {
  let begun = 0;
  let release: (() => void) | undefined;
  let gate: Promise<void> | undefined;
  const wait = (): Promise<void> | undefined => {
    gate ??= new Promise((resolve) => (release = resolve));
    if (++begun === n) release?.();
    return gate;
  };
  const sandbox = new Sandbox({ maxConcurrency: n }).bind("Wait", wait);
  const round = async (): Promise<void> => {
    begun = 0;
    gate = undefined;
    await Promise.all(Array.from({ length: n }, () => sandbox.evalAsync("Wait.call")));
  };
  const turns = Math.ceil(1000 / n);
  let least = Infinity;
  for (let sample = 0; sample < 7; sample++) {
    const started = used();
    for (let i = 0; i < turns; i++) await round();
    least = Math.min(least, ((used() - started) * 1000) / (turns * n));
  }
  return least;
}

const roomy = (): Sandbox => new Sandbox({ memoryLimit: 64 << 20 });

function withSetup(set: (sandbox: Sandbox) => void): () => void {
  const sandbox = new Sandbox();
  set(sandbox);
  return () => void sandbox.eval("nil");
}

const plans: readonly Plan[] = [
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
  {
    name: "concurrent-runs",
    title: "n runs of one sandbox at a time, each of which waits for a service",
    x: "runs",
    y: "us a run",
    steps: [1, 3, 10, 30, 100, 300, 1000],
    measure: together,
  },
  {
    name: "concurrent-memory",
    title: "Resident memory while n runs wait",
    x: "runs",
    y: "KB a run",
    steps: [10, 30, 100, 300, 1000],
    measure: resident,
  },
];

const wanted = process.argv.slice(2);
for (const name of wanted)
  if (!plans.some((plan) => plan.name === name)) throw new Error(`there is no picture ${name}`);
const curves: Curve[] = [];
for (const { steps, measure, ...plan } of plans) {
  if (wanted.length > 0 && !wanted.includes(plan.name)) continue;
  const points: (readonly [number, number])[] = [];
  for (const n of steps) points.push([n, await measure(n)]);
  curves.push({ ...plan, points });
  process.stderr.write(`${plan.name}\n`);
}

mkdirSync(folder, { recursive: true });
for (const drawn of curves) writeFileSync(`${folder}${drawn.name}.svg`, svg(drawn));
writeResults(wanted.length === 0 ? "report.json" : "report-part.json", { ...setting(), curves });
for (const { title, points } of curves) {
  process.stdout.write(`${title}: ${points.map(([n, us]) => `${n}: ${us.toFixed(1)}`).join(", ")}\n`);
}
process.exit();
