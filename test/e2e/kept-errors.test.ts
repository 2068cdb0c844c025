import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import type { Instance } from "../../src/engine/instance.ts";
import { Guest, Sandbox, type KobakoError } from "../../src/node.ts";
import { failure } from "../support/failure.ts";
import { rejection, suspends, turn } from "../support/waiting.ts";

const collect = (globalThis as { gc?: () => void }).gc;
const bytes = readFileSync("dist/kobako.wasm");

/** A guest that tells how many of its instances are still there. */
function counted(): { guest: Guest; left: () => Promise<number> } {
  const guest = Guest.load(bytes);
  const made: WeakRef<Instance>[] = [];
  const make = guest.instantiate.bind(guest);
  guest.instantiate = (image, waits) => {
    const instance = make(image, waits);
    made.push(new WeakRef(instance));
    return instance;
  };
  const left = async (): Promise<number> => {
    for (let i = 0; i < 4; i++) {
      await turn();
      collect?.();
    }
    return made.filter((reference) => reference.deref()).length;
  };
  return { guest, left };
}

const count = 40;
/** Of the sandbox, and of the guest for its snippets. */
const few = 6;

test.each([
  ["out of fuel", "loop {}"],
  ["out of memory", "a = []; loop { a << 'x' * 1000 }"],
  ["with an exception", "raise 'x'"],
  ["with what does not compile", "x = ("],
  ["without a service", "Id.nothing"],
] as const)(
  "errors of invocations that ended %s hold no instance, though nobody reads their stacks",
  async (_, source) => {
    const { guest, left } = counted();
    const kept: KobakoError[] = [];
    for (let i = 0; i < count; i++) {
      const sandbox = new Sandbox({ guest, fuel: 100_000, isolation: "instance" }).bind(
        "Id",
        (value: unknown) => value,
      );
      kept.push(failure(() => sandbox.eval(source)));
    }
    expect(await left()).toBeLessThanOrEqual(few);
    expect(kept.length).toBe(count);
    expect(kept.every(({ stack }) => stack?.includes("\n    at "))).toBe(true);
  },
);

test.runIf(suspends)("nor do those of invocations that were ended while they waited", async () => {
  const { guest, left } = counted();
  const sandbox = new Sandbox({ guest }).bind("Never", () => new Promise(() => {}));
  const kept: KobakoError[] = [];
  for (let i = 0; i < count; i++) {
    const controller = new AbortController();
    const ended = rejection(
      sandbox.evalAsync("Never.call", i % 2 === 0 ? { signal: controller.signal } : { timeout: 2 }),
    );
    await turn();
    controller.abort();
    kept.push(await ended);
  }
  expect(await left()).toBeLessThanOrEqual(few);
  expect(new Set(kept.map(({ name }) => name))).toEqual(new Set(["AbortError", "TimeoutError"]));
});

test("an instance that is there is counted", async () => {
  const { guest, left } = counted();
  const held = Array.from({ length: 9 }, () => guest.instantiate());
  expect(await left()).toBeGreaterThanOrEqual(held.length);
});
