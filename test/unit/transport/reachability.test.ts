import { createContext, runInContext, runInNewContext } from "node:vm";

import { expect, test } from "vitest";

import * as namespace from "../../../src/exposure.ts";
import { expose, respondToGuest } from "../../../src/exposure.ts";
import { Sandbox } from "../../../src/node.ts";
import { Question, reach } from "../../../src/transport/reachability.ts";

class Animal {
  static count = 0;
  static make(): Animal {
    return new Animal();
  }
  field = "own";
  arrow = (): string => this.field;
  private hiddenField = 1;
  #secret = 2;
  get legs(): number {
    return 4;
  }
  set legs(_: number) {}
  set onlySet(_: number) {}
  get broken(): never {
    throw new Error("broken getter");
  }
  speak(): string {
    return "…";
  }
  isTame(): boolean {
    return true;
  }
  private typeScriptPrivate(): number {
    return this.hiddenField + this.#secret + this.#method();
  }
  #method(): number {
    return 3;
  }
  _internal(): void {}
  [Symbol.toPrimitive](): string {
    return "primitive";
  }
  asyncName(): Promise<string> {
    return Promise.resolve(String(this.typeScriptPrivate()));
  }
}

class Dog extends Animal {
  override speak(): string {
    return "wuff";
  }
}

class List extends Array<number> {
  total(): number {
    return this.reduce((sum, n) => sum + n, 0);
  }
}

class Narrow {
  [respondToGuest](name: string): boolean {
    return name === "balance";
  }
  balance(): number {
    return 7;
  }
  close(): void {}
}

class Fault extends Error {
  explain(): string {
    return "why";
  }
}

const hostile = (trap: Partial<ProxyHandler<object>>): object => new Proxy(new Dog(), trap);
const evaluate = Reflect.get(globalThis, "eval") as () => unknown;
const throws = (): never => {
  throw new Error("trap");
};

