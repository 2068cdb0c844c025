import { afterEach, expect, test } from "vitest";

import { KobakoError, Sandbox } from "../../src/node.ts";

/**
 * The ways out of other sandboxes for JavaScript, as their advisories tell of them, tried here. A
 * script that got hold of any door would leave a mark on the global object.
 */
const mark = "__escaped";

afterEach(() => {
  expect(Reflect.get(globalThis, mark)).toBeUndefined();
  expect(Reflect.get({}, "polluted")).toBeUndefined();
});

class Base {
  inherited(): string {
    return "inherited";
  }
}

class Account extends Base {
  static registry: Map<string, string> = new Map([["secret", "value"]]);
  secret = "own field";
  callback = (): string => "own function";
  name(): string {
    return "ada";
  }
  self(): this {
    return this;
  }
  maker(): typeof Account {
    return Account;
  }
  fail(): never {
    throw Object.assign(new Error("failed"), { account: this, process });
  }
}

const thenable = (): object => ({
  // oxlint-disable-next-line unicorn/no-thenable -- what is tested
  then(resolve: (value: unknown) => void): void {
    resolve(globalThis);
  },
});

/** Scripts and what each may end in: nothing at all, so only an error. */
const refused: readonly (readonly [string, string])[] = [
  // walks along prototypes and constructors
  ["constructor of an instance", "A.constructor"],
  ["constructor by send", "A.__send__(:constructor)"],
  ["constructor by public_send", "A.public_send('constructor')"],
  ["constructor of a constructor", "A.constructor.constructor.call('return process')"],
  ["constructor of a method's result", "A.name.constructor"],
  ["constructor of a returned function", "F.call.constructor"],
  ["constructor of a returned object", "A.self.constructor.constructor"],
  ["constructor of a handle of an array", "List.constructor"],
  ["__proto__", "A.__proto__"],
  ["__proto__ by send", 'A.__send__("__proto__")'],
  ["prototype of a class", "A.maker.prototype"],
  ["__lookupGetter__", 'A.__lookupGetter__("x")'],
  ["__defineGetter__", 'A.__defineGetter__("x") { 1 }'],
  ["hasOwnProperty", 'A.hasOwnProperty("secret")'],
  ["isPrototypeOf", "A.isPrototypeOf(A)"],
  ["valueOf", "A.valueOf"],
  ["toString of an instance", "A.toString"],
  ["toLocaleString", "A.toLocaleString"],
  // own fields, statics, setters, symbols
  ["a field that TypeScript calls private", "A.secret"],
  ["a function in a field", "A.callback"],
  ["a static", "A.maker.registry"],
  ["a setter", 'S.__send__("value=", 3)'],
  ["a symbol's name", 'A.__send__("Symbol(nodejs.util.inspect.custom)")'],
  ["Symbol.iterator", 'List.__send__("@@iterator")'],
  ["a name with a NUL", 'A.__send__("constructor\\0")'],
  ["a name in another case", "A.CONSTRUCTOR"],
  ["a name in camel case", "A.con_structor"],
  ["a name with a question mark", "A.constructor?"],
  ["a name that begins with an underscore", "P._hidden"],
  // functions
  ["call of a function's call", "F.apply"],
  ["bind of a function", "F.bind"],
  ["caller of a function", "F.caller"],
  ["arguments of a function", "F.arguments"],
  ["a class called as a function", "A.maker.call"],
  ["a class constructed", "A.maker.new"],
  ["Function by name", 'Kernel.const_get("Function")'],
  // errors
  ["a property of a service's error", "begin; A.fail; rescue => e; e.account; end"],
  ["process by a service's error", "begin; A.fail; rescue => e; e.process; end"],
  ["the stack of a service's error", "begin; A.fail; rescue => e; e.stack; end"],
  ["prepareStackTrace", "Error.prepareStackTrace = proc { |e, s| s }"],
  // thenables and proxies
  ["a thenable that answers the global object", "Then.call"],
  ["an argument that looks like a thenable", "K.call({ 'then' => 1 }).then"],
  ["a Proxy of a function made for the purpose", "Px.constructor"],
  // sandboxes and guests
  ["another sandbox", 'Sb.eval("1")'],
  ["another sandbox's binding", "Sb.bind"],
  ["this sandbox, bound into itself", "Me.eval('1')"],
];

function sandbox(): Sandbox {
  const made = new Sandbox({ timeout: 2_000 });
  return made
    .bind("A", new Account())
    .bind("F", () => () => "inner")
    .bind("List", [1, 2, 3])
    .bind("P", { _hidden: 1, shown: 2 })
    .bind("S", {
      set value(_: number) {
        Reflect.set(globalThis, mark, true);
      },
    })
    .bind("Then", thenable)
    .bind("K", (value: unknown) => value)
    .bind("Px", new Proxy(() => {}, { get: () => Function }))
    .bind("Sb", new Sandbox())
    .bind("Me", made);
}

test.each(refused)("%s is refused", (_, source) => {
  expect(() => sandbox().eval(source)).toThrow(KobakoError);
});

/** Things that are allowed, and must be harmless. */
test.each([
  ["keys that change prototypes, in an object for a service", "K.call({ '__proto__' => { 'polluted' => 1 } }); 1", 1],
  ["such keywords", "K.call(__proto__: { polluted: 1 }, constructor: { prototype: { polluted: 1 } }); 1", 1],
  ["such keys in a result", "{ '__proto__' => { 'polluted' => 1 } }.size", 1],
  ["an object of the guest with toJSON", "K.call({ 'toJSON' => 'x' })['toJSON']", "x"],
  ["an inherited method", "A.inherited", "inherited"],
  ["a result that is the object itself", "A.self.self.self.name", "ada"],
] as const)("%s does no harm", (_, source, expected) => {
  expect(sandbox().eval(source).value).toBe(expected);
});

test("a result with such keys has them as its own, and the prototype of any object", () => {
  const { value } = sandbox().eval("{ '__proto__' => { 'polluted' => 1 }, 'a' => 2 }");
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  expect(Object.keys(value as object)).toEqual(["__proto__", "a"]);
  expect(JSON.parse(JSON.stringify(value))).toEqual(JSON.parse('{"__proto__":{"polluted":1},"a":2}'));
});

test("JSON.stringify of any result calls nothing of the guest", () => {
  const { value } = sandbox().eval("{ toJSON: 1, a: { 'toJSON' => [2] }, s: :sym }");
  expect(JSON.stringify(value)).toBe('{"toJSON":1,"a":{"toJSON":[2]},"s":"sym"}');
});

test("a block kept past its call, another's block and a block of an ended invocation call nothing", () => {
  let kept: (() => unknown) | undefined;
  const made = new Sandbox()
    .bind("Keep", (block: () => unknown) => {
      kept = block;
    })
    .bind("Use", () => kept?.());
  expect(() => made.eval("Keep.call { 1 }; Use.call")).toThrow(KobakoError);
  expect(() => kept?.()).toThrow(KobakoError);
  expect(made.eval("1").value).toBe(1);
  expect(() => kept?.()).toThrow(KobakoError);
});

test("an exception's class and message cannot pass for the host's own error", () => {
  const made = new Sandbox();
  try {
    made.eval("class TimeoutError < StandardError; end; raise TimeoutError, 'the invocation ran past its timeout'");
  } catch (error) {
    expect((error as KobakoError).code).toBe("KOBAKO_SANDBOX");
    return;
  }
  throw new Error("nothing was thrown");
});
