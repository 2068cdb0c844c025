import { expect, test } from "vitest";

import { Sandbox, SandboxError, sym } from "../../src/node.ts";
import { failure } from "../support/failure.ts";

const sandbox = new Sandbox();
const value = (source: string): unknown => sandbox.eval(source).value;

const rows: readonly (readonly [string, unknown])[] = [
  ["nil", null],
  ["true", true],
  ["false", false],
  ["0", 0],
  ["-1", -1],
  ["-33", -33],
  ["127", 127],
  ["128", 128],
  ["65536", 65536],
  ["-32769", -32769],
  ["2**31", 2 ** 31],
  ["2**53 - 1", Number.MAX_SAFE_INTEGER],
  ["2**53", 2n ** 53n],
  ["-(2**53)", -(2n ** 53n)],
  ["2**63 - 1", 2n ** 63n - 1n],
  ["-(2**63)", -(2n ** 63n)],
  ["2**63", 2n ** 63n],
  ["2**64 - 1", 2n ** 64n - 1n],
  ["2**64", 2n ** 64n],
  ["-(2**64)", -(2n ** 64n)],
  ["3**500", 3n ** 500n],
  ["1.5", 1.5],
  ["-0.0", -0],
  ["0.0/0.0", NaN],
  ["1.0/0", Infinity],
  ['""', ""],
  ['"héllo ✓ 🦄"', "héllo ✓ 🦄"],
  ['"\\xff\\x00"', new Uint8Array([255, 0])],
  ['"\\xed\\xa0\\x80"', new Uint8Array([0xed, 0xa0, 0x80])],
  ["[]", []],
  ["[1, [2, [nil]]]", [1, [2, [null]]]],
  ["{}", {}],
  ['{"a" => 1, b: 2}', { a: 1, b: 2 }],
  ['{"a" => 1, a: 2}', new Map<unknown, number>([["a", 1], [sym("a"), 2]])], // prettier-ignore
  ["{1 => 2}", new Map([[1, 2]])],
  ["{nil => 1, [1] => 2}", new Map<unknown, number>([[null, 1], [[1], 2]])], // prettier-ignore
  ["Set.new([1, 2])", new Set([1, 2])],
  ["[Set.new([Set.new])]", [new Set([new Set()])]],
];

test.each(rows)("%s arrives as its value", (source, expected) => {
  expect(value(source)).toStrictEqual(expected);
});

test("a Symbol is one object a name", () => {
  expect(value(":ok")).toBe(sym("ok"));
  expect(JSON.stringify(value("[:ok]"))).toBe('["ok"]');
});

test("a key __proto__ is an own property and reaches no prototype", () => {
  const found = value('{"__proto__" => {"polluted" => 1}, "constructor" => 2}') as Record<string, unknown>;
  expect(Object.keys(found)).toEqual(["__proto__", "constructor"]);
  expect(Object.getPrototypeOf(found)).toBe(Object.prototype);
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
});

test('hashes: "map" gives a Map whatever the keys', () => {
  expect(new Sandbox({ hashes: "map" }).eval("{a: 1}").value).toStrictEqual(new Map([[sym("a"), 1]]));
});

test("128 levels leave the sandbox, 129 do not", () => {
  const nested = (depth: number): string => `a = []; ${depth - 1}.times { a = [a] }; a`;
  expect(value(nested(128))).toBeInstanceOf(Array);
  expect(failure(() => value(nested(129)))).toBeInstanceOf(SandboxError);
});

test("a value within itself is refused", () => {
  expect(failure(() => value("a = []; a << a; a")).message).toContain("within itself");
});

test("a message of more than 16 MiB is refused", () => {
  const large = new Sandbox({ memoryLimit: 256 << 20 });
  expect((large.eval('"a" * (16 * 1024 * 1024 - 5)').value as string).length).toBe((16 << 20) - 5);
  expect(failure(() => large.eval('"a" * (16 * 1024 * 1024 - 4)')).message).toContain("16 MiB");
});

test.each(["Object.new", "Proc.new {}", "Class", "1..2", "[Object.new]", "{Object.new => 1}", "Struct.new(:a).new(1)"])(
  "%s has no form outside and the error names its class",
  (source) => {
    const error = failure(() => value(source)) as SandboxError;
    expect(error).toBeInstanceOf(SandboxError);
    expect(error.klass).toBe("TypeError");
    expect(error.message).toContain("has no form outside the sandbox");
  },
);

test("encoding runs no guest code", () => {
  const source = `
    class Array; def each; raise "each"; end; def to_a; raise "to_a"; end; end
    class Hash; def each; raise "each"; end; def [](key); raise "[]"; end; end
    class String; def to_s; raise "to_s"; end; end
    h = Hash.new { raise "default" }
    h["x"] = ["y"]
    h`;
  expect(value(source)).toStrictEqual({ x: ["y"] });
});