/** What each kind of object answers, and some of what it must not. */
const table: readonly (readonly [string, object, readonly string[], readonly string[]])[] = [
  ["a literal", { a: 1, f: () => 1, get g() { return 2; }, set s(_: number) {} }, ["a", "f", "g"], ["s", "b"]], // prettier-ignore
  ["a literal with doors for data", { process, Reflect, globalThis, Function, eval: evaluate }, [], ["process", "Reflect", "globalThis", "Function", "eval"]], // prettier-ignore
  ["a literal with names that are never reached", { _a: 1, constructor: () => 1, prototype: 1, arguments: 1 }, [], ["_a", "constructor", "prototype", "arguments"]], // prettier-ignore
  ["an object without prototype", Object.assign(Object.create(null) as object, { a: 1 }), ["a"], ["b"]],
  ["an object on another", Object.create({ f: () => 1, data: 1 }) as object, ["f"], ["data"]],
  ["an instance", new Animal(), ["speak", "legs", "broken", "tame?", "is_tame", "async_name", "typeScriptPrivate"], ["field", "arrow", "hiddenField", "secret", "#secret", "#method", "onlySet", "only_set", "_internal", "make", "count"]], // prettier-ignore
  ["an instance of a subclass", new Dog(), ["speak", "legs"], ["field"]],
  ["a frozen instance", Object.freeze(new Dog()), ["speak"], ["field"]],
  ["a class", Animal, ["call"], ["make", "count", "new", "speak"]],
  ["a function", () => 1, ["call", "()", "[]", "yield"], ["apply", "bind", "name", "length", "to_s"]],
  ["a function with properties", Object.assign(() => 1, { secret: 1 }), ["call"], ["secret"]],
  ["a bound function", Reflect.get.bind(null, {}), ["call"], ["bind", "apply", "name"]],
  ["an async function", async () => 1, ["call"], ["then", "apply"]],
  ["a generator function", function* () { yield 1; }, ["call"], ["prototype"]], // prettier-ignore
  ["a generator", (function* () { yield 1; })(), ["next", "return", "throw"], ["prototype"]], // prettier-ignore
  ["an array", [1], ["map", "at"], ["length", "0"]],
  ["a subclass of Array", List.of(1, 2), ["total", "map"], ["length"]],
  ["a Map", new Map([[1, 2]]), ["get", "has", "size"], ["species"]],
  ["a Set", new Set([1]), ["has", "size"], []],
  ["a WeakMap", new WeakMap(), ["get"], []],
  ["a Date", new Date(0), ["get_time", "toISOString", "getTime"], ["now"]],
  ["a URL", new URL("https://a.b/c"), ["href", "search_params"], ["parse"]],
  ["a RegExp", /a/, ["test", "source"], ["lastIndex", "last_index"]],
  ["a typed array", new Uint8Array(4), ["at", "length"], ["buffer", "byte_offset"]],
  ["a Buffer", Buffer.from("secret"), ["at", "readInt8"], ["buffer", "parent", "offset"]],
  ["a DataView", new DataView(new ArrayBuffer(1)), ["getInt8"], ["buffer"]],
  ["a promise", Promise.resolve(1), [], ["then", "catch", "finally"]],
  ["an error", new Error("x"), [], ["message", "stack", "name", "to_s", "toString", "cause"]],
  ["an error with methods", new Fault("x"), ["explain"], ["message", "stack", "toString"]],
  ["a boxed string", Object("text") as object, ["slice"], ["0"]],
  ["an object with own symbols", { [Symbol.iterator]: () => 1, [Symbol.toPrimitive]: () => 1 }, [], ["Symbol.iterator", "iterator"]], // prettier-ignore
  ["a module", namespace, ["expose", "Exposed"], ["default"]],
  ["JSON", JSON, ["parse", "stringify"], ["constructor"]],
  ["the function Object", Object, ["call"], ["getPrototypeOf", "keys", "create"]],
  ["a literal of another realm", runInNewContext("({ a: 1, f() {} })") as object, ["a", "f"], ["toString"]],
  ["an instance of another realm", runInNewContext("new (class { f() {} })") as object, ["f"], ["constructor"]],
  ["an error of another realm", runInNewContext("new Error('x')") as object, [], ["stack", "constructor"]],
  ["code made by another realm", { f: runInNewContext("Function") as unknown, e: runInNewContext("eval") as unknown }, [], ["f", "e"]], // prettier-ignore
  ["what makes code, bound", { f: Function.bind(null) as unknown, e: evaluate.bind(null) }, [], ["f", "e"]],
  ["an exposed literal", expose({ a: 1, b: 2 }, ["a"]), ["a"], ["b"]],
  ["an exposed instance", expose(new Dog(), ["speak", "field"]), ["speak"], ["legs", "field"]],
  ["an exposed function", expose(() => 1, ["call"]), ["call", "yield"], []],
  ["a function exposed as nothing", expose(() => 1, []), [], ["call", "[]"]],
  ["an object exposed twice", expose(expose({ a: 1, b: 2 }, ["a"]), ["a", "b"]), ["a"], ["b"]],
  ["an instance that narrows", new Narrow(), ["balance"], ["close"]],
  ["one that says yes to what is out of reach", Object.assign(new Dog(), { [respondToGuest]: () => true }), ["speak"], ["field", "_internal", "constructor"]], // prettier-ignore
  ["one whose answer is only truthy", Object.assign(new Dog(), { [respondToGuest]: () => 1 }), [], ["speak"]],
  ["one whose answer is a promise", Object.assign(new Dog(), { [respondToGuest]: async () => true }), [], ["speak"]],
  ["one whose answer throws", Object.assign(new Dog(), { [respondToGuest]: throws }), [], ["speak"]],
  ["one whose narrowing is no function", Object.assign(new Dog(), { [respondToGuest]: true }), [], ["speak"]],
  ["a Proxy that is transparent", hostile({}), ["speak"], ["field"]],
  ["a Proxy that throws for its prototype", hostile({ getPrototypeOf: throws }), [], ["speak"]],
  ["a Proxy whose prototype is a function", hostile({ getPrototypeOf: () => Function }), [], ["speak", "bind"]],
  ["a Proxy that answers anything", hostile({ get: () => () => "anything" }), [], ["speak", "foo"]],
  ["a revoked Proxy", (() => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy; })(), [], ["a"]], // prettier-ignore
];

/** Of no object at all, whatever its kind. */
const never = [
  "constructor", "prototype", "__proto__", "__defineGetter__", "__lookupGetter__", "hasOwnProperty", "isPrototypeOf",
  "has_own_property", "valueOf_", "_", "", "?", "Symbol(kobako.respondToGuest)", "caller", "callee", "arguments",
]; // prettier-ignore

test.each(table)("%s", (_, object, reachable, unreachable) => {
  expect(reachable.filter((name) => !reach(object, name))).toEqual([]);
  expect([...unreachable, ...never].filter((name) => reach(object, name))).toEqual([]);
});

test("a spelling is looked for exactly, then in camel case, then as a question", () => {
  const both = { full_name: () => "exact", fullName: () => "camel", isOpen: () => true, "open?": () => "exact" };
  const answer = (name: string): unknown => {
    const member = reach(both, name);
    return member?.kind === "method" ? (Reflect.apply(member.call, member.self, []) as unknown) : undefined;
  };
  expect(answer("full_name")).toBe("exact");
  expect(answer("fullName")).toBe("camel");
  expect(answer("open?")).toBe("exact");
  expect(answer("is_open")).toBe(true);
  expect(answer("isopen?")).toBe(undefined);
});

