import { parentPort } from "node:worker_threads";

import type { Sandbox } from "kobako";

/** Services of the tests: some answer, some fail, one holds its thread. */
export default function setUp(sandbox: Sandbox): void {
  sandbox.preload({ code: "Adder = ->(a, b, by: 1) { (a + b) * by }", name: "Adder" });
  sandbox.bind("Later", async (value: unknown) => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    return value;
  });
  sandbox.bind("Fail", () => {
    throw new RangeError("not today");
  });
  let count = 0;
  sandbox.bind("Count", { up: () => ++count, now: () => count });
  sandbox.bind("Say", () => {
    for (const message of ["hello", null, { thread: 1 }, { thread: 1, written: "x" }]) parentPort?.postMessage(message);
  });
  sandbox.bind("ThrowLater", () => {
    setTimeout(() => {
      throw new Error("nobody catches this");
    }, 10);
  });
  sandbox.bind("Make", () => new Date(0));
  sandbox.bind("Hold", () => {
    for (;;) Math.random();
  });
  sandbox.bind("Grow", () => {
    const all = [];
    for (;;) all.push(Array.from({ length: 1000 }, Math.random));
  });
}
