import { describe, expect, test } from "vitest";

import { expose, NoServiceError, Sandbox, SandboxError, type Provider } from "../../src/node.ts";
import { failure } from "../support/failure.ts";

describe("registration", () => {
  test.each<[string, (sandbox: Sandbox) => unknown, string]>([
    ["a name in small letters", (s) => s.bind("kv", {}), "path of constants"],
    ["a segment in small letters", (s) => s.bind("KV::lookup", {}), "path of constants"],
    ["an empty path", (s) => s.bind("", {}), "path of constants"],
    ["an empty segment", (s) => s.bind("KV::", {}), "path of constants"],
    ["a path from the root", (s) => s.bind("::KV", {}), "path of constants"],
    ["a name with a line end", (s) => s.bind("KV\n", {}), "path of constants"],
    ["a name outside ASCII", (s) => s.bind("Ärger", {}), "path of constants"],
    ["a path that is no string", (s) => s.bind(5 as unknown as string, {}), "path of constants"],
    ["a namespace in small letters", (s) => s.define("kv"), "path of constants"],
    ["a member in small letters", (s) => s.define("KV").bind("lookup", {}), "path of constants"],
    ["the sandbox's own namespace", (s) => s.bind("Kobako::Handle", {}), "sandbox's own"],
    ["the same path twice", (s) => s.bind("A", {}).bind("A", {}), "A is bound already"],
    ["the same path by other means", (s) => s.declare("A").provide("A", () => ({})), "A is bound already"],
    ["a path below a service", (s) => s.bind("A", {}).bind("A::B", {}), "within A"],
    ["a path above a service", (s) => s.bind("A::B::C", {}).bind("A", {}), "namespace of A::B::C"],
    ["a primitive", (s) => s.bind("A", 5 as unknown as object), "object or a function"],
    ["null", (s) => s.bind("A", null as unknown as object), "object or a function"],
    ["a provider that is no function", (s) => s.provide("A", {} as unknown as Provider), "must be a function"],
    ["process", (s) => s.bind("A", process), "way out"],
    ["globalThis", (s) => s.bind("A", globalThis), "way out"],
    ["Function", (s) => s.bind("A", Function), "way out"],
    ["Reflect", (s) => s.bind("A", Reflect), "way out"],
    ["a prototype", (s) => s.bind("A", Map.prototype), "way out"],
    ["process, exposed", (s) => s.bind("A", expose(process, ["exit"])), "way out"],
  ])("%s is a TypeError", (_, act, message) => {
    expect(() => act(new Sandbox())).toThrow(TypeError);
    expect(() => act(new Sandbox())).toThrow(message);
  });

  test("a path that is a constant of the guest is a TypeError of the first invocation", () => {
    expect(() => new Sandbox().bind("String", {}).eval("1")).toThrow("String is a constant of the guest already");
    expect(() => new Sandbox().bind("RUBY_VERSION::A", {}).eval("1")).toThrow("RUBY_VERSION");
  });

  test("a class of the guest can be a namespace", () => {
    expect(new Sandbox().bind("String::Tools", () => 1).eval("String::Tools.call").value).toBe(1);
  });

  test.each<[string, (sandbox: Sandbox) => unknown]>([
    ["define", (s) => s.define("B")],
    ["bind", (s) => s.bind("B", {})],
    ["declare", (s) => s.declare("B")],
    ["provide", (s) => s.provide("B", () => ({}))],
  ])("%s after the first invocation is a TypeError", (_, act) => {
    const sandbox = new Sandbox();
    const namespace = sandbox.define("A");
    sandbox.eval("1");
    expect(() => act(sandbox)).toThrow("sealed");
    expect(() => namespace.bind("B", {})).toThrow("sealed");
  });

  test("a sandbox without services that has run leaves others open", () => {
    new Sandbox().eval("1");
    expect(new Sandbox().bind("A", () => 5).eval("A.call").value).toBe(5);
  });

  test("an invocation that fails seals too", () => {
    const sandbox = new Sandbox();
    expect(() => sandbox.eval("raise 'x'")).toThrow(SandboxError);
    expect(() => sandbox.bind("A", {})).toThrow("sealed");
  });

  test("a declared path is there, reaches nothing, and is filled for one invocation", () => {
    const sandbox = new Sandbox().declare("Tenant::Store");
    expect(failure(() => sandbox.eval("Tenant::Store.get"))).toBeInstanceOf(NoServiceError);
    expect(sandbox.eval("Tenant::Store.get", { bind: { "Tenant::Store": { get: () => 1 } } }).value).toBe(1);
    expect(sandbox.eval("Tenant::Store.respond_to?(:get)").value).toBe(false);
  });

  test("an override counts before a provider, and that before nothing", () => {
    let made = 0;
    const sandbox = new Sandbox()
      .bind("A", () => "bound")
      .provide("B", () => {
        made++;
        return () => "provided";
      });
    const source = "[A.call, B.call]";
    expect(sandbox.eval(source).value).toEqual(["bound", "provided"]);
    const bind = { A: () => "own", B: () => "own" };
    expect(sandbox.eval(source, { bind }).value).toEqual(["own", "own"]);
    expect(made).toBe(1);
    expect(sandbox.eval(source).value).toEqual(["bound", "provided"]);
  });

  test("a provider is called once an invocation, also for two paths, and told the deadline", () => {
    const made: number[] = [];
    const provider: Provider = ({ deadline }) => ({ id: made.push(deadline) });
    const sandbox = new Sandbox({ timeout: 1000 }).provide("A", provider).provide("B", provider);
    expect(sandbox.eval("[A.id, B.id]").value).toEqual([1, 1]);
    expect(sandbox.eval("[A.id, B.id]").value).toEqual([2, 2]);
    expect(made.every((deadline) => deadline > 0 && deadline < performance.now() + 1000)).toBe(true);
  });

  test("what a provider throws is the caller's, unchanged, and nothing ran", () => {
    const thrown = { any: "thing" };
    const sandbox = new Sandbox().provide("A", () => {
      throw thrown;
    });
    let caught: unknown;
    try {
      sandbox.eval("puts 1");
    } catch (error) {
      caught = error;
    }
    expect(caught).toBe(thrown);
    expect(() => new Sandbox().provide("A", () => 5 as unknown as object).eval("1")).toThrow(TypeError);
    expect(() => new Sandbox().provide("A", () => process).eval("1")).toThrow("way out");
  });

  test.each<[string, unknown]>([
    ["a path that is not there", { Nope: {} }],
    ["a primitive", { A: 1 }],
    ["a way out", { A: process }],
    ["no object", 5],
    ["null", null],
    ["a Map", new Map([["A", {}]])],
  ])("bind with %s is a TypeError before the guest runs", (_, bind) => {
    let ran = false;
    const sandbox = new Sandbox().bind("A", {}).bind("Ran", () => (ran = true));
    expect(() => sandbox.eval("Ran.call", { bind: bind as Record<string, object> })).toThrow(TypeError);
    expect(ran).toBe(false);
  });
});
