/** What the dispatcher refuses whatever the guest is: called as a guest that was taken over could. */
import { beforeEach, expect, test } from "vitest";

import { Handles } from "../../../src/catalog/handles.ts";
import type { Instance } from "../../../src/engine/instance.ts";
import { Meter } from "../../../src/engine/limits.ts";
import { FuelExhaustedError, TrapError } from "../../../src/errors.ts";
import { guestFor } from "../../../src/guest.ts";
import "../../../src/node.ts";
import { readOptions } from "../../../src/options.ts";
import { Dispatcher } from "../../../src/transport/dispatcher.ts";

let calls: unknown[][] = [];
let again: (() => void) | undefined;
let instance: Instance;
let meter: Meter;
let dispatcher: Dispatcher;

const service = {
  f: (...given: unknown[]): void => {
    calls.push(given);
    again?.();
  },
};

/** Calls `f` of the one service, with arguments that lie where the guest says. */
const call = (at: number, length: number, count: number): number => {
  const name = instance.image.inbox;
  instance.bytes[name] = "f".charCodeAt(0);
  return dispatcher.dispatch(-1, 1, name, 1, at, length, count, 0, 0);
};

beforeEach(() => {
  calls = [];
  again = undefined;
  instance = guestFor("core").instantiate();
  meter = new Meter(readOptions(), performance.now());
  dispatcher = new Dispatcher(instance, meter, new Handles(1), { services: [service], maps: false });
});

test("a call that is in order reaches the service", () => {
  expect(call(0, 0, 0)).toBe(instance.image.inbox);
  expect(calls).toStrictEqual([[]]);
  expect(meter.trap).toBeUndefined();
});

test("arguments that end outside memory reach nothing", () => {
  const at = instance.bytes.length - 2;
  instance.bytes.set([0xd9, 100], at); // a text of 100 bytes, none of which is there
  expect(() => call(at, 102, 1)).toThrow();
  expect(meter.trap?.type).toBe(TrapError);
  expect(calls).toStrictEqual([]);
});

test("once a limit is met no service is called", () => {
  expect(() => meter.exhausted()).toThrow();
  expect(() => call(0, 0, 0)).toThrow();
  expect(calls).toStrictEqual([]);
  expect(meter.trap?.type).toBe(FuelExhaustedError);
});

test("calls within calls end at 64", () => {
  again = () => void call(0, 0, 0);
  expect(() => call(0, 0, 0)).toThrow();
  expect(calls).toHaveLength(64);
  expect(meter.trap?.message).toBe("the guest broke the wire");
});
