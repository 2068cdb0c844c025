import { describe, expect, test } from "vitest";

import {
  NoServiceError,
  Sandbox,
  SandboxError,
  ServiceArgumentError,
  ServiceError,
  TimeoutError,
} from "../../src/node.ts";
import { failure } from "../support/failure.ts";

let thrown: unknown;
const fail = (): never => {
  throw thrown;
};
const sandbox = new Sandbox().bind("S", { fail, ok: () => "ok", nope: 1 });
const messageOf = (value: unknown): unknown => {
  thrown = value;
  return sandbox.eval("begin; S.fail; rescue Kobako::ServiceError => e; e.message; end").value;
};

const ran: string[] = [];
const trap = (name: string) => () => {
  ran.push(name);
  throw new Error(name);
};
class Computed extends Error {
  override get message(): string {
    ran.push("getter");
    return "computed";
  }
}
const withGetter = new Error();
Object.defineProperty(withGetter, "message", { get: trap("message") });
const everyTrap = new Proxy(
  {},
  Object.fromEntries(
    ["get", "has", "getPrototypeOf", "getOwnPropertyDescriptor", "ownKeys", "apply"].map((name) => [name, trap(name)]),
  ),
);

describe("what the guest is told of a thrown value", () => {
  test.each<[string, unknown, string]>([
    ["an Error", new Error("boom"), "boom"],
    ["a subclass", new RangeError("far"), "far"],
    ["an Error without a message", new Error(), "the service failed"],
    ["a frozen Error", Object.freeze(new Error("cold")), "cold"],
    ["an AggregateError", new AggregateError([new Error("inner")], "outer"), "outer"],
    ["a DOMException", new DOMException("aborted", "AbortError"), "aborted"],
    ["a string", "text", "text"],
    ["a number", 5, "5"],
    ["a bigint", 7n, "7"],
    ["a JavaScript symbol", Symbol("s"), "Symbol(s)"],
    ["null", null, "null"],
    ["undefined", undefined, "undefined"],
    ["a plain object", { message: "no Error" }, "the service failed"],
    ["a function", fail, "the service failed"],
    ["an Error whose message is a getter", withGetter, "the service failed"],
    ["an Error whose class computes the message", new Computed(), "the service failed"],
    ["an Error whose message is no string", Object.assign(new Error("x"), { message: { toString: trap("toString") } }), "the service failed"], // prettier-ignore
    ["a Proxy of an Error", new Proxy(new Error("hidden"), {}), "the service failed"],
    ["a Proxy with traps", everyTrap, "the service failed"],
    ["a lone surrogate", new Error("a\ud800b"), "a\ufffdb"],
    ["an Error with a cause", new Error("outer", { cause: new Error("inner") }), "outer"],
  ])("of %s", (_, value, expected) => {
    ran.length = 0;
    expect(messageOf(value)).toBe(expected);
    expect(ran).toEqual([]);
  });

  test("is bounded", () => {
    const message = messageOf(new Error("m".repeat(10_000_000))) as string;
    expect([message.length, message.at(-1)]).toEqual([4096, "…"]);
    expect(messageOf("🦄".repeat(5000))).not.toContain("\ufffd\ufffd");
  });

  test("is neither a stack nor a path", () => {
    thrown = new Error("plain");
    const source = `
      begin
        S.fail
      rescue => e
        [e.message, e.inspect, e.to_s, e.full_message, e.backtrace.join, e.instance_variables.size].inspect
      end`;
    expect(sandbox.eval(source.replace("e.full_message, ", "")).value).not.toMatch(/\.ts|node_modules|file:|at /);
  });
});

describe("the cause", () => {
  test.each<[string, unknown]>([
    ["an Error", new Error("x")],
    ["a plain object", { a: 1 }],
    ["undefined", undefined],
    ["a Proxy with traps", everyTrap],
  ])("is %s itself", (_, value) => {
    thrown = value;
    const error = failure(() => sandbox.eval("S.fail")) as ServiceError;
    expect(error.constructor).toBe(ServiceError);
    expect("cause" in error && Object.is(error.cause, value)).toBe(true);
    expect([error.code, error.klass, error.origin]).toEqual(["KOBAKO_SERVICE", "Kobako::ServiceError", "service"]);
    expect(error.backtraceLines).toEqual(["(eval):1:in fail", "(eval):1"]);
  });

  test.each([
    "begin; S.fail; rescue => e; raise e; end",
    "begin; S.fail; rescue => e; x = e; end; S.ok; raise x",
    "begin; S.fail; ensure; S.ok; end",
    "n = 0; begin; S.fail; rescue => e; n += 1; retry if n < 3; raise e; end",
    "begin; S.fail; rescue => e; raise e.exception('told otherwise'); end",
    "begin; S.fail; rescue => e; raise e.dup; end",
    "Fiber.new { S.fail }.resume",
  ])("outlives %s", (source) => {
    thrown = new Error("x");
    const error = failure(() => sandbox.eval(source));
    expect(error).toBeInstanceOf(ServiceError);
    expect(error.cause).toBe(thrown);
  });

  test("is not that of another exception, raised in its stead", () => {
    thrown = new Error("x");
    const error = failure(() => sandbox.eval("begin; S.fail; rescue => e; raise 'mine'; end")) as SandboxError;
    expect([error.constructor, error.message, error.cause]).toEqual([SandboxError, "mine", undefined]);
  });

  test("is kept for the last 256 failures", () => {
    const many = new Sandbox().bind("S", (n: number) => {
      throw new Error(String(n));
    });
    const source = (n: number): string => `e = nil; begin; S.call(0); rescue => f; e = f; end
      ${n}.times { |i| begin; S.call(i + 1); rescue; 1; end }; raise e`;
    expect((failure(() => many.eval(source(200))).cause as Error).message).toBe("0");
    const late = failure(() => many.eval(source(300)));
    expect([late.constructor, late.message, late.cause]).toEqual([ServiceError, "0", undefined]);
  });
});

