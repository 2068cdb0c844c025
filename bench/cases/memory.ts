import type { Area } from "../lib/case.ts";
import { told } from "../lib/told.ts";

/** What a program prints that looks at the memory `used`. */
const kept = (program: string): number =>
  told(`
    const used = () => { for (let i = 0; i < 4; i++) gc(); return process.memoryUsage(); };
    ${program}`);

const idle = (count: number): number =>
  kept(`
    const sandboxes = [new Sandbox({ timeout: 100 })];
    sandboxes[0].eval("1");
    const before = used().heapUsed;
    while (sandboxes.length < ${count}) sandboxes.push(new Sandbox({ timeout: 100 }));
    console.log((used().heapUsed - before) / 1024 / sandboxes.length);`);

/** All that a process has resident when so many sandboxes have run once. */
const resident = (count: number): number =>
  kept(`
    const sandboxes = [];
    while (sandboxes.length < ${count}) { const one = new Sandbox(); one.eval("1"); sandboxes.push(one); }
    console.log(used().rss / (1 << 20), sandboxes.length);`);

export const area: Area = {
  title: "memory",
  gated: false,
  make: () => [
    { name: "heap of an idle sandbox, of 10,000", unit: "KB", budget: 1, rounds: 3, sample: () => idle(10_000) },
    {
      // the engine keeps more of code that has not run often yet: 4,000 ran before
      name: "10,000 sandboxes that have run once",
      unit: "MB",
      budget: 10,
      rounds: 3,
      sample: () =>
        kept(`
          const sandboxes = [];
          const upTo = async (count) => {
            while (sandboxes.length < count) { const one = new Sandbox(); one.eval("1"); sandboxes.push(one); }
            await new Promise((resolve) => setTimeout(resolve, 20));
            const { heapUsed, arrayBuffers } = used();
            return (heapUsed + arrayBuffers) / (1 << 20);
          };
          const before = await upTo(4_000);
          console.log(await upTo(14_000) - before);`),
    },
    ...[1, 1_000, 10_000].map((count) => ({
      name: `resident, a process of ${count.toLocaleString("en")} that ran`,
      unit: "MB" as const,
      rounds: 3,
      sample: () => resident(count),
    })),
    {
      name: "resident, per instance kept warm",
      unit: "KB",
      rounds: 3,
      sample: () =>
        kept(`
          const sandboxes = Array.from({ length: 31 }, () => new Sandbox());
          sandboxes[0].eval("1");
          const before = used().rss;
          for (const sandbox of sandboxes) sandbox.eval("1");
          console.log((used().rss - before) / 1024 / 30, sandboxes.length);`),
    },
    {
      name: "resident growth over 100,000 evals",
      unit: "MB",
      budget: 4,
      rounds: 1,
      sample: () =>
        kept(`
          const sandbox = new Sandbox();
          for (let i = 0; i < 50_000; i++) sandbox.eval("'x' * 100");
          const before = used().rss;
          for (let i = 0; i < 100_000; i++) sandbox.eval("'x' * 100");
          console.log((used().rss - before) / (1 << 20));`),
    },
  ],
};
