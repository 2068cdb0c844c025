import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import * as kobako from "../../src/node.ts";
import { KobakoError, Sandbox } from "../../src/node.ts";
import { fakeGuest } from "../support/fake-guest.ts";

const page = readFileSync(new URL("../../docs/errors.md", import.meta.url), "utf8");
const rows = [...page.matchAll(/^\| `(\w+Error)` \| `(\w+)` \| `(\w+)` \| /gm)].map(
  ([, name = "", parent = "", code = ""]) => ({ name, parent, code }),
);

const services = {
  fail: () => {
    throw new Error("x");
  },
  refuse: () => {
    throw new kobako.ServiceArgumentError("x");
  },
  date: () => new Date(0),
  block: (block: () => unknown) => {
    try {
      block();
    } catch (error) {
      seen = error;
    }
  },
};
let seen: unknown;
const run =
  (source: string, options: kobako.SandboxOptions = {}) =>
  (): unknown =>
    new Sandbox(options).bind("S", services).eval(source);

/** What brings each about. */
const causes: Readonly<Record<string, () => unknown>> = {
  TrapError: () => new Sandbox({ guest: kobako.Guest.load(fakeGuest({ eval: "(unreachable)" })) }).eval("1"),
  TimeoutError: run("loop {}", { timeout: 10 }),
  MemoryLimitError: run('"x" * 9_000_000'),
  FuelExhaustedError: run("loop {}", { fuel: 1000 }),
  AbortError: () => new Sandbox().evalAsync("1", { signal: AbortSignal.abort() }),
  SandboxError: run("raise 'x'"),
  BytecodeError: () => new Sandbox().preload({ binary: new Uint8Array([1, 2, 3, 4]) }).eval("1"),
  UndefinedEntrypointError: () => new Sandbox().run("Nope"),
  HandleExhaustedError: run("9.times { S.date }", { handleLimit: 3 }),
  ServiceError: run("S.fail"),
  NoServiceError: run("S.nope"),
  ServiceArgumentError: run("S.refuse"),
  BlockError: () => {
    run("S.block { raise 'x' }")();
    throw seen;
  },
  SetupError: () => kobako.Guest.load(new Uint8Array(8)),
  PoolTimeoutError: () => {
    const pool = new kobako.Pool({ slots: 1, checkoutTimeout: 1 }, () => {});
    return pool.with(() => pool.with(() => 1));
  },
};

test("the page has every class that the package exports, and no other", () => {
  const exported = Object.entries(kobako)
    .filter(([, value]) => typeof value === "function" && value.prototype instanceof KobakoError)
    .map(([name]) => name);
  expect(rows.map(({ name }) => name).toSorted()).toEqual(exported.toSorted());
});

test.each(rows)("$name extends $parent, says $code, and comes about", async ({ name, parent, code }) => {
  let thrown: unknown;
  try {
    await causes[name]?.();
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(KobakoError);
  const error = thrown as KobakoError;
  const type = error.constructor as unknown as { readonly prototype: object };
  const above = Object.getPrototypeOf(type.prototype) as { readonly constructor: { readonly name: string } };
  expect([error.name, error.code, above.constructor.name]).toEqual([name, code, parent]);
});
