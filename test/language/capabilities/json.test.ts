import fc from "fast-check";
import { expect, test } from "vitest";

import { Sandbox, sym } from "../../../src/node.ts";
import { failure } from "../../support/failure.ts";

const sandbox = new Sandbox({ guest: "json", memoryLimit: 32 << 20 }).declare("Text");
const evalWith = (source: string, text: unknown): unknown =>
  sandbox.eval(source, { bind: { Text: { get: () => text } } }).value;

/** Integers past what a double tells apart arrive as bigints. */
function exact(_: string, value: unknown): unknown {
  if (typeof value !== "number" || Number.isSafeInteger(value)) return value;
  const text = JSON.stringify(value);
  return /^-?\d+$/.test(text) ? BigInt(text) : value;
}

test("any JSON text is parsed to what JavaScript parses it to", () => {
  fc.assert(
    fc.property(fc.json(), fc.nat({ max: 4 }), (text, indent) => {
      const spaced = JSON.stringify(JSON.parse(text), null, indent);
      expect(evalWith("JSON.parse(Text.get)", spaced)).toEqual(JSON.parse(spaced, exact));
    }),
    { numRuns: 300 },
  );
});

test("a double that is generated and parsed is the same", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      const text = evalWith("JSON.generate(Text.get * 1.0)", value) as string;
      expect(Object.is(JSON.parse(text), value), text).toBe(true);
      expect(Object.is(evalWith("JSON.parse(Text.get)", text), value), text).toBe(true);
      const long = value.toPrecision(21);
      if (/[.e]/.test(long) && value !== 0)
        expect(Object.is(evalWith("JSON.parse(Text.get)", long), value), long).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test("containers of any size, with names that come twice, are what JavaScript makes of them", () => {
  const name = (i: number): string =>
    i % 3 === 0 ? `"\\u006b${i}"` : i % 3 === 1 ? `"k${i}"` : `"a name of many letters ${i}"`;
  for (const size of [1, 2, 15, 16, 17, 32, 33, 63, 64, 65, 127, 128, 129, 300]) {
    const pairs = Array.from({ length: size }, (_, i) => `${name(i)}: [${i}, {"x": ${i / 8}}]`);
    for (const again of ["", `, ${name(0)}: 1`, `, "k${size >> 1}": 2, "k${size >> 1}": [3]`, ', "k1": {"k1": 1}']) {
      const text = `[{${pairs.join(", ")}${again}}, [${pairs.map((_, i) => `"${i}"`).join(",")}]]`;
      expect(evalWith("JSON.parse(Text.get)", text)).toEqual(JSON.parse(text));
      expect(evalWith("JSON.parse(Text.get, symbolize_names: true)[0].keys.join('|')", text)).toBe(
        Object.keys((JSON.parse(text) as [object])[0]).join("|"),
      );
    }
  }
});

test("a string ends where it ends, wherever that is", () => {
  const plain = "abcdefghijklmnopqrstuvwxyz";
  for (let at = 0; at < 24; at++) {
    for (const piece of ['"', "\\", "\n", "é", "😀", "\u007f", "\u0080", "!", "#", "[", "]"]) {
      const text = JSON.stringify({ [plain.slice(0, at) + piece + plain.slice(at)]: plain.slice(at) + piece });
      expect(evalWith("JSON.parse(Text.get)", text)).toEqual(JSON.parse(text));
    }
    for (const control of ["\0", "\u001f", "\n"]) {
      const found = failure(() => evalWith("JSON.parse(Text.get)", `["${plain.slice(0, at)}${control}`));
      expect(found.message).toBe(`control character in a string at line 1 column ${at + 3}`);
    }
    const cut = failure(() => evalWith("JSON.parse(Text.get)", `["${plain.slice(0, at)}`));
    expect(cut.message).toBe(`unexpected end of input at line 1 column ${at + 3}`);
    expect(evalWith(`JSON.parse(Text.get[0, ${at + 2}])`, `"${plain.slice(0, at)}"abcdefgh"`)).toBe(plain.slice(0, at));
  }
});

test("a part of a longer text is read to its own end", () => {
  expect(evalWith("t = Text.get; [JSON.parse(t[40, 3]), JSON.parse(t[40, 5])]", `${" ".repeat(40)}123e2456`)).toEqual([
    123, 12300,
  ]);
});

test.each([
  "1e5",
  "-0.0",
  "1E00003",
  "12345678901234567890.5",
  `0.${"1".repeat(90)}`,
  "5e-324",
  "1e22",
  "1e23",
  "9007199254740993.0",
  "0.000001",
  "1.7976931348623157e308",
  "-1e-400",
])("%s is read exactly", (text) => {
  expect(Object.is(Number(evalWith("JSON.parse(Text.get)", text)), JSON.parse(text))).toBe(true);
});

test("a collection while a document is read takes nothing of it", () => {
  const rows = Array.from({ length: 3_000 }, (_, i) => ({
    [`a${i % 100}`]: `text ${i} of more than twelve bytes`,
    b: [i, [`x${i}`]],
  }));
  const text = JSON.stringify(rows);
  const source = `GC.disable; t = Text.get; first = JSON.parse(t)
    20.times.all? { JSON.parse(t) == first } && JSON.generate(first) == t`;
  const small = new Sandbox({ guest: "json", memoryLimit: 6 << 20 });
  small.bind("Text", { get: () => text });
  expect(small.eval(source).value).toBe(true);
});

test("an Integer of any size stays exact", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 60n), max: 10n ** 60n }), (value) => {
      expect(BigInt(evalWith("JSON.parse(Text.get)", String(value)) as number)).toBe(value);
      expect(evalWith("JSON.generate(Text.get)", value)).toBe(String(value));
    }),
    { numRuns: 200 },
  );
});