describe("the class", () => {
  test("ServiceArgumentError keeps its class on both sides", () => {
    thrown = new ServiceArgumentError("bad");
    const error = failure(() => sandbox.eval("S.fail")) as ServiceError;
    expect(error).toBeInstanceOf(ServiceArgumentError);
    expect([error.code, error.klass, error.cause]).toEqual([
      "KOBAKO_SERVICE_ARGUMENT",
      "Kobako::ServiceArgumentError",
      thrown,
    ]);
    expect(sandbox.eval("begin; S.fail; rescue Kobako::ServiceArgumentError => e; e.message; end").value).toBe("bad");
  });

  test("NoServiceError has no cause and may be rescued as any", () => {
    const error = failure(() => sandbox.eval("S.absent(1)")) as NoServiceError;
    expect(error).toBeInstanceOf(NoServiceError);
    expect([error.code, error.cause]).toEqual(["KOBAKO_NO_SERVICE", undefined]);
    expect(sandbox.eval("begin; S.absent; rescue StandardError => e; e.class.superclass.to_s; end").value).toBe(
      "Kobako::ServiceError",
    );
  });

  test("the end of an invocation within a service is that service's failure", () => {
    const slow = new Sandbox({ timeout: 10 });
    const outer = new Sandbox().bind("Run", (source: string) => slow.eval(source).value);
    const error = failure(() => outer.eval('Run.call("loop {}")'));
    expect(error.constructor).toBe(ServiceError);
    expect(error.cause).toBeInstanceOf(TimeoutError);
    expect(failure(() => outer.eval('Run.call("Nope.foo")')).cause).toBeInstanceOf(SandboxError);
    const refusing = new Sandbox().bind("S", fail);
    thrown = new ServiceArgumentError("inner");
    const through = new Sandbox().bind("Run", () => refusing.eval("S.call"));
    expect(failure(() => through.eval("Run.call")).constructor).toBe(ServiceError);
  });

  test("output and usage are on the error", () => {
    thrown = new Error("x");
    const { execution } = failure(() => sandbox.eval("puts 1; S.ok; S.fail"));
    expect([execution?.stdout, execution?.usage.serviceCalls]).toEqual(["1\n", 2]);
  });
});

describe("a promise in a synchronous eval", () => {
  const then = "then" as string;
  const late = async (): Promise<never> => {
    await Promise.resolve();
    throw new Error("later");
  };
  class Query {
    // oxlint-disable-next-line unicorn/no-thenable -- what is tested
    then(): never {
      throw new Error("begun");
    }
  }
  const promises = new Sandbox().bind("S", {
    one: late,
    many: () => [late(), { a: late() }, new Map([[1, late()]]), new Set([late()])],
    behind: () => [Symbol("refused first"), late(), late()],
    query: () => new Query(),
    literal: () => ({ [then]: () => 1 }),
    give: (block: (value: unknown) => unknown) => block(late()),
    own: { [then]: 1 },
  });

  test.each(["one", "many", "query", "literal"])("%s is a ServiceError that names evalAsync", (name) => {
    const error = failure(() => promises.eval(`S.${name}`));
    expect(error.constructor).toBe(ServiceError);
    expect(error.message).toContain("evalAsync");
  });

  test("none of them rejects unhandled", async () => {
    const unhandled: unknown[] = [];
    const listen = (reason: unknown): void => void unhandled.push(reason);
    process.on("unhandledRejection", listen);
    for (const name of ["one", "many", "behind", "give { 1 }"]) failure(() => promises.eval(`S.${name}`));
    await new Promise((resolve) => setTimeout(resolve, 20));
    process.off("unhandledRejection", listen);
    expect(unhandled).toEqual([]);
  });

  test("data that is called then is data", () => {
    expect(promises.eval("S.own").value).toEqual({ [then]: 1 });
  });
});
