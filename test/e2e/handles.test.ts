import { describe, expect, test } from "vitest";

import { HandleExhaustedError, NoServiceError, Sandbox, SandboxError, ServiceError } from "../../src/node.ts";
import { failure } from "../support/failure.ts";

class User {
  private field = "private";
  readonly label: string;
  constructor(label: string) {
    this.label = label;
  }
  name(): string {
    return this.label;
  }
  friend(label: string): User {
    return new User(label);
  }
  isSame(other: unknown): boolean {
    return other === this;
  }
  get fields(): string {
    return this.field;
  }
}

const ada = new User("Ada");
let got: unknown[] = [];
const service = {
  user: () => ada,
  date: () => new Date(0),
  adder: (n: number) => (m: number) => n + m,
  nested: () => ({ list: [ada, { deep: ada }] }),
  take: (...values: unknown[]) => void (got = values),
  each: (block: (user: User) => unknown) => block(ada),
  many: (n: number) => Array.from({ length: n }, () => ada),
  made: () => process,
  code: () => Function,
  evaluate: () => Reflect.get(globalThis, "eval") as unknown,
  prototype_of: () => Object.getPrototypeOf(new Date()) as unknown,
  self: () => sandbox,
};
const sandbox: Sandbox = new Sandbox({ memoryLimit: 16 << 20 }).bind("S", service);
const value = (source: string): unknown => sandbox.eval(source).value;

describe("a handle", () => {
  test("is a receiver, in chains too", () => {
    expect(value('[S.user.name, S.user.friend("Bo").friend("Cy").name, S.date.get_time]')).toEqual(["Ada", "Cy", 0]);
  });

  test("of a function is callable", () => {
    expect(value("add = S.adder(2); [add.call(1), add.(2), add[3]]")).toEqual([3, 4, 5]);
  });

  test.each<[string, unknown[]]>([
    ["S.take(u)", [ada]],
    ["S.take([u, [u]])", [[ada, [ada]]]],
    ["S.take({a: {b: u}})", [{ a: { b: ada } }]],
    ["S.take({u => 1})", [new Map([[ada, 1]])]],
    ["S.take(Set.new([u]))", [new Set([ada])]],
    ["S.take(1, who: u)", [1, { who: ada }]],
  ])("is the object again in %s", (source, expected) => {
    value(`u = S.user; ${source}`);
    expect(got).toStrictEqual(expected);
  });

  test("is the object again in the result, wherever it is", () => {
    expect(value("S.user")).toBe(ada);
    expect(value("S.nested")).toStrictEqual({ list: [ada, { deep: ada }] });
    expect(value("{S.user => 1}")).toStrictEqual(new Map([[ada, 1]]));
  });

  test("is one in a block's arguments, and the object again in its result", () => {
    expect(value("S.each { |u| u.name }")).toBe("Ada");
    expect(value("S.each { |u| u }")).toBe(ada);
    expect(value("S.user.same?(S.each { |u| u })")).toBe(true);
  });

  test("stays a handle in the value of a break", () => {
    expect(value("x = S.each { |u| break u }; x.name")).toBe("Ada");
  });

  test("is restored in the details of an exception", () => {
    const error = failure(() =>
      value("class E < StandardError; def details = {u: S.user}; end; raise E"),
    ) as SandboxError;
    expect(error.details).toStrictEqual({ u: ada });
  });

  test("is new each time, equal to itself alone, frozen and plain to see", () => {
    expect(
      value(
        "u = S.user; [u == u, u == S.user, u.equal?(u), u != u, !u, u.nil?, u.inspect, u.to_s, u.respond_to?(:name)]",
      ),
    ).toEqual([true, false, true, false, false, false, "#<Kobako::Handle>", "#<Kobako::Handle>", true]);
    expect(failure(() => value("u = S.user; def u.name = 1")).message).toContain("frozen");
  });

  test("is a key of a Hash by itself, without asking the host, in large ones too", () => {
    expect(
      value("h = {}; 40.times { |i| h[S.user] = i }; k = h.keys[7]; h[S] = 1; [h[k], h[S], h[S.user], h.size]"),
    ).toEqual([7, 1, null, 41]);
    const keys = new Sandbox().bind("S", () => new Map(Array.from({ length: 30 }, () => [new User("x"), 1])));
    expect(keys.eval("S.call.size").value).toBe(30);
  });

  test("answers nothing but by the rule", () => {
    for (const name of [
      "field",
      "label",
      "constructor",
      "dup",
      "clone",
      "hash",
      "class",
      "freeze",
      "instance_variables",
    ]) {
      expect(failure(() => value(`S.user.${name}`))).toBeInstanceOf(NoServiceError);
    }
    expect(value("S.user.fields")).toBe("private"); // a getter of the class is the class's word
  });

  test("of another sandbox is opaque", () => {
    expect(failure(() => value("S.self.eval('1')"))).toBeInstanceOf(NoServiceError);
    expect(value("S.self")).toBe(sandbox);
  });

  test.each(["S.made", "S.code", "S.evaluate"])("is never made for what %s answers", (source) => {
    const error = failure(() => value(source));
    expect(error).toBeInstanceOf(ServiceError);
    expect(error.message).toBe("this value has no form in the sandbox");
  });

  test("is not made of a prototype either: that of a plain one is copied as data", () => {
    expect(value("S.prototype_of")).toStrictEqual({});
    const array = new Sandbox().bind("S", () => Object.getPrototypeOf(new User("")) as unknown);
    expect(array.eval("S.call").value).toStrictEqual({});
    const sub = new Sandbox().bind("S", () => Object.getPrototypeOf(new (class extends User {})("")) as unknown);
    expect(failure(() => sub.eval("S.call"))).toBeInstanceOf(ServiceError);
  });
});

describe("handleLimit", () => {
  const few = new Sandbox({ handleLimit: 3 }).bind("S", service);

  test("ends in HandleExhaustedError, which the guest may rescue", () => {
    const error = failure(() => few.eval("4.times { S.user }")) as SandboxError;
    expect(error).toBeInstanceOf(HandleExhaustedError);
    expect([error.code, error.klass]).toEqual(["KOBAKO_HANDLE_EXHAUSTED", "Kobako::HandleExhaustedError"]);
    const rescued = few.eval("begin; S.many(9); rescue Kobako::HandleExhaustedError => e; e.message; end");
    expect(rescued.value).toBe("more than 3 handles");
  });

  test("counts for one invocation", () => {
    for (let i = 0; i < 5; i++) expect(few.eval("3.times { S.user }").value).toBe(3);
  });

  test("met by another sandbox in a service is that one's error", () => {
    const outer = new Sandbox().bind("Run", () => few.eval("4.times { S.user }").value);
    const error = failure(() => outer.eval("Run.call"));
    expect(error.constructor).toBe(ServiceError);
    expect(error.cause).toBeInstanceOf(HandleExhaustedError);
  });
});
