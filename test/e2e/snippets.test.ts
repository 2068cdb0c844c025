import { describe, expect, test } from "vitest";

import {
  compile,
  FuelExhaustedError,
  HandleExhaustedError,
  MemoryLimitError,
  NoServiceError,
  RubyFloat,
  Sandbox,
  SandboxError,
  ServiceError,
  sym,
  TimeoutError,
  UndefinedEntrypointError,
} from "../../src/node.ts";
import { failure } from "../support/failure.ts";

const adder = (): Sandbox => new Sandbox().preload({ code: "Adder = ->(a, b) { a + b }", name: "Adder" });

describe("preload", () => {
  test("a snippet is there before every program, in the order of insertion", () => {
    const sandbox = new Sandbox()
      .preload({ code: "def one = 1", name: "One" })
      .preload({ code: "TWO = one + one", name: "Two" });
    expect(sandbox.eval("[one, TWO]").value).toEqual([1, 2]);
    expect(sandbox.eval("TWO + 1").value).toBe(3);
  });

  test("what a program changes of a snippet is gone in the next", () => {
    const sandbox = new Sandbox().preload({ code: "STATE = []; $count = 0", name: "State" });
    const source = "STATE << 1; $count += 1; [STATE.size, $count]";
    expect([sandbox.eval(source).value, sandbox.eval(source).value]).toEqual([
      [1, 1],
      [1, 1],
    ]);
  });

  test("a syntax error is thrown at once, under the snippet's name", () => {
    const error = failure(() => new Sandbox().preload({ code: "x = )", name: "Bad" })) as SandboxError;
    expect([error.klass, error.line]).toEqual(["SyntaxError", 1]);
    expect(error.message).toContain("(snippet:Bad):1:");
  });

  test("a sandbox is whole after a snippet that does not compile", () => {
    const sandbox = new Sandbox();
    failure(() => sandbox.preload({ code: "x = )", name: "Bad" }));
    expect(sandbox.preload({ code: "GOOD = 1", name: "Bad" }).eval("GOOD").value).toBe(1);
  });

  test("backtraces name the snippet", () => {
    const sandbox = new Sandbox().preload({ code: "\ndef boom = raise('x')", name: "Boom" });
    const error = failure(() => sandbox.eval("\n\nboom")) as SandboxError;
    expect(error.backtraceLines).toEqual(["(snippet:Boom):2:in boom", "(eval):3"]);
    const entry = new Sandbox().preload({ code: "Boom = ->() {\n raise 'x' }", name: "Boom" });
    expect((failure(() => entry.run("Boom")) as SandboxError).backtraceLines).toEqual(["(snippet:Boom):2"]);
  });

  test("bytecode is a snippet too, named by its debug info", () => {
    const binary = compile("def triple(n) = n.fetch(3)", { name: "Triple" });
    const sandbox = new Sandbox().preload({ binary });
    binary.fill(0); // the sandbox has a copy
    expect(sandbox.eval("triple([1, 2, 3, 4])").value).toBe(4);
    const error = failure(() => sandbox.eval("triple([])")) as SandboxError;
    expect(error.backtraceLines.at(-1)).toBe("(eval):1");
  });

  test.each([
    [null],
    [{}],
    [{ code: 1, name: "A" }],
    [{ code: "1" }],
    [{ code: "1", name: "a" }],
    [{ code: "1", name: "A::B" }],
    [{ code: "1", name: "A\n" }],
    [{ code: "1", name: "Kobako" }],
    [{ code: "1", name: "__proto__" }],
    [{ binary: [1] }],
    [{ binary: new Uint8Array(1), name: "A" }],
    [{ binary: new Uint8Array(1), code: "1" }],
  ])("preload of %o is a TypeError", (preload) => {
    expect(() => new Sandbox().preload(preload as never)).toThrow(TypeError);
  });

  test("a name is taken once", () => {
    expect(() => adder().preload({ code: "1", name: "Adder" })).toThrow(TypeError);
  });

  test("the first invocation seals, whatever it ends in", () => {
    const sandbox = adder();
    failure(() => sandbox.eval("raise 'x'"));
    expect(() => sandbox.preload({ code: "1", name: "More" })).toThrow(TypeError);
    expect(() => sandbox.install({ name: "More", source: "1" })).toThrow(TypeError);
    expect(() => sandbox.bind("More", {})).toThrow(TypeError);
  });
});

