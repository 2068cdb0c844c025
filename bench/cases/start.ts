import { execFileSync } from "node:child_process";

import { timed, type Area } from "../lib/case.ts";
import { entry, kobako } from "../lib/kobako.ts";

const { Sandbox } = kobako;

/** Milliseconds from the import to the first value, told by a process of its own. */
function firstValue(): number {
  const program = `
    const started = performance.now();
    const { Sandbox } = await import(${JSON.stringify(entry)});
    const { value } = new Sandbox().eval("6 * 7");
    console.log(value === 42 ? performance.now() - started : NaN)`;
  return Number(execFileSync(process.execPath, ["--input-type=module", "-e", program], { encoding: "utf8" }));
}

export const area: Area = {
  title: "starting",
  make: () => [
    { name: "a fresh process: import to first value", unit: "ms", budget: 25, sample: firstValue },
    {
      name: "an empty process of Node",
      unit: "ms",
      sample: () => {
        const started = performance.now();
        execFileSync(process.execPath, ["-e", "0"]);
        return performance.now() - started;
      },
    },
    { name: "a new sandbox", unit: "us", gated: true, sample: timed("us", 10_000, () => new Sandbox()) },
    {
      name: "a new sandbox and its first eval",
      unit: "us",
      gated: true,
      sample: timed("us", 20, () => new Sandbox().eval("nil")),
    },
    {
      name: "the same with a new WebAssembly instance every time",
      unit: "us",
      sample: (() => {
        const sandbox = new Sandbox({ isolation: "instance" });
        return timed("us", 20, () => sandbox.eval("nil"));
      })(),
    },
  ],
};
