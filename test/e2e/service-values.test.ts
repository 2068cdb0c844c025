import { runInNewContext } from "node:vm";

import { describe, expect, test } from "vitest";

import { respondToGuest, RubyFloat, Sandbox, ServiceError, sym } from "../../src/node.ts";
import { failure } from "../support/failure.ts";

let given: unknown;
let back: unknown;
const service = { give: () => given, take: (value: unknown) => void (back = value) };
const sandbox = new Sandbox({ memoryLimit: 256 << 20 }).bind("S", service);
const inspect = (value: unknown, source = "S.give.inspect"): unknown => {
  given = value;
  return sandbox.eval(source).value;
};
class Point {
  x = 1;
}
class List extends Array<number> {}

describe("from the host", () => {
  test.each<[string, unknown, string]>([
    ["undefined", undefined, "nil"],
    ["null", null, "nil"],
    ["true", true, "true"],
    ["0", 0, "0"],
    ["-0", -0, "-0.0"],
    ["an integral number", 5, "5"],
    ["the largest safe integer", Number.MAX_SAFE_INTEGER, "9007199254740991"],
    ["an integral number past it", 2 ** 60, "1152921504606846976"],
    ["1e300", 1e300, BigInt(1e300).toString()],
    ["a fraction", 1.5, "1.5"],
    ["NaN", NaN, "NaN"],
    ["-Infinity", -Infinity, "-Infinity"],
    ["a RubyFloat", new RubyFloat(1), "1.0"],
    ["a bigint", 2n ** 64n, "18446744073709551616"],
    ["a negative bigint", -(2n ** 80n), "-1208925819614629174706176"],
    ["a small bigint", 3n, "3"],
    ["text", "héllo 🦄", '"héllo 🦄"'],
    ["text with a zero", "a\0b", '"a\\x00b"'],
    ["bytes", new Uint8Array([255, 0]), '"\\xff\\x00"'],
    ["a Buffer", Buffer.from("hi"), '"hi"'],
    ["a view of part of a buffer", new Uint16Array([1, 2, 3]).subarray(1, 2), '"\\x02\\x00"'],
    ["a DataView", new DataView(new Uint8Array([65, 66]).buffer, 1), '"B"'],
    ["an ArrayBuffer", new Uint8Array([65]).buffer, '"A"'],
    ["an empty ArrayBuffer", new ArrayBuffer(0), '""'],
    ["a view of shared memory", new Uint8Array(new SharedArrayBuffer(2)), '"\\x00\\x00"'],
    ["a Symbol", sym("ok"), ":ok"],
    ["an array with holes", [1, , 3], "[1, nil, 3]"], // oxlint-disable-line no-sparse-arrays
    ["a subclass of Array", List.of(1, 2), "[1, 2]"],
    ["a literal", { a: 1, "b c": [2] }, '{"a" => 1, "b c" => [2]}'],
    ["a literal of another realm", runInNewContext("({ a: [1] })"), '{"a" => [1]}'],
    ["a null-prototype object", Object.assign(Object.create(null), { a: 1 }), '{"a" => 1}'],
    ["an own key __proto__", JSON.parse('{"__proto__": 1}'), '{"__proto__" => 1}'],
    ["a literal with a getter", { get g() { return 7; } }, '{"g" => 7}'], // prettier-ignore
    ["a Proxy of a literal", new Proxy({ a: 1 }, {}), '{"a" => 1}'],
    ["a Map", new Map<unknown, unknown>([[1, "a"], [null, sym("b")]]), '{1 => "a", nil => :b}'], // prettier-ignore
    ["a Date", new Date(0), "#<Kobako::Handle>"],
    ["an instance", new Point(), "#<Kobako::Handle>"],
    ["a function", () => 1, "#<Kobako::Handle>"],
    ["a class", Point, "#<Kobako::Handle>"],
    ["a WeakMap", new WeakMap(), "#<Kobako::Handle>"],
    ["shared memory", new SharedArrayBuffer(1), "#<Kobako::Handle>"],
    ["an Error", new Error("x"), "#<Kobako::Handle>"],
    ["a literal that narrows", { secret: 1, [respondToGuest]: () => false }, "#<Kobako::Handle>"],
    ["a Map that narrows", Object.assign(new Map([[1, 2]]), { [respondToGuest]: () => false }), "#<Kobako::Handle>"],
  ])("%s", (_, value, expected) => {
    expect(inspect(value)).toBe(expected);
  });

  test("a Set", () => {
    expect(inspect(new Set([1, [2]]), "[S.give.class.to_s, S.give.include?([2])]")).toEqual(["Set", true]);
  });

  test.each<[string, unknown, string]>([
    ["a lone surrogate", "\ud800", "lone surrogate"],
    ["a lone surrogate in a key", { "\udc00": 1 }, "lone surrogate"],
    ["a JavaScript symbol", Symbol("x"), "symbol"],
    ["129 levels", Array.from({ length: 128 }).reduce<unknown>((inner) => [inner], []), "128 levels"],
    ["a getter that throws", { get g() { throw new Error("getter"); } }, "getter"], // prettier-ignore
    ["a Proxy that throws", new Proxy({}, { ownKeys: () => { throw new Error("trap"); } }), "trap"], // prettier-ignore
    ["a revoked Proxy", (() => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy; })(), "revoked"], // prettier-ignore
  ])("%s is the service's failure", (_, value, message) => {
    given = value;
    const error = failure(() => sandbox.eval("S.give"));
    expect(error.constructor).toBe(ServiceError);
    expect(error.message).toContain(message);
    given = 1;
    expect(sandbox.eval("begin; S.give; rescue => e; 0; end").value).toBe(1);
  });

  test("more than 16 MiB is the service's failure", () => {
    given = "a".repeat((16 << 20) - 4);
    expect(failure(() => sandbox.eval("S.give")).message).toContain("16 MiB");
    given = Array(4_000_000_000); // holes, each of which would be a byte
    expect(failure(() => sandbox.eval("S.give")).message).toContain("16 MiB");
  });

  test("a cycle is the service's failure", () => {
    const cycle: unknown[] = [];
    cycle.push({ cycle });
    given = cycle;
    expect(failure(() => sandbox.eval("S.give")).message).toContain("within itself");
  });

  test("128 levels and 16 MiB arrive", () => {
    expect(
      inspect(
        Array.from({ length: 127 }).reduce<unknown>((inner) => [inner], []),
        "S.give.flatten.size",
      ),
    ).toBe(0);
    expect(inspect("a".repeat((16 << 20) - 5), "S.give.size")).toBe((16 << 20) - 5);
  });

  test("bytes are of the view alone and a copy", () => {
    const bytes = new Uint8Array([1, 2, 3, 4]);
    expect(inspect(bytes.subarray(1, 3), "x = S.give; x.setbyte(0, 9); x.bytesize")).toBe(2);
    expect([...bytes]).toEqual([1, 2, 3, 4]);
  });

  test('keys: "symbol" makes Symbols of the keys of plain objects alone', () => {
    const symbols = new Sandbox({ keys: "symbol" }).bind("S", (block: (...all: unknown[]) => unknown) =>
      block({ a: { b: 1 } }, new Map([["c", 1]])),
    );
    expect(symbols.eval("S.call { |*all| all.inspect }").value).toBe('[{a: {b: 1}}, {"c" => 1}]');
    expect(() => new Sandbox({ keys: "other" as "symbol" })).toThrow(TypeError);
  });
});

