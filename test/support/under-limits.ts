/**
 * What becomes of invocations in a process that has little memory: `under-limits.ts CASE`. Writes a
 * line of JSON for each, and `"end"` last.
 */
import { Pool, Sandbox } from "../../src/node.ts";

const say = (what: unknown): void => void process.stdout.write(`${JSON.stringify(what)}\n`);
const told = (error: unknown): string => (error as Error).name;

async function attempt(run: () => unknown): Promise<unknown> {
  try {
    return await run();
  } catch (error) {
    return told(error);
  }
}

const cases: Readonly<Record<string, () => Promise<void>>> = {
  /** more invocations that wait at a time than there is address space for */
  instances: async () => {
    let open: () => void = () => {};
    const gate = new Promise<void>((resolve) => (open = resolve));
    const sandbox = new Sandbox({ maxConcurrency: 20 }).bind("Wait", async (n: number) => {
      await gate;
      return n;
    });
    say(sandbox.eval("1").value);
    const all = Array.from({ length: 24 }, (_, n) => attempt(async () => (await sandbox.evalAsync(`Wait.call(${n})`)).value)); // prettier-ignore
    await new Promise((resolve) => setTimeout(resolve, 50));
    open();
    say(await Promise.all(all));
    // those that ended have left their places, and their instances serve again
    const after = [];
    for (let n = 0; n < 24; n++) after.push(await attempt(async () => (await sandbox.evalAsync(`Wait.call(${n})`)).value)); // prettier-ignore
    say(after);
  },
  /** the same with a pool, each slot of which has a sandbox of its own */
  pool: async () => {
    const pool = new Pool({ slots: 12 }, (sandbox) => sandbox.bind("Soon", async (n: number) => n));
    const run = (n: number): Promise<unknown> =>
      attempt(() =>
        pool.with(async (sandbox) => {
          await new Promise((resolve) => setTimeout(resolve, 20));
          return (await sandbox.evalAsync(`Soon.call(${n})`)).value;
        }),
      );
    say(await Promise.all(Array.from({ length: 30 }, (_, n) => run(n))));
  },
  /** a guest that asks for more than the process can have */
  growth: async () => {
    const sandbox = new Sandbox({ memoryLimit: 2 ** 31 - 1 });
    const source = "a = []; 15.times { a << 'x' * 100_000_000 }; a.size";
    for (let i = 0; i < 3; i++) say(await attempt(() => sandbox.eval(source).value));
    say(sandbox.eval("1").value);
  },
  /** results, output and arguments of which the process can hold few */
  heap: async () => {
    const sandbox = new Sandbox({ memoryLimit: 64 << 20, stdoutLimit: 64 << 20 }).bind("Id", (value: unknown) => value);
    const kept: unknown[] = [];
    for (let i = 0; i < 100; i++) {
      say(i);
      kept.push(await attempt(() => sandbox.eval("puts 'x' * 1_000_000; Id.call((1..200_000).map { |n| n * 1.5 })")));
      say(i);
    }
  },
};

const run = cases[process.argv[2] ?? ""];
if (!run) throw new TypeError("no such case");
await run();
say("end");
