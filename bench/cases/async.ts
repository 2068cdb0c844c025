import type { Area } from "../lib/case.ts";
import { resident } from "../lib/resident.ts";
import { told } from "../lib/told.ts";

/** What a program prints that looks at the processor's time. */
const timed = (program: string): number =>
  told(`
    const used = () => { const { user, system } = process.threadCpuUsage?.() ?? process.cpuUsage(); return user + system; };
    const perTurn = async (turns, work) => {
      for (let i = 0; i < 20; i++) await work();
      const started = used();
      for (let i = 0; i < 60; i++) await work();
      return (used() - started) / 60 / turns;
    };
    ${program}`);

const calls = (service: string, method: string): number =>
  timed(`
    const sandbox = new Sandbox().bind("Same", ${service});
    const source = "i = 0\\nwhile i < 1000\\n  Same.call('alpha')\\n  i += 1\\nend\\nnil";
    console.log(await perTurn(1000, () => sandbox.${method}(source)));`);

/** How late invocations end, at the 99th percentile, while another script computes all the time. */
const overshoot = (options: string): number =>
  told(`
    const sandbox = new Sandbox({ timeout: 60_000 }).bind("Never", () => new Promise(() => {}));
    const stop = new AbortController();
    const load = sandbox.evalAsync("loop {}", { signal: stop.signal }).catch(() => {});
    const late = [];
    for (let round = 0; round < 12; round++) {
      await Promise.all(Array.from({ length: 20 }, async (_, i) => {
        const bound = 20 + i;
        let due = performance.now() + bound;
        await sandbox.evalAsync("Never.call", ${options}).catch(() => {});
        late.push(performance.now() - due);
      }));
    }
    stop.abort();
    await load;
    late.sort((a, b) => a - b);
    console.log(late[Math.floor(late.length * 0.99)]);`);

const aborting = `((controller) => {
  setTimeout(() => { due = performance.now(); controller.abort(); }, bound);
  return { signal: controller.signal };
})(new AbortController())`;

export const area: Area = {
  title: "asynchronous services",
  make: () => [
    {
      name: "a call that is waited for, over 1,000 in one eval",
      unit: "us",
      budget: 1,
      rounds: 5,
      sample: () => calls("async (value) => value", "evalAsync"),
    },
    {
      name: "a call that is not, in evalAsync",
      unit: "us",
      rounds: 5,
      sample: () => calls("(value) => value", "evalAsync"),
    },
    { name: "a call that is not, in eval", unit: "us", rounds: 5, sample: () => calls("(value) => value", "eval") },
    {
      name: 'evalAsync("nil"), warm',
      unit: "us",
      rounds: 5,
      sample: () =>
        timed(`
          const sandbox = new Sandbox();
          console.log(await perTurn(1000, async () => { for (let i = 0; i < 1000; i++) await sandbox.evalAsync("nil"); }));`),
    },
    {
      name: "past the deadline, 99th percentile",
      unit: "ms",
      budget: 5,
      rounds: 3,
      sample: () => overshoot("{ timeout: bound }"),
    },
    { name: "past an abort, 99th percentile", unit: "ms", budget: 5, rounds: 3, sample: () => overshoot(aborting) },
    {
      name: "resident, per script that waits, of 1,000",
      unit: "KB",
      rounds: 3,
      sample: () => resident(1000),
    },
  ],
};