describe("to the host", () => {
  test.each<[string, unknown]>([
    ["nil", null],
    ["2**53", 2n ** 53n],
    ["-(2**70)", -(2n ** 70n)],
    ["1.0", 1],
    ["-0.0", -0],
    ['"\\xff"', new Uint8Array([255])],
    [":a", sym("a")],
    ["[1, [nil]]", [1, [null]]],
    ['{"a" => 1, b: 2}', { a: 1, b: 2 }],
    ["{1 => 2}", new Map([[1, 2]])],
    ["Set.new([1])", new Set([1])],
  ])("%s", (source, expected) => {
    sandbox.eval(`S.take((${source}))`);
    expect(back).toStrictEqual(expected);
  });

  test("an own key __proto__ changes no prototype", () => {
    sandbox.eval('S.take({"__proto__" => {"polluted" => 1}})');
    expect(Object.getPrototypeOf(back)).toBe(Object.prototype);
    expect(Object.keys(back as object)).toEqual(["__proto__"]);
  });

  test.each(["a = []; 128.times { a = [a] }; S.take(a)", "a = []; a << a; S.take(a)", 'S.take("a" * (16 << 20))'])(
    "%s is refused in the guest",
    (source) => {
      back = "nothing";
      expect(failure(() => sandbox.eval(source)).message).toMatch(/within itself|16 MiB/);
      expect(back).toBe("nothing");
      expect(sandbox.eval(`begin; ${source}; rescue ArgumentError; S.take(1); 5; end`).value).toBe(5);
    },
  );
});
