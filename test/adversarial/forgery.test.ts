import { expect, test } from "vitest";

import { NoServiceError, Sandbox, SandboxError, ServiceError } from "../../src/node.ts";

let calls: string[] = [];
const hit = (name: string) => () => void calls.push(name);
const secret = { open: hit("secret") };
const sandbox = new Sandbox({ timeout: 5_000, memoryLimit: 8 << 20 })
  .bind("S", {
    echo: (value: unknown) => value,
    handle: () => new Date(0),
    boom: () => {
      throw new Error("boom");
    },
  }) // prettier-ignore
  .declare("Locked");

/** What a script ends in: its value, or the class of its error. */
const end = (source: string): unknown => {
  calls = [];
  try {
    return sandbox.eval(source).value;
  } catch (error) {
    if (error instanceof SandboxError || error instanceof ServiceError) return error.klass;
    throw error;
  }
};

test.each([
  "Kobako::Handle.new",
  "Kobako::Handle.allocate",
  "Kobako::Handle.new(1)",
  "Kobako::Remote.new",
  "Kobako::Service.new",
  "Class.instance_method(:new).bind(Kobako::Handle).call(1)",
  "Class.instance_method(:allocate).bind(Kobako::Handle).call",
  "Class.new(Kobako::Handle).new",
  "Class.new(Kobako::Service).allocate",
  "Class.instance_method(:new).bind(Class.new(Kobako::Handle)).call",
  "class Kobako::Handle; def self.new = allocate; end; Kobako::Handle.new",
  "class << Kobako::Handle; def allocate = super; end; Kobako::Handle.allocate",
  "Kobako::Handle.singleton_class.define_method(:allocate, Object.method(:allocate)); Kobako::Handle.allocate",
  "class << Kobako::Handle; define_method(:allocate, &Object.method(:allocate)); end; Kobako::Handle.allocate.foo",
  "Struct.new(:a).instance_method(:initialize).bind(S.handle).call(1)",
  "Data.define(:a).instance_method(:initialize).bind(S.handle).call(a: 1)",
  "Kernel.instance_method(:instance_variable_set).bind(Locked).call(:__service__, 0)",
  'Kernel.instance_method(:instance_variable_set).bind(Locked).call("__service__", 0)',
  "e = begin; S.boom; rescue => x; x; end; f = RuntimeError.new('f'); f.instance_variable_set(:__failure__, 1); raise f",
  "Kernel.instance_method(:clone).bind(S.handle).call.get_time",
  "Kernel.instance_method(:dup).bind(S.handle).call.get_time",
  "o = Object.new; o.extend(Kobako::Proxy); o.echo(1)",
  "class Object; include Kobako::Proxy; end; 5.echo(1)",
  "Kobako::Proxy.instance_method(:method_missing).bind(5).call(:echo, 1)",
  "Kobako::Remote.instance_method(:respond_to?).bind(Object.new).call(:echo)",
  "Kobako::Service.instance_method(:inspect).bind(5).call",
  "S.echo(Kobako::Handle)",
  "Kobako::Service.include(Kobako::Handle)",
])("%s makes nothing that reaches the host", (source) => {
  const ended = end(source);
  expect(ended).toMatch(
    /^(NoMethodError|TypeError|NameError|ArgumentError|RuntimeError|FrozenError|Kobako::NoServiceError)$/,
  );
  expect(calls).toEqual([]);
});

test.each<[string, string, unknown]>([
  ["the namespace removed and collected", "Object.send(:remove_const, :Kobako)", 0],
  ["each class removed", "[:Remote, :Service, :Handle, :Proxy, :ServiceError, :NoServiceError].each { |c| Kobako.send(:remove_const, c) }", 0], // prettier-ignore
  ["constants assigned anew", "Kobako.const_set(:Handle, String); Kobako.const_set(:ServiceError, Integer)", 0],
  ["classes reopened", "class Kobako::Handle; def get_time = 9; end", 9],
  ["method_missing of BasicObject", "class BasicObject; def method_missing(*) = 9; end", 9],
  ["method_missing of remote objects", "class Kobako::Remote; def method_missing(name, *) = 9; end", "NoMethodError"],
  ["a module prepended", "module M; def get_time = super + 9; end; Kobako::Handle.prepend(M)", 9],
  ["Set made something else", "Object.send(:remove_const, :Set); Set = String", 0],
  ["Integer's methods redefined", "class Integer; def ==(o) = false; def hash = 1; def eql?(o) = false; end", 0],
  ["String's methods redefined", "class String; def to_sym = :x; def hash = 1; def ==(o) = false; end", 0],
])("with %s the bridge still knows what it needs", (_, prologue, expected) => {
  const churn = "1000.times { Class.new }; GC.start; a = Array.new(2000) { Class.new };";
  expect(end(`${prologue}; ${churn} S.handle.get_time`)).toBe(expected);
  expect(String(end(`${prologue}; ${churn} x = begin; S.boom; rescue StandardError => e; e.message; end; x`))).toMatch(
    /boom|9/,
  );
});

