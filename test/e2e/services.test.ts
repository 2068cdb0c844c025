import { describe, expect, test } from "vitest";

import { expose, NoServiceError, respondToGuest, Sandbox, SandboxError, TimeoutError } from "../../src/node.ts";
import { failure } from "../support/failure.ts";

const bound = (object: object): Sandbox => new Sandbox().bind("S", object);
const answer = (object: object, source: string): unknown => bound(object).eval(source).value;
/** What a service was called with; functions as "block". */
const received = (source: string): unknown => {
  let got: unknown;
  const service = (...values: unknown[]): void => {
    got = values.map((value) => (typeof value === "function" ? "block" : value));
  };
  bound(service).eval(source);
  return got;
};

describe("a call", () => {
  test.each<[string, unknown[]]>([
    ["S.()", []],
    ["S.call(1, 'a')", [1, "a"]],
    ["S[1]", [1]],
    ["S.call(1, a: 2, 'b' => 3)", [1, { a: 2, b: 3 }]],
    ["S.call(a: 1)", [{ a: 1 }]],
    ["S.call({a: 1})", [{ a: 1 }]],
    ["S.call({a: 1}, b: 2)", [{ a: 1 }, { b: 2 }]],
    ["S.call(**{})", []],
    ["S.call(*[1, 2], **{a: 3})", [1, 2, { a: 3 }]],
    ["S.call(1, a: 2) { 3 }", [1, { a: 2 }, "block"]],
    ["S.call(1, &:to_s)", [1, "block"]],
    ["S.call(1, &nil)", [1]],
    ["S.call(*Array.new(20) { _1 })", Array.from({ length: 20 }, (_, i) => i)],
    ["S.call(*Array.new(20, 1), a: 2) {}", [...Array<number>(20).fill(1), { a: 2 }, "block"]],
    ["S.__send__(:call, 1, a: 2)", [1, { a: 2 }]],
  ])("%s is received as written", (source, expected) => {
    expect(received(source)).toStrictEqual(expected);
  });

  test('keywords are a plain object also with hashes: "map"', () => {
    let got: unknown[] = [];
    new Sandbox({ hashes: "map" }).bind("S", (...all: unknown[]) => (got = all)).eval("S.call({a: 1}, b: {c: 1}); 1");
    expect(got[0]).toBeInstanceOf(Map);
    expect(Object.keys(got[1] as object)).toEqual(["b"]);
  });

  test("it happens exactly once and is counted", () => {
    let calls = 0;
    const { usage } = bound({ hit: () => ++calls }).eval("3.times { S.hit }; S.respond_to?(:hit)");
    expect([calls, usage.serviceCalls]).toEqual([3, 3]);
  });

  test("`this` is the object", () => {
    class Counter {
      #n = 0;
      up(): number {
        return ++this.#n;
      }
    }
    expect(answer(new Counter(), "S.up; S.up")).toBe(2);
  });

  test("data is read without arguments, and is not there for a call with any", () => {
    const theme = { color: "red", nested: { a: [1] } };
    expect(answer(theme, "[S.color, S.nested]")).toEqual(["red", { a: [1] }]);
    for (const source of ["S.color(1)", "S.color(a: 1)", "S.color {}"]) {
      expect(failure(() => answer(theme, source))).toBeInstanceOf(NoServiceError);
    }
  });

  test("names in snake case and questions find their camel case", () => {
    const user = { fullName: () => "Ada L", isAdmin: () => true, deleteAll: () => "gone" };
    expect(answer(user, "[S.full_name, S.admin?, S.delete_all, S.respond_to?(:full_name)]")).toEqual([
      "Ada L",
      true,
      "gone",
      true,
    ]);
  });

  test("what Ruby objects answer by themselves goes to the host as well", () => {
    const names = [
      "name",
      "class",
      "hash",
      "display",
      "freeze",
      "send",
      "method",
      "dup",
      "tap",
      "then",
      "instance_eval",
    ];
    for (const name of names) {
      expect(answer({ [name]: () => `host's ${name}` }, `S.${name}`)).toBe(`host's ${name}`);
      expect(failure(() => answer({}, `S.${name}`))).toBeInstanceOf(NoServiceError);
    }
  });

  test("what a service answers by itself", () => {
    expect(answer({}, "[S == S, S != S, !S, S.equal?(S), S.nil?, S.inspect, S.to_s, S.__id__ == S.__id__]")).toEqual([
      true,
      false,
      false,
      true,
      false,
      "S",
      "S",
      true,
    ]);
    expect(answer({ to_s: () => "mine" }, "S.to_s")).toBe("mine");
  });

  test("an unknown path, a narrowed name and an absent one look the same", () => {
    const sandbox = new Sandbox()
      .declare("Declared")
      .bind("Narrow", expose({ a: 1, nope: 2 }, ["a"]))
      .bind("Opaque", { [respondToGuest]: () => false, nope: 2 })
      .bind("Plain", {});
    const look = (path: string): unknown =>
      sandbox.eval(`begin; ${path}.nope; rescue => e; [e.class.to_s, e.message, ${path}.respond_to?(:nope)]; end`)
        .value;
    const expected = ["Kobako::NoServiceError", "no service answers nope", false];
    for (const path of ["Declared", "Narrow", "Opaque", "Plain"]) expect(look(path)).toEqual(expected);
  });

  test("a value without a form is refused in the guest and never becomes text", () => {
    let called = false;
    const error = failure(() => answer(() => (called = true), "S.call([Object.new])")) as SandboxError;
    expect([error.klass, called]).toEqual(["TypeError", false]);
    expect(error.message).toContain("Object has no form outside");
  });

  test("a class as a service is no constructor", () => {
    expect(failure(() => answer(class A {}, "S.call")).message).toContain("new");
    expect(failure(() => answer(class A {}, "S.new"))).toBeInstanceOf(NoServiceError);
  });
});

describe("idioms of the guest", () => {
  const file = { read: (path: string) => `<${path}>`, size: () => 4 };

  test("a module that is bound and extends Kobako::Proxy forwards what it does not define", () => {
    const sandbox = new Sandbox().bind("File", file);
    const idiom = "module File; extend Kobako::Proxy; def self.open(path) = yield(read(path)); end;";
    expect(sandbox.eval(`${idiom} [File.open("a") { _1 * 2 }, File.size, File.respond_to?(:open)]`).value).toEqual([
      "<a><a>",
      4,
      true,
    ]);
    expect(failure(() => sandbox.eval(`${idiom} File.nope`))).toBeInstanceOf(NoServiceError);
  });

  test("super goes to the host's method of that name", () => {
    const source = 'module File; def self.read(path) = super(path.to_s) + "!"; end; File.read(:a)';
    expect(new Sandbox().bind("File", file).eval(source).value).toBe("<a>!");
  });

  test("a module that is bound to nothing reaches nothing", () => {
    const error = failure(() => new Sandbox().eval("module Q; extend Kobako::Proxy; end; Q.foo(1)"));
    expect(error).toBeInstanceOf(NoServiceError);
  });
});

test("time in a service counts", () => {
  const wait = (): void => {
    const end = performance.now() + 30;
    while (performance.now() < end);
  };
  const error = failure(() =>
    new Sandbox({ timeout: 20 }).bind("S", wait).eval("begin; S.call; rescue Exception; 1; end"),
  );
  expect(error).toBeInstanceOf(TimeoutError);
});
