import { expect, test } from "vitest";

import { Sandbox, ServiceError, type GuestBlock } from "../../../src/node.ts";
import { failure } from "../../support/failure.ts";
import { rejection, suspends, unhandled } from "../../support/waiting.ts";

class Fault extends Error {}
const fail = (): never => {
  throw new Fault("the service failed here");
};
type Block = (...values: unknown[]) => unknown;

/** Services that fail, each at one point of their call. */
const faults: readonly (readonly [string, (block: Block) => unknown])[] = [
  ["before a call of its block", () => fail()],
  ["between two calls of its block", (block) => [block(1), fail(), block(2)]],
  ["after calls of its block", (block) => [block(1), block(2), fail()]],
  ["after its block raised", (block) => { try { block("raise"); } catch { fail(); } }], // prettier-ignore
  ["in a finally while its block raises", (block) => { try { return block("raise"); } finally { fail(); } }], // prettier-ignore
  ["in a getter of its result", () => Object.defineProperty({}, "x", { get: fail, enumerable: true })],
  ["in a trap of its result", () => new Proxy({}, { getPrototypeOf: fail })],
  ["in a trap for the keys of its result", () => new Proxy({}, { ownKeys: fail })],
  ["in a getter deep within its result", () => [1, { a: new Map([[1, { get x() { return fail(); } }]]) }]], // prettier-ignore
  ["in a getter of what it gives its block", (block) => block({ get x() { return fail(); } })], // prettier-ignore
  ["in a proxy within what it gives its block", (block) => block([new Proxy([], { get: fail })])],
];

const source = 'F.call { |x| raise "no" if x == "raise"; x }';

function sandboxOf(service: (block: Block) => unknown): Sandbox {
  return new Sandbox({ maxConcurrency: 1 }).bind("F", service).bind("Id", (value: unknown) => value);
}

test.each(faults)("a service that throws %s is a ServiceError, which a script may rescue", (_, service) => {
  const sandbox = sandboxOf(service);
  for (let i = 0; i < 3; i++) {
    const error = failure(() => sandbox.eval(source));
    expect(error).toBeInstanceOf(ServiceError);
    expect(error.cause).toBeInstanceOf(Fault);
    expect(sandbox.eval(`begin; ${source}; rescue Kobako::ServiceError; Id.call(7); end`).value).toBe(7);
  }
});

const waiting: readonly (readonly [string, (block: GuestBlock) => unknown])[] = [
  ...(faults.map(([at, service]) => [at, async (block: Block) => service(block)]) as [string, () => unknown][]),
  // oxlint-disable-next-line no-thenable -- what is tested
  ["in then", () => ({ then: fail })],
  // oxlint-disable-next-line no-thenable -- what is tested
  ["in a getter of then", () => Object.defineProperty({}, "then", { get: fail })],
  // oxlint-disable-next-line no-thenable -- what is tested
  ["in then, after it answered", () => ({ then: (done: () => void, no: (e: unknown) => void) => { no(new Fault("x")); done(); fail(); } })], // prettier-ignore
  ["between two asynchronous calls of its block", async (block) => [await block.async(1), fail()]],
  ["while a call of its block that it began has not ended", async (block) => { void block.async(1); fail(); }], // prettier-ignore
];

test.runIf(suspends).each(waiting)("one that is waited for and throws %s is the same", async (_, service) => {
  const sandbox = sandboxOf(service as (block: Block) => unknown);
  for (let i = 0; i < 3; i++) {
    const failed = rejection(sandbox.evalAsync(source));
    const queued = sandbox.evalAsync("Id.call(5)");
    const error = await failed;
    expect(error).toBeInstanceOf(ServiceError);
    expect(error.cause).toBeInstanceOf(Fault);
    expect((await queued).value).toBe(5);
  }
  expect(unhandled).toEqual([]);
});
