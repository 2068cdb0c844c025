import { expect, test } from "vitest";

import { AbortError, Pool, Sandbox } from "../../../src/node.ts";
import { rejection, sleep, suspends, unhandled } from "../../support/waiting.ts";

const awaits = 8;
const script = `x = 0; ${"x += Step.call(1); ".repeat(awaits)} Each.call([1, 2]) { |n| x += Step.call(n) }; x`;
/** Calls of `Step`, before, at or after each of which the signal comes. */
const steps = awaits + 2;

/** Services of which the step of number `at` aborts: before it answers, or after. */
function services(
  sandbox: Sandbox,
  moment: "before" | "after" | "later",
  step: () => boolean,
  abort: () => void,
): void {
  sandbox.bind("Step", async (n: number) => {
    const now = step();
    if (now && moment === "before") abort();
    if (now && moment === "later") setTimeout(abort, 1);
    await (now && moment === "later" ? sleep(10) : Promise.resolve());
    if (now && moment === "after") queueMicrotask(abort);
    return n;
  });
  sandbox.bind("Each", async (values: number[], block: { async: (n: number) => Promise<unknown> }) => {
    for (const value of values) await block.async(value);
  });
}

const all = Array.from({ length: steps }, (_, at) => at);

test.runIf(suspends).each(["before", "after", "later"] as const)(
  "an invocation that is aborted %s any of its awaits ends there, and leaves its place to the next",
  async (moment) => {
    let controller = new AbortController();
    let left = 0;
    const sandbox = new Sandbox({ maxConcurrency: 1 });
    services(sandbox, moment, () => left-- === 0, () => controller.abort("enough")); // prettier-ignore
    for (const at of all) {
      controller = new AbortController();
      left = at;
      const aborted = rejection(sandbox.evalAsync(script, { signal: controller.signal }));
      const queued = sandbox.evalAsync("1 + 1");
      const error = await aborted;
      expect(error).toBeInstanceOf(AbortError);
      expect([error.cause, error.execution?.usage.serviceCalls]).toEqual(["enough", at < awaits ? at + 1 : at + 2]);
      expect((await queued).value).toBe(2);
    }
    left = -1;
    expect((await sandbox.evalAsync(script)).value).toBe(awaits + 3);
    expect(unhandled).toEqual([]);
  },
);

test.runIf(suspends)("a pool loses no slot and nobody who waits, whenever a callback is aborted", async () => {
  let controller = new AbortController();
  let left = 0;
  const pool = new Pool(
    { slots: 1 },
    (sandbox) =>
    services(sandbox, "later", () => left-- === 0, () => controller.abort("enough")), // prettier-ignore
  );
  for (const at of all) {
    controller = new AbortController();
    left = at;
    const limits = { signal: controller.signal };
    const aborted = rejection(pool.with((sandbox, rest) => sandbox.evalAsync(script, rest), limits));
    const waiting = [1, 2].map((n) => pool.with((sandbox) => sandbox.eval(`${n}`).value));
    expect((await aborted).name).toBe("AbortError");
    expect(await Promise.all(waiting)).toEqual([1, 2]);
  }
  expect(unhandled).toEqual([]);
});