test("a String of any characters survives both ways", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (value) => {
      expect(evalWith("JSON.parse(Text.get)", JSON.stringify(value))).toBe(value);
      expect(JSON.parse(evalWith("JSON.generate(Text.get)", value) as string)).toBe(value);
    }),
    { numRuns: 300 },
  );
});

test.each([
  [`JSON.parse('{"a":1}', symbolize_names: true).keys`, [sym("a")]],
  [`JSON.parse('"\\\\ud83d\\\\ude00\\\\u00e9\\\\/"')`, "😀é/"],
  ["JSON.parse('[NaN, -Infinity]', allow_nan: true)", [NaN, -Infinity]],
  ["JSON.parse('[1.0]')[0].class.to_s", "Float"],
  [`JSON.parse('{"a":1,"a":2}')["a"]`, 2],
  ["JSON.load(nil)", null],
  ["JSON.load('[1]')", [1]],
  ["JSON.dump([1])", "[1]"],
  ["JSON[[1]] + JSON['[2]'].to_s", "[1][2]"],
  ["JSON.generate({a: 1, 'b' => nil, 3 => [true, :x]})", '{"a":1,"b":null,"3":[true,"x"]}'],
  ["JSON.generate([1e16, 1e15, 0.0001, 0.00001, -0.0, 1.5])", "[1.0e+16,1000000000000000.0,0.0001,1.0e-05,-0.0,1.5]"],
  [`JSON.generate("a\\"\\\\\\n\\u0001")`, '"a\\"\\\\\\n\\u0001"'],
  ["JSON.generate(Float::NAN, allow_nan: true)", "NaN"],
  [
    "JSON.pretty_generate({a: [1, {b: 2}], c: {}, d: []})",
    '{\n  "a": [\n    1,\n    {\n      "b": 2\n    }\n  ],\n  "c": {},\n  "d": []\n}',
  ],
  [
    "[nil.to_json, true.to_json, 1.to_json, 'a'.to_json, :b.to_json, [1].to_json, {a: 1}.to_json].join",
    'nulltrue1"a""b"[1]{"a":1}',
  ],
  ["class P; def to_json(*) = { x: 1 }.to_json; end; JSON.generate([P.new])", '[{"x":1}]'],
  ["class Q < Hash; def each = raise; def to_s = raise; end; q = Q.new; q[1] = 2; JSON.generate(q)", '{"1":2}'],
  ["JSON::NestingError.ancestors.take(3).map(&:to_s)", ["JSON::NestingError", "JSON::ParserError", "JSON::JSONError"]],
])("%s", (source, expected) => {
  expect(sandbox.eval(source).value).toEqual(expected);
});