describe("run", () => {
  test("calls a constant with arguments and keywords", () => {
    expect(adder().run("Adder", [2, 3]).value).toBe(5);
    const greeter = new Sandbox().preload({
      code: 'Greeter = ->(greeting = "hi", name:, **rest) { "#{greeting}, #{name} #{rest}" }',
      name: "Greeter",
    });
    expect(greeter.run("Greeter", [], { kwargs: { name: "w" } }).value).toBe("hi, w {}");
    expect(greeter.run("Greeter", ["yo"], { kwargs: { name: "w", x: 1 } }).value).toBe("yo, w {x: 1}");
    expect((failure(() => greeter.run("Greeter", [{ name: "w" }])) as SandboxError).klass).toBe("ArgumentError");
  });

  test("anything that answers call is an entrypoint", () => {
    const sandbox = new Sandbox().preload({
      code: `
        module Mod; def self.call(x) = x * 2; end
        class Klass; def self.call(*all, **k) = [all, k]; end
        Block = proc { |a, b| [a, b] }
        Meth = [3, 1, 2].method(:sort)`,
      name: "Many",
    });
    expect(sandbox.run("Mod", [4]).value).toBe(8);
    expect(sandbox.run("Klass", [1, { a: 1 }], { kwargs: { b: 2 } }).value).toEqual([[1, { a: 1 }], { b: 2 }]);
    expect(sandbox.run("Block", [[1, 2]]).value).toEqual([1, 2]);
    expect(sandbox.run("Meth").value).toEqual([1, 2, 3]);
  });

  test("every value of the table crosses", () => {
    const echo = new Sandbox().preload({ code: "Echo = ->(x) { [x, x.class.name] }", name: "Echo" });
    const cases: readonly (readonly [unknown, unknown, string])[] = [
      [null, null, "NilClass"],
      [undefined, null, "NilClass"],
      [true, true, "TrueClass"],
      [2n ** 70n, 2n ** 70n, "Integer"],
      [1.5, 1.5, "Float"],
      [new RubyFloat(1), 1, "Float"],
      ["é", "é", "String"],
      [new Uint8Array([255]), new Uint8Array([255]), "String"],
      [sym("a"), sym("a"), "Symbol"],
      [[1, [2]], [1, [2]], "Array"],
      [{ a: 1 }, { a: 1 }, "Hash"],
      [new Map([[1, 2]]), new Map([[1, 2]]), "Hash"],
      [new Set([1]), new Set([1]), "Set"],
    ];
    for (const [given, value, name] of cases) expect(echo.run("Echo", [given]).value).toEqual([value, name]);
  });

  test("what has no form becomes a Handle, and comes back as itself", () => {
    class Cart {
      total(): number {
        return 7;
      }
    }
    const cart = new Cart();
    const sandbox = new Sandbox().preload({ code: "Use = ->(c, k:) { [c.total, c, k.call(2)] }", name: "Use" });
    const { value } = sandbox.run("Use", [cart], { kwargs: { k: (n: number) => n + 1 } });
    expect(value).toEqual([7, cart, 3]);
    expect((value as unknown[])[1]).toBe(cart);
    expect(sandbox.run<unknown[]>("Use", [cart], { kwargs: { k: () => 0 } }).usage.serviceCalls).toBe(2);
  });

  test("keys that would be Handles are refused, and so are promises and ways out", () => {
    const echo = new Sandbox().preload({ code: "Echo = ->(x) { x }", name: "Echo" });
    const object = new (class {})();
    const refused = [
      new Map([[object, 1]]),
      new Map([[[object], 1]]),
      new Set([object]),
      new Set([[object]]),
      Promise.resolve(),
      globalThis,
      "\ud800",
      Symbol("x"),
    ];
    for (const argument of refused) expect(() => echo.run("Echo", [argument])).toThrow(TypeError);
    expect(() => echo.run("Echo", [], { kwargs: new Map() as never })).toThrow(TypeError);
    expect(echo.run("Echo", [new Map([[[1], 2]])]).value).toEqual(new Map([[[1], 2]]));
  });

  test("a cycle, or more than a message holds, is a RangeError before anything runs", () => {
    const loop: unknown[] = [];
    loop.push(loop);
    expect(() => adder().run("Adder", [loop, 1])).toThrow(RangeError);
    expect(() => adder().run("Adder", ["x".repeat(17 << 20), 1])).toThrow(RangeError);
    expect(() =>
      adder().run(
        "Adder",
        Array.from({ length: 17 << 20 }, () => 0),
      ),
    ).toThrow(RangeError);
    const holes: unknown[] = [];
    holes.length = 2 ** 32 - 1;
    expect(() => adder().run("Adder", holes)).toThrow(RangeError);
  });

  test("too many Handles are one typed error with a record", () => {
    const sandbox = new Sandbox({ handleLimit: 2 }).preload({ code: "Echo = ->(*) { 1 }", name: "Echo" });
    const error = failure(() => sandbox.run("Echo", [() => 1, () => 2, () => 3]));
    expect(error).toBeInstanceOf(HandleExhaustedError);
    expect(error.execution?.usage.fuel).toBe(0);
    expect(sandbox.run("Echo", [() => 1, () => 2]).value).toBe(1);
  });

  test("an argument larger than the guest's memory ends in MemoryLimitError", () => {
    const error = failure(() => adder().run("Adder", ["x".repeat(4 << 20), ""]));
    expect(error).toBeInstanceOf(MemoryLimitError);
  });

  test.each(["adder", "A::B", "Adder.call", "", "Adder\n", " Adder", "__proto__", "::Adder", 5, null, sym("Adder")])(
    "the target %s is a TypeError",
    (target) => {
      expect(() => adder().run(target as string)).toThrow(TypeError);
    },
  );

  test("an unknown target says what there is and what may have been meant", () => {
    const sandbox = adder().preload({ code: "Zip = ->() { 1 }; NOT_ONE = 5", name: "Zip" });
    const error = failure(() => sandbox.run("Addr", [1])) as UndefinedEntrypointError;
    expect(error).toBeInstanceOf(UndefinedEntrypointError);
    expect(error).toBeInstanceOf(SandboxError);
    expect([error.code, error.name]).toEqual(["KOBAKO_UNDEFINED_ENTRYPOINT", "UndefinedEntrypointError"]);
    expect(error.available).toEqual(["Adder", "Zip"]);
    expect(error.suggestions).toEqual(["Adder"]);
    expect(error.message).toBe("there is no entrypoint Addr; did you mean Adder?");
    expect(error.execution).toBeDefined();
    expect(sandbox.run("Adder", [1, 1]).value).toBe(2);
  });

  test.each(["String", "Object", "Kobako", "Kernel", "Proc", "STDOUT", "RUBY_VERSION", "NOT_ONE", "Private", "Svc"])(
    "%s is there and is no entrypoint",
    (target) => {
      const sandbox = new Sandbox()
        .bind("Svc", () => 1)
        .preload({
          code: "NOT_ONE = 5; class Private; class << self; private def call = 1; end; end",
          name: "Some",
        });
      expect(failure(() => sandbox.run(target))).toBeInstanceOf(UndefinedEntrypointError);
    },
  );

  test("its own limits and bindings are for one run", () => {
    const sandbox = new Sandbox()
      .declare("Svc")
      .preload({ code: "Use = -> { Svc.call }; Spin = -> { loop {} }", name: "Use" });
    expect(sandbox.run("Use", [], { bind: { Svc: () => 5 } }).value).toBe(5);
    expect(failure(() => sandbox.run("Use"))).toBeInstanceOf(NoServiceError);
    expect(failure(() => sandbox.run("Spin", [], { timeout: 20 }))).toBeInstanceOf(TimeoutError);
    expect(failure(() => sandbox.run("Spin", [], { fuel: 5000 }))).toBeInstanceOf(FuelExhaustedError);
    expect(() => sandbox.run("Use", [], { tiemout: 1 } as never)).toThrow(TypeError);
    expect(() => sandbox.eval("1", { kwargs: {} } as never)).toThrow(TypeError);
  });

  test("errors of an entrypoint are those of eval", () => {
    const sandbox = new Sandbox()
      .bind("Fail", () => {
        throw new Error("no");
      })
      .preload({ code: "Fails = -> { Fail.call }; Bare = -> { Object.new }; Gone = proc { break 1 }", name: "Fails" });
    expect(failure(() => sandbox.run("Fails"))).toBeInstanceOf(ServiceError);
    expect((failure(() => sandbox.run("Bare")) as SandboxError).klass).toBe("TypeError");
    expect((failure(() => sandbox.run("Gone")) as SandboxError).klass).toBe("LocalJumpError");
  });
});
