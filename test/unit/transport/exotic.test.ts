/** What a guest reaches of the rarer objects that a host may hand out, with that of no more than it should. */
import { runInNewContext } from "node:vm";
import { MessageChannel } from "node:worker_threads";

import { expect, test } from "vitest";

import { reach } from "../../../src/transport/reachability.ts";

/** Whose constructor and prototype are read by getters, which give what makes code. */
class Disguised {
  f(): number {
    return 1;
  }
}
for (const name of ["constructor", "__proto__", "prototype"]) {
  Object.defineProperty(Disguised.prototype, name, { get: () => Function });
}

class Tagged {
  get [Symbol.toStringTag](): string {
    return "Reflect";
  }
  f(): void {}
}

const argumentsObject = (function (this: unknown): object {
  return arguments; // oxlint-disable-line prefer-rest-params -- it is what is asked for
})();

function revoked(target: object): object {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

async function* numbers(): AsyncGenerator<number> {
  yield 1;
}

const emptyModule = new WebAssembly.Module(new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]));
const channel = new MessageChannel();
for (const port of [channel.port1, channel.port2]) port.close();
const foreign = (source: string): object => runInNewContext(source) as object;
const hostileKeys = '{ "__proto__": { "b": 1 }, "constructor": 1, "a": 2 }';

const table: readonly (readonly [string, object, readonly string[], readonly string[]])[] = [
  ["a promise of another realm", foreign("Promise.resolve(1)"), [], ["then", "catch", "finally"]],
  ["a RangeError of another realm", foreign("new RangeError('x')"), [], ["toString", "to_string", "message", "name", "stack", "cause"]], // prettier-ignore
  ["an error of another realm with methods", foreign("new (class E extends Error { explain() {} })('x')"), ["explain"], ["toString", "stack"]], // prettier-ignore
  ["a class of another realm that is named Error", foreign("new (class Error { f() {} })"), ["f"], ["stack"]],
  ["a Map of another realm", foreign("new Map"), ["get", "size"], ["species"]],
  ["a function of another realm", foreign("(function () {})"), ["call"], ["apply", "bind", "toString"]],
  ["a Proxy of another realm", foreign("new Proxy({ a: 1 }, {})"), ["a"], ["b"]],
  ["a WeakRef", new WeakRef({}), ["deref"], []],
  ["a FinalizationRegistry", new FinalizationRegistry(() => {}), ["register"], ["cleanupSome"]],
  ["a SharedArrayBuffer", new SharedArrayBuffer(8), ["byteLength", "slice"], ["species"]],
  ["a WeakSet", new WeakSet(), ["has"], []],
  ["Atomics", Atomics, ["load"], []],
  ["a number format", new Intl.NumberFormat(), ["format"], ["supportedLocalesOf"]],
  ["a boxed symbol", Object(Symbol.iterator) as object, ["description"], ["iterator", "for"]],
  ["a boxed bigint", Object(1n) as object, ["toLocaleString"], ["asIntN"]],
  ["an async generator", numbers(), ["next", "return", "throw"], ["prototype"]],
  ["an iterator of an array", [1].values(), ["next"], ["prototype"]],
  ["an arguments object", argumentsObject, ["length"], ["callee"]],
  ["an object with hostile keys", JSON.parse(hostileKeys) as object, ["a"], ["b"]],
  ["an object with symbols for keys", { [Symbol.for("a")]: 1 }, [], ["a", "Symbol(a)", "Symbol.for(a)"]],
  ["an instance that disguises its class", new Disguised(), ["f"], ["name"]],
  ["an instance with a tag", new Tagged(), ["f"], ["construct", "Symbol.toStringTag"]],
  ["WebAssembly.Memory", new WebAssembly.Memory({ initial: 1 }), ["grow"], []],
  ["WebAssembly.Instance", new WebAssembly.Instance(emptyModule), ["exports"], []],
  ["WebAssembly.Module", emptyModule, [], ["exports", "imports", "customSections"]],
  ["an error that was cloned", structuredClone(new RangeError("x")), [], ["message", "stack", "toString"]],
  ["an AggregateError", new AggregateError([1], "x"), [], ["errors", "message", "stack"]],
  ["an error with a code", Object.assign(new Error("x"), { code: "E" }), [], ["code", "stack"]],
  ["an AbortSignal", new AbortController().signal, ["aborted"], ["abort", "timeout"]],
  ["an EventTarget", new EventTarget(), ["dispatchEvent"], []],
  ["a MessagePort", channel.port1, ["postMessage"], ["_events"]],
  ["a revoked Proxy of a function", revoked(() => 1), [], ["call"]],
];

const never = [
  "constructor",
  "prototype",
  "__proto__",
  "caller",
  "callee",
  "arguments",
  "__defineGetter__",
  "valueOf_",
];

test.each(table)("%s", (_, object, reachable, unreachable) => {
  expect(reachable.filter((name) => !reach(object, name))).toEqual([]);
  expect([...unreachable, ...never].filter((name) => reach(object, name))).toEqual([]);
});