test.each([
  ["{", "unexpected end of input at line 1 column 2"],
  ["[1,]", "unexpected character at line 1 column 4"],
  ['{"a" 1}', "unexpected character at line 1 column 6"],
  ["01", "a number that begins with 0 at line 1 column 1"],
  ["[\n  tru]", "unexpected character at line 2 column 3"],
  ['["é", }', "unexpected character at line 1 column 7"],
  ["", "unexpected end of input at line 1 column 1"],
  ["1 2", "unexpected character at line 1 column 3"],
  ['"a', "unexpected end of input at line 1 column 3"],
  ['"\t"', "control character in a string at line 1 column 2"],
  ['"\\ud800"', "half a surrogate pair at line 1 column 2"],
  ['"\\udc00"', "half a surrogate pair at line 1 column 2"],
  ['"\\ud800\\u0041"', "half a surrogate pair at line 1 column 2"],
  ['"\\x"', "invalid escape at line 1 column 2"],
  ['"\\u12g4"', "incomplete unicode escape at line 1 column 6"],
  ["-", "unexpected end of input at line 1 column 2"],
  ["1.", "unexpected end of input at line 1 column 3"],
  ["1e", "unexpected end of input at line 1 column 3"],
  ["NaN", "unexpected character at line 1 column 1"],
  ["// x\n1", "unexpected character at line 1 column 1"],
])("%j is refused", (text, message) => {
  expect(failure(() => evalWith("JSON.parse(Text.get)", text))).toMatchObject({ klass: "JSON::ParserError", message });
});

test("nesting ends at 128, both ways", () => {
  const nested = (depth: number): string => "[".repeat(depth) + "]".repeat(depth);
  expect(evalWith("JSON.generate(JSON.parse(Text.get))", nested(128))).toBe(nested(128));
  expect(failure(() => evalWith("JSON.parse(Text.get)", nested(129)))).toMatchObject({ klass: "JSON::NestingError" });
  expect(failure(() => evalWith("JSON.parse(Text.get, max_nesting: 100_000)", nested(1e5)))).toMatchObject({
    klass: "JSON::NestingError",
  });
  expect(failure(() => evalWith("JSON.parse(Text.get, max_nesting: 2)", "[[[]]]"))).toMatchObject({
    klass: "JSON::NestingError",
  });
  expect(failure(() => sandbox.eval("a = []; a << a; JSON.generate(a)"))).toMatchObject({
    klass: "JSON::NestingError",
  });
});

test.each([
  "Float::NAN",
  "[-Float::INFINITY]",
  "Object.new",
  "[Class]",
  '"\\xff"',
  "{ Object.new => 1 }",
  "Struct.new(:a).new(1)",
  "1..2",
  "->{}",
])("%s cannot be generated", (source) => {
  expect(failure(() => sandbox.eval(`JSON.generate(${source})`))).toMatchObject({ klass: "JSON::GeneratorError" });
});

test("what stands for an object of the host is refused without a call", () => {
  let calls = 0;
  class Secret {
    toJson(): string {
      calls++;
      return "1";
    }
    toS(): string {
      calls++;
      return "1";
    }
  }
  for (const source of ["JSON.generate([Text.get])", "JSON.generate(Text)", "JSON.generate({ Text => 1 })"]) {
    const options = { bind: { Text: { get: () => new Secret(), to_json: () => calls++ } } };
    expect(failure(() => sandbox.eval(source, options))).toMatchObject({ klass: "JSON::GeneratorError" });
  }
  expect(calls).toBe(0);
});

test("a to_json that changes what is generated does no harm", () => {
  const source = `class P; def to_json(*) = ($a.clear; $h.clear; GC.start; "1"); end
    $a = [P.new, 2, 3]; $h = { a: P.new, b: $a }; JSON.generate([$h, $a])`;
  expect(sandbox.eval(source).value).toBe('[{"a":1,"b":[]},[]]');
});

test("bytes that are no text are refused", () => {
  expect(failure(() => sandbox.eval('JSON.parse("\\"\\xff\\"")'))).toMatchObject({ klass: "JSON::ParserError" });
});
