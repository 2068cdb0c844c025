import { expect, test } from "vitest";

import { entry, ordered, parse } from "../../tools/merge.ts";

test("a compiled module is read as what it takes, what it gives, and the rest", () => {
  const text = `import { a, b as c } from "../codec/x.js";
export { d } from "./y.js";
export const e = a + c;
export class F {}
export async function g() { return import("./later.js"); }
export {};
//# sourceMappingURL=z.js.map`;
  const { imports, exports, body } = parse("engine/z.js", text);
  expect(imports).toEqual([
    ["codec/x.js", "a, b as c"],
    ["engine/y.js", "d"],
  ]);
  expect(exports).toEqual(["d", "e", "F", "g"]);
  expect(body).toBe('const e = a + c;\nclass F {}\nasync function g() { return import("./later.js"); }');
});

test.each(["export default 1;", "export let x = 1;", 'import x from "./x.js";', 'export * from "./x.js";'])(
  "%s is refused, as it could not be joined",
  (line) => {
    expect(() => parse("x.js", line)).toThrow("cannot join");
  },
);

test.each([
  'import { a } from "./x.js";\nexport { a } from "./x.js";',
  'import { b as a } from "./x.js";\nexport { a } from "./y.js";',
  'import { a } from "./x.js";\nexport const a = 1;',
])("%j is refused, as joining would declare a name twice", (text) => {
  expect(() => parse("z.js", text)).toThrow("z.js: cannot join two declarations of a");
});

test("a character that would make all of the text twice as large is refused", () => {
  expect(parse("x.js", 'const a = "\\u2026";').body).toBe('const a = "\\u2026";');
  expect(() => parse("x.js", 'const a = "\u2026";')).toThrow("write escapes");
});

test("modules come after what they import, and a circle is refused", () => {
  const graph = (lines: Record<string, string>): string[] =>
    ordered(new Map(Object.entries(lines).map(([path, text]) => [path, parse(path, text)]))).map(({ path }) => path);
  expect(graph({ "a.js": 'import { b } from "./b.js";', "b.js": "export const b = 1;" })).toEqual(["b.js", "a.js"]);
  expect(() => graph({ "a.js": 'import { b } from "./b.js";', "b.js": 'import { a } from "./a.js";' })).toThrow(
    "import each other",
  );
  expect(() => graph({ "a.js": 'import { b } from "./c.js";' })).toThrow("not joined");
});

test("an entry declares what it gives on once", () => {
  const index = parse("index.js", "export class A {}\nexport class B {}");
  const text = 'import { A, C } from "./a.js";\nexport * from "./index.js";\nnew C();';
  const indexes = new Map([
    ["a.js", 3],
    ["index.js", 7],
  ]);
  expect(entry("node.js", text, indexes, index)).toBe(
    'import { $3, $7 } from "./core.js";\nconst { C } = $3;\nexport const { A, B } = $7;\nnew C();',
  );
  expect(entry("cli/run.js", 'import { A } from "../a.js";\nimport { x } from "./x.js";', indexes, index)).toBe(
    'import { $3 } from "../core.js";\nconst { A } = $3;\nimport { x } from "./x.js";',
  );
});
