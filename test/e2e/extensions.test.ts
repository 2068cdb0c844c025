import { describe, expect, test } from "vitest";

import { NoServiceError, Sandbox, SandboxError, type Extension } from "../../src/node.ts";
import { failure } from "../support/failure.ts";

const source = "module Store; extend Kobako::Proxy; def self.twice(key) = get(key) * 2; LIMIT = 5; end";
const store = { get: (key: string) => key.length };

describe("a backend", () => {
  test("as an object", () => {
    const sandbox = new Sandbox().install({ name: "Store", source, backend: { object: store } });
    expect(sandbox.eval("[Store.twice('abc'), Store.get('a'), Store::LIMIT]").value).toEqual([6, 1, 5]);
  });

  test("from a provider, once for every invocation", () => {
    let made = 0;
    const provider = (): object => ({ get: () => ++made });
    const sandbox = new Sandbox().install({ name: "Store", source, backend: { provider } });
    expect([sandbox.eval("Store.get(1)").value, sandbox.eval("Store.twice(1)").value]).toEqual([1, 4]);
  });

  test("declared, and filled by an invocation", () => {
    const sandbox = new Sandbox().install({ name: "Store", source, backend: {} });
    expect(sandbox.eval("Store.twice('ab')", { bind: { Store: store } }).value).toBe(4);
    expect(failure(() => sandbox.eval("Store.get('a')"))).toBeInstanceOf(NoServiceError);
  });

  test("at a path of its own", () => {
    const sandbox = new Sandbox().install({
      name: "Keys",
      source: "module Keys; def self.[](key) = Backend::Keys.get(key); end",
      backend: { path: "Backend::Keys", object: store },
    });
    expect(sandbox.eval("Keys['four']").value).toBe(4);
  });

  test("is not needed", () => {
    const sandbox = new Sandbox().install({ name: "Twice", source: "def twice(n) = n * 2" });
    expect(sandbox.eval("twice(4)").value).toBe(8);
    expect(() => sandbox.eval("1", { bind: { Twice: {} } })).toThrow(TypeError);
  });

  test("costs an invocation no call until it is called", () => {
    const sandbox = new Sandbox().install({ name: "Store", source, backend: { object: store } });
    expect(sandbox.eval("1").usage.serviceCalls).toBe(0);
    expect(sandbox.eval("Store.twice('a'); Store.respond_to?(:twice)").usage.serviceCalls).toBe(1);
  });
});

describe("dependsOn", () => {
  const needs = (name: string, ...dependsOn: string[]): Extension => ({
    name,
    source: `${name}_OK = 1`.toUpperCase(),
    dependsOn,
  });

  test("is met in any order, and in circles", () => {
    const sandbox = new Sandbox().install(needs("A", "B", "C"), needs("B", "A"), needs("C", "C"));
    expect(sandbox.eval("[A_OK, B_OK, C_OK]").value).toEqual([1, 1, 1]);
  });

  test("that is missing is a TypeError of every invocation, until it is installed", () => {
    const sandbox = new Sandbox().install(needs("A", "B", "C"), needs("B"));
    expect(() => sandbox.eval("1")).toThrow(/A needs C:/);
    expect(() => sandbox.run("A")).toThrow(TypeError);
    expect(sandbox.install(needs("C")).eval("C_OK").value).toBe(1);
  });

  test("is about extensions, not snippets or services", () => {
    const sandbox = new Sandbox()
      .bind("B", {})
      .preload({ code: "1", name: "C" })
      .install(needs("A", "B", "C"));
    expect(() => sandbox.eval("1")).toThrow(/A needs B, C:/);
  });
});

describe("what is refused", () => {
  test.each<[string, unknown]>([
    ["nothing", undefined],
    ["a string", "Store"],
    [
      "an instance",
      new (class Extra {
        name = "A";
        source = "1";
      })(),
    ],
    ["no name", { source: "1" }],
    ["a path for a name", { name: "A::B", source: "1" }],
    ["a name in small letters", { name: "a", source: "1" }],
    ["the sandbox's own name", { name: "Kobako", source: "1" }],
    ["no source", { name: "A" }],
    ["a source that is no string", { name: "A", source: 1 }],
    ["an unknown member", { name: "A", source: "1", backends: {} }],
    ["a backend that is nothing", { name: "A", source: "1", backend: null }],
    ["an unknown member of a backend", { name: "A", source: "1", backend: { objects: {} } }],
    ["a backend that is both", { name: "A", source: "1", backend: { object: {}, provider: () => ({}) } }],
    ["a provider that is none", { name: "A", source: "1", backend: { provider: {} } }],
    ["a primitive", { name: "A", source: "1", backend: { object: 5 } }],
    ["null for an object", { name: "A", source: "1", backend: { object: null } }],
    ["a way out", { name: "A", source: "1", backend: { object: globalThis } }],
    ["a path that is none", { name: "A", source: "1", backend: { path: "a" } }],
    ["a path that is no string", { name: "A", source: "1", backend: { path: 5 } }],
    ["the sandbox's own path", { name: "A", source: "1", backend: { path: "Kobako::A" } }],
    ["dependsOn that is no array", { name: "A", source: "1", dependsOn: "B" }],
    ["dependsOn of what is no name", { name: "A", source: "1", dependsOn: ["b"] }],
  ])("%s", (_, extension) => {
    const sandbox = new Sandbox();
    expect(() => sandbox.install(extension as Extension)).toThrow(TypeError);
    expect(sandbox.install({ name: "A", source: "A_OK = 1" }).eval("A_OK").value).toBe(1);
  });

  test("a source that does not compile, and then none of it is there", () => {
    const sandbox = new Sandbox();
    const error = failure(() => sandbox.install({ name: "Store", source: "x = )", backend: { object: store } }));
    expect((error as SandboxError).klass).toBe("SyntaxError");
    expect(sandbox.install({ name: "Store", source, backend: { object: store } }).eval("Store.twice('a')").value).toBe(
      2,
    );
  });

  test("what is there already: an extension, a snippet, a service, one above it", () => {
    const extension: Extension = { name: "Store", source, backend: {} };
    const already = [
      new Sandbox().install(extension),
      new Sandbox().preload({ code: "1", name: "Store" }),
      new Sandbox().bind("Store", {}),
      new Sandbox().bind("Store::Inner", {}),
    ];
    for (const sandbox of already) {
      expect(() => sandbox.install(extension)).toThrow(TypeError);
      expect(sandbox.install({ name: "Other", source: "OTHER = 1" }).eval("OTHER").value).toBe(1);
    }
    expect(() => new Sandbox().install(extension, extension)).toThrow(TypeError);
  });

  test("a path that the guest has a constant at, by the first invocation", () => {
    const sandbox = new Sandbox().install({ name: "String", source: "1", backend: {} });
    expect(() => sandbox.eval("1")).toThrow(TypeError);
  });
});

test("two extensions with one provider share its object", () => {
  const shared = (): object => {
    let n = 0;
    return { next: () => ++n };
  };
  const backend = { provider: shared };
  const sandbox = new Sandbox().install({ name: "A", source: "1", backend }, { name: "B", source: "1", backend });
  expect(sandbox.eval("[A.next, B.next]").value).toEqual([1, 2]);
});
