import { timed, type Area } from "../lib/case.ts";
import { kobako } from "../lib/kobako.ts";

const { Sandbox } = kobako;

function withSnippets(count: number): InstanceType<typeof Sandbox> {
  const sandbox = new Sandbox();
  for (let i = 0; i < count; i++) sandbox.preload({ code: `def m${i}(a)\n  a + ${i}\nend`, name: `S${i}` });
  return sandbox;
}

export const area: Area = {
  title: "snippets and entrypoints",
  make: () => {
    const running = new Sandbox();
    running.preload({ code: "Adder = ->(a, b) { a + b }", name: "Adder" });
    const [none, many] = [new Sandbox(), withSnippets(64)];
    const [bare, laden] = [none, many].map((sandbox) => timed("us", 1000, () => sandbox.eval("nil"))) as [
      () => number,
      () => number,
    ];
    return [
      {
        name: "run of a preloaded entrypoint",
        unit: "us",
        budget: 6,
        gated: true,
        sample: timed("us", 1000, () => running.run("Adder", [2, 3])),
      },
      { name: "64 snippets against none, per invocation", unit: "x", budget: 1.1, sample: () => laden() / bare() },
      {
        name: "making and sealing a sandbox with 8 new snippets",
        unit: "us",
        budget: 1000,
        sample: (() => {
          let serial = 0;
          return timed("us", 10, () => {
            const sandbox = new Sandbox();
            serial++;
            for (let i = 0; i < 8; i++) sandbox.preload({ code: `def m${i}(a) = a + ${serial}`, name: `S${i}` });
            sandbox.eval("nil");
          });
        })(),
      },
    ];
  },
};
