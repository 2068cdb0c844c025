import { describe, expect, test } from "vitest";

import {
  Guest,
  KobakoError,
  Sandbox,
  SandboxError,
  TimeoutError,
  TrapError,
  UndefinedEntrypointError,
  useGuest,
} from "../../src/node.ts";
import { fakeGuest, outcome, type FakeGuest } from "../support/fake-guest.ts";
import { failure } from "../support/failure.ts";

const hostile: readonly (readonly [string, string])[] = [
  ["const_missing", "def Object.const_missing(name) = ->(*) { :made }"],
  ["const_get and its kin", "class Module; def const_get(*) = ->(*) { :made }; def const_defined?(*) = true; end"],
  ["respond_to?", "module Kernel; def respond_to?(*) = true; end"],
  [
    "respond_to_missing? and method_missing",
    "class Object; def respond_to_missing?(*) = true; def method_missing(*) = :made; end",
  ],
  ["constants", "def Object.constants(*) = [:Missing, 1, nil]"],
  ["an endless const_missing", "def Object.const_missing(name) = loop {}"],
  [
    "the classes of the bridge",
    "class Array; def to_a = loop {}; def each = loop {}; def size = -1; end; class Hash; def each = loop {}; def to_h = loop {}; def size = -1; end",
  ],
  [
    "String and Symbol",
    "class String; def to_s = loop {}; def hash = loop {}; def ==(o) = loop {}; end; class Symbol; def to_s = loop {}; def to_proc = loop {}; end",
  ],
  ["Kobako", "module Kobako; class Service; def call(*) = :mine; end; Handle = 1; end"],
  ["the output", "class << $stdout; def write(*) = loop {}; end; $stdout = nil"],
  [
    "a hook of definitions",
    "class Object; def self.method_added(n) = 1; def self.const_added(n) = 1; end; class Module; def method_added(n) = 1; end",
  ],
];

describe("a snippet that redefines", () => {
  test.each(hostile)("%s changes neither what an entrypoint is nor how values cross", (_, code) => {
    const sandbox = new Sandbox({ timeout: 2000 })
      .preload({ code: "Echo = ->(*all, **keys) { [all, keys] }", name: "Echo" })
      .preload({ code, name: "Hostile" });
    expect(failure(() => sandbox.run("Missing"))).toBeInstanceOf(UndefinedEntrypointError);
    const { value } = sandbox.run("Echo", [1, "a", [2], { b: 3 }], { kwargs: { k: 4 } });
    expect(value).toEqual([[1, "a", [2], { b: 3 }], { k: 4 }]);
    expect(sandbox.eval("1 + 1").value).toBe(2);
  });

  test("`call` of everything makes everything an entrypoint, which is its own affair", () => {
    const sandbox = new Sandbox().preload({ code: "class BasicObject; def call(*) = :all; end", name: "Call" });
    expect(String(sandbox.run("String").value)).toBe("all");
    const error = failure(() => sandbox.run("Missing")) as UndefinedEntrypointError;
    expect(error.available.length).toBeLessThanOrEqual(100);
  });

  test("the errors of a sandbox it does not change", () => {
    const sandbox = new Sandbox({ timeout: 200 }).preload({
      code: "class Exception; def message = loop {}; def backtrace = nil; end",
      name: "Exc",
    });
    expect(failure(() => sandbox.eval("raise 'x'"))).toBeInstanceOf(TimeoutError);
    expect(failure(() => sandbox.run("Missing"))).toBeInstanceOf(UndefinedEntrypointError);
  });
});

test.each([
  "Kobako",
  "Object",
  "BasicObject",
  "Exception",
  "Class",
  "Proc",
  "NIL",
  "BEGIN",
  "END",
  "Self",
  "X".repeat(300),
])("run of %s ends in a typed error", (target) => {
  expect(failure(() => new Sandbox().run(target))).toBeInstanceOf(UndefinedEntrypointError);
});

test("many constants are not all told, and names of a kilobyte are none", () => {
  const sandbox = new Sandbox({ memoryLimit: 8 << 20 }).preload({
    code: "1000.times { |i| Object.const_set(\"C#{i}\", -> { i }) }; Object.const_set('L' * 1000, -> {})",
    name: "Many",
  });
  const { available, message } = failure(() => sandbox.run("Missing")) as UndefinedEntrypointError;
  expect(available).toHaveLength(100);
  expect(message.length).toBeLessThan(200);
  expect(sandbox.run("C999").value).toBe(999);
});

test("snippets of one sandbox are not in another's image", () => {
  const one = new Sandbox().preload({ code: "SECRET = 'one'", name: "Data" });
  const two = new Sandbox().preload({ code: "SECRET = 'two'", name: "Data" });
  for (let i = 0; i < 3; i++) expect([one.eval("SECRET").value, two.eval("SECRET").value]).toEqual(["one", "two"]);
  expect((failure(() => new Sandbox().eval("SECRET")) as SandboxError).klass).toBe("NameError");
});

describe("a guest that was taken over", () => {
  const run = (fake: Partial<FakeGuest>): unknown => {
    useGuest(Guest.load(fakeGuest({ eval: outcome(0, 2048, 1), ...fake })));
    return new Sandbox({ timeout: 50 }).run("Tool", [1]).value;
  };

  test("the fake speaks the wire", () => expect(run({})).toBe(null));

  test.each<[string, Partial<FakeGuest>]>([
    ["names that are a number", { run: outcome(5, 2048, 1), data: "\\01" }],
    ["names that are numbers", { run: outcome(5, 2048, 2), data: "\\91\\01" }],
    ["names outside memory", { run: outcome(5, 65535, 2) }],
    ["a kind that is none", { run: outcome(6, 2048, 1) }],
    ["bytecode for a value", { run: outcome(2, 2048, 1) }],
    ["an outcome outside memory", { run: "(i32.const -1)" }],
    ["a message's place outside memory", { inbox: 65530 }],
  ])("%s: TrapError", (_, fake) => {
    expect(failure(() => run(fake))).toBeInstanceOf(TrapError);
  });

  test("a thousand names, and names that are none, are cut down", () => {
    const names = `\\dc\\03\\e8${"\\a1A".repeat(1000)}`;
    const error = failure(() => run({ run: outcome(5, 2048, 3 + 2000), data: names })) as UndefinedEntrypointError;
    expect(error.available).toHaveLength(100);
    const odd = failure(() => run({ run: outcome(5, 2048, 5), data: "\\92\\a1a\\a1\\0a" })) as UndefinedEntrypointError;
    expect(odd.available).toEqual([]);
  });

  test("an absent entrypoint where none was called is a broken wire", () => {
    useGuest(Guest.load(fakeGuest({ eval: outcome(5, 2048, 1), data: "\\90" })));
    const error = failure(() => new Sandbox().eval("1"));
    expect(error).toBeInstanceOf(TrapError);
    expect(KobakoError.is(error)).toBe(true);
  });
});
