import { told } from "./told.ts";

/** Kilobytes that a process of its own has resident for each of so many runs of one sandbox while all of them wait. */
export function resident(runs: number): number {
  return told(`
    const sandbox = new Sandbox({ maxConcurrency: ${runs} }).bind("Wait", () => waiting);
    let done;
    const waiting = new Promise((resolve) => (done = resolve));
    await sandbox.evalAsync("1");
    for (let i = 0; i < 4; i++) gc();
    const before = process.memoryUsage().rss;
    const all = Array.from({ length: ${runs} }, () => sandbox.evalAsync("Wait.call"));
    await new Promise((resolve) => setTimeout(resolve, 20));
    console.log((process.memoryUsage().rss - before) / 1024 / ${runs});
    done();
    await Promise.all(all);`);
}
