import { createRequire, Module } from "node:module";
import { compileFunction, runInNewContext, runInThisContext } from "node:vm";

import { expect, test } from "vitest";

import { isDoor } from "../../src/doors.ts";

const evaluate = Reflect.get(globalThis, "eval") as () => unknown;
const async = async (): Promise<void> => {};
class Doors {}
function* generator(): Generator {}

test.each<[string, unknown]>([
  ["globalThis", globalThis],
  ["process", process],
  ["Reflect", Reflect],
  ["eval", evaluate],
  ["Function", Function],
  ["AsyncFunction", async.constructor],
  ["GeneratorFunction", generator.constructor],
  ["a subclass of Function", class extends Function {}],
  ["Function, bound", Function.bind(null)],
  ["eval, bound twice", evaluate.bind(null).bind(null)],
  ["Function of another realm", runInNewContext("Function")],
  ["AsyncGeneratorFunction of another realm", runInNewContext("(async function* () {}).constructor")],
  ["eval of another realm", runInNewContext("eval")],
  ["Reflect of another realm", runInNewContext("Reflect")],
  ["require", createRequire(import.meta.url)],
  ["vm.runInThisContext", runInThisContext],
  ["vm.compileFunction", compileFunction],
  ["process.getBuiltinModule", process.getBuiltinModule],
  ["Object.prototype", Object.prototype],
  ["Function.prototype", Function.prototype],
  ["Object.prototype of another realm", runInNewContext("Object.prototype")],
  ["Array.prototype", Array.prototype],
  ["the prototype of iterators", Object.getPrototypeOf(Object.getPrototypeOf([].values()))],
  ["the prototype of generators", generator.prototype.constructor ?? Object.getPrototypeOf(generator.prototype)],
  ["a class's prototype", Doors.prototype],
  ["the prototype of CommonJS modules", Module.prototype],
  ["an object that cannot be looked at", new Proxy({}, { getOwnPropertyDescriptor: () => { throw new Error("no"); } })], // prettier-ignore
])("%s is a way out", (_, value) => {
  expect(isDoor(value as object)).toBe(true);
});

test.each<[string, object]>([
  ["a function", () => 1],
  ["an async function", async],
  ["a generator function", generator],
  ["a class", class {}],
  ["a subclass", class extends Map {}],
  ["a bound function", async.bind(null)],
  ["a function of one's own that is called eval", { eval: () => 1 }.eval],
  ["a literal", { constructor: 1, prototype: {} }],
  ["an instance", new Date()],
  ["JSON", JSON],
  ["Object", Object],
])("%s is none, also when asked again", (_, value) => {
  expect([isDoor(value), isDoor(value)]).toEqual([false, false]);
});
