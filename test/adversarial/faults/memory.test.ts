import { afterEach, expect, test } from "vitest";

import { Guest, Pool, Sandbox, SetupError } from "../../../src/node.ts";
import { readFileSync } from "node:fs";

const bytes = readFileSync("dist/kobako.wasm");
const { Instance } = WebAssembly;

afterEach(() => {
  WebAssembly.Instance = Instance;
});

/** From now on, so many instances are made, and for those after them the process has no memory. */
function instancesLeft(left: number): void {
  WebAssembly.Instance = class extends Instance {
    constructor(...given: ConstructorParameters<typeof Instance>) {
      if (left-- <= 0) throw new RangeError("WebAssembly.Instance(): Out of memory: Cannot allocate Wasm memory");
      super(...given);
    }
  };
}

const attempt = async (run: () => unknown): Promise<unknown> => {
  try {
    return await run();
  } catch (error) {
    return error;
  }
};

test.each([0, 1, 2])("no memory for an instance after %i: an error, and the next invocation works", async (left) => {
  const guest = Guest.load(bytes);
  const sandbox = new Sandbox({ guest, maxConcurrency: 1, isolation: "instance" });
  sandbox.bind("Id", (value: unknown) => value);
  instancesLeft(left);
  const results: unknown[] = [];
  for (let i = 0; i < 4; i++) results.push(await attempt(() => sandbox.eval("Id.call(1)").value));
  const asynchronous = [1, 2, 3].map((n) => attempt(async () => (await sandbox.evalAsync(`Id.call(${n})`)).value));
  results.push(...(await Promise.all(asynchronous)));
  expect(results.filter((result) => result instanceof Error).length).toBeGreaterThan(3);
  for (const error of results) if (error instanceof Error) expect(error).toBeInstanceOf(SetupError); // prettier-ignore
  WebAssembly.Instance = Instance;
  expect(sandbox.eval("Id.call(5)").value).toBe(5);
  const after = await Promise.all([1, 2, 3].map((n) => sandbox.evalAsync(`Id.call(${n})`)));
  expect(after.map(({ value }) => value)).toEqual([1, 2, 3]);
});

test("a pool whose instances cannot be made gives its slots back", async () => {
  const pool = new Pool({ slots: 2, guest: Guest.load(bytes), isolation: "instance" });
  instancesLeft(0);
  const failed = await Promise.all([1, 2, 3, 4, 5].map((n) => attempt(() => pool.with((s) => s.eval(`${n}`).value))));
  expect(failed.every((result) => result instanceof SetupError && result.cause instanceof RangeError)).toBe(true);
  WebAssembly.Instance = Instance;
  expect(await Promise.all([1, 2, 3, 4, 5].map((n) => pool.with((s) => s.eval(`${n}`).value)))).toEqual([
    1, 2, 3, 4, 5,
  ]);
});