test("a removed or replaced constant is the script's own loss, for one invocation", () => {
  expect(end("Object.send(:remove_const, :S); S.echo(1)")).toBe("NameError");
  expect(end("S = 5 rescue 0; Object.send(:remove_const, :S); S = 5; S + 1")).toBe(6);
  expect(end("Locked = S rescue 0; Object.send(:remove_const, :Locked); Locked = S; Locked.echo(1)")).toBe(1);
  expect(end("S.echo(1)")).toBe(1);
});

test("a copy of a service is that service and no other", () => {
  const ended = end(
    "class Kobako::Remote; def initialize_copy(o) = self; end; Kernel.instance_method(:dup).bind(S).call.echo(3)",
  );
  expect([3, "TypeError", "Kobako::NoServiceError"]).toContain(ended);
});

test("walking all objects finds nothing that reaches more than the constants do", () => {
  const source = `
    found = []
    ObjectSpace.each_object { |o| found << o if Kernel.instance_method(:is_a?).bind(o).call(Kobako::Remote) rescue 0 }
    found.map { |o| o.open rescue 0 }.size >= 0`;
  const hidden = new Sandbox({ timeout: 5_000 }).bind("S", {}).provide("P", () => ({}));
  expect(hidden.eval(source).value).toBe(true);
  sandbox.eval(source, { bind: { Locked: {} } });
  expect(calls).toEqual([]);
  expect(() => sandbox.eval("Locked.open", { bind: { Locked: {} } })).toThrow(NoServiceError);
  sandbox.eval("Locked.open", { bind: { Locked: secret } });
  expect(calls).toEqual(["secret"]);
});

test("code that runs while a message is read cannot change it", () => {
  const keys = new Map<unknown, unknown>([[2n ** 70n, "big"], [["a"], "list"], ["plain", 1]]); // prettier-ignore
  const other = new Sandbox({ timeout: 5_000 }).bind("S", { keys: () => keys, echo: (value: unknown) => value });
  const source = `
    class Integer; def hash = S.echo("x" * 40).size; end
    class Array; def hash = S.echo("y" * 40).size; end
    h = S.keys; [h.size, h["plain"], h.values]`;
  expect(other.eval(source).value).toEqual([3, 1, ["big", "list", 1]]);
  const raising =
    "class Array; def hash = raise('mine'); def eql?(o) = raise('mine'); end; h = {}; 20.times { |i| h[i] = 1 };";
  const many = new Map<unknown, unknown>(Array.from({ length: 40 }, (_, i) => [[i], i]));
  const raised = new Sandbox({ timeout: 5_000 }).bind("S", { many: () => many, echo: (value: unknown) => value });
  expect(raised.eval(`${raising} x = begin; S.many; rescue => e; e.message; end; [x, S.echo(2)]`).value).toEqual([
    "mine",
    2,
  ]);
});

test("a guest's own ServiceError is its own", () => {
  expect(() => sandbox.eval("raise Kobako::ServiceError, 'mine'")).toThrow(SandboxError);
  expect(() => sandbox.eval("class Mine < Kobako::NoServiceError; end; raise Mine")).toThrow(SandboxError);
});

test("a name longer than 256 bytes names nothing, even what is there", () => {
  const names = [256, 257].map((length) => "a".repeat(length));
  const sandbox = new Sandbox().bind("S", Object.fromEntries(names.map((name) => [name, () => name.length])));
  const call = (name: string): unknown => sandbox.eval(`S.${name} rescue $!.class.to_s`).value;
  expect(names.map(call)).toEqual([256, "Kobako::NoServiceError"]);
  // looking for the spellings of this one took seconds
  expect(call(`a${"_".repeat(50_000)}!`)).toBe("Kobako::NoServiceError");
});