test("what was asked before is asked anew: an object may change while a guest calls it", () => {
  class Base {
    f(): string {
      return "base";
    }
  }
  class Changing extends Base {}
  const proto = Changing.prototype as unknown as Record<string, unknown>;
  const instance: Changing & { [respondToGuest]?: unknown } = new Changing();
  const literal: Record<string, unknown> = { f: () => "literal" };
  const service: ((...args: unknown[]) => unknown) & { [respondToGuest]?: unknown } = () => "function";
  const questions = [new Question(instance, "f"), new Question(literal, "f"), new Question(service, "call")];
  const answers = (): unknown[] =>
    questions.map((question) => {
      const member = question.answer();
      return member?.kind === "method" ? (Reflect.apply(member.call, member.self, []) as unknown) : member?.kind;
    });
  expect(answers()).toEqual(["base", "literal", "function"]);
  proto["f"] = () => "own";
  literal["f"] = 1;
  service[respondToGuest] = (name: string) => name === "call";
  expect(answers()).toEqual(["own", "value", "function"]);
  Object.defineProperty(proto, "f", { get: () => 1 });
  literal["f"] = Function;
  service[respondToGuest] = () => false;
  expect(answers()).toEqual(["value", undefined, undefined]);
  delete proto["f"];
  delete literal["f"];
  Object.setPrototypeOf(service, { [respondToGuest]: () => true });
  delete service[respondToGuest];
  expect(answers()).toEqual(["base", undefined, "function"]);
  instance[respondToGuest] = () => false;
  Object.setPrototypeOf(literal, new Base());
  expect(answers()).toEqual([undefined, "base", "function"]);
  delete instance[respondToGuest];
  Object.setPrototypeOf(instance, null);
  expect(answers()).toEqual([undefined, "base", "function"]);
});

test("asking runs no getter and calls nothing", () => {
  const ran: string[] = [];
  const object = {
    get g() {
      ran.push("g");
      return 1;
    },
    f: () => ran.push("f"),
  };
  expect([reach(object, "g"), reach(object, "f")].every(Boolean)).toBe(true);
  expect(ran).toEqual([]);
});

test("a Proxy is asked for its prototype, one descriptor and its narrowing, and no more", () => {
  const ran = new Set<string | symbol>();
  const handler = new Proxy<ProxyHandler<object>>(
    {},
    { get: (target, trap, receiver) => (ran.add(trap), Reflect.get(target, trap, receiver) as unknown) },
  );
  reach(new Proxy({ a: 1 }, handler), "a");
  expect([...ran].sort()).toEqual(["get", "getOwnPropertyDescriptor", "getPrototypeOf"]);
});

test("a chain without end is followed for a while", () => {
  let asked = 0;
  const endless: object = new Proxy(
    {},
    { getPrototypeOf: () => (asked++, Object.create(endless) as object), getOwnPropertyDescriptor: () => undefined },
  );
  expect(reach(endless, "a")).toBeUndefined();
  expect(asked).toBeLessThan(1000);
});

test("the global object of another realm gives nothing that makes code", () => {
  const realm = runInContext("globalThis", createContext({ own: 1 })) as object;
  for (const name of ["Function", "eval", "globalThis", "constructor", "Reflect"]) {
    const member = reach(realm, name);
    if (member?.kind === "value") expect(reach(member.read() as object, "construct")).toBeUndefined();
    else expect(member).toBeUndefined();
  }
});

test("a class that extends one of the library's opens nothing of that, whatever it answers", () => {
  class Open extends Sandbox {
    [respondToGuest](): boolean {
      return true;
    }
    own(): number {
      return 1;
    }
  }
  const open = new Open();
  expect(reach(open, "own")).toBeDefined();
  for (const name of ["eval", "eval_async", "run", "bind", "preload"]) expect(reach(open, name)).toBeUndefined();
});

test("of the names that guests choose no more are kept than some thousand", () => {
  const { set } = Map.prototype;
  let most = 0;
  Map.prototype.set = function (this: Map<unknown, unknown>, key: unknown, value: unknown) {
    set.call(this, key, value);
    most = Math.max(most, this.size);
    return this;
  };
  try {
    for (let i = 0; i < 5_000; i++) reach(new Animal(), `name_${i}`);
  } finally {
    Map.prototype.set = set;
  }
  expect(most).toBeGreaterThan(0);
  expect(most).toBeLessThan(3_000);
});
