import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { compile, Guest, Sandbox } from "../../src/node.ts";
import { failure } from "../support/failure.ts";

test("a loaded guest is used as it is", () => {
  const guest = Guest.load(readFileSync(new URL("../../dist/kobako.wasm", import.meta.url)));
  expect(new Sandbox({ guest }).eval("6 * 7").value).toBe(42);
  expect(compile("1", { guest }).length).toBeGreaterThan(0);
});

test("what is no guest is refused", () => {
  expect(() => new Sandbox({ guest: "other" as "core" })).toThrow(TypeError);
  expect(() => new Sandbox({ guest: { loaded: true } }).eval("1")).toThrow(TypeError);
});

test.each(["/a/ =~ 'a'", "Regexp.new('a')", "MatchData", "JSON.parse('1')"])("core says what has %s", (source) => {
  const error = failure(() => new Sandbox().eval(source));
  expect(error).toMatchObject({ klass: "NameError" });
  expect(error.message).toContain(source.includes("JSON") ? 'guest: "json"' : 'guest: "regexp"');
});

test("another missing constant is named as ever", () => {
  expect(failure(() => new Sandbox().eval("Nowhere")).message).toBe("uninitialized constant Nowhere");
  expect(failure(() => new Sandbox().eval("Math::Nowhere")).message).toBe("uninitialized constant Math::Nowhere");
});

test("full has both", () => {
  const source = "JSON.parse('[1, 22]').map { |n| n.to_s[/2+/] }";
  expect(new Sandbox({ guest: "full" }).eval(source).value).toEqual([null, "22"]);
  expect(failure(() => new Sandbox({ guest: "json" }).eval("/a/")).message).toContain('guest: "regexp"');
});

test("the guests are told apart by what they define", () => {
  expect(new Sandbox({ guest: "regexp" }).eval("[defined?(Regexp), defined?(MatchData)]").value).toEqual([
    "constant",
    "constant",
  ]);
  const error = failure(() => new Sandbox({ guest: "regexp" }).eval("JSON"));
  expect(error.message).toContain('guest: "json"');
});

test.each(["match", "match?", "scan"])("%s without patterns names the guest that has them", (name) => {
  const error = failure(() => new Sandbox().eval(`"abc".${name}("b")`));
  expect(error.message).toContain(`${name}: it takes guest: "regexp"`);
  expect(new Sandbox({ guest: "regexp" }).eval(`!!"abc".${name}("b")`).value).toBe(true);
});

test("a guest that is asked for is the only one that is loaded", () => {
  const program = `const { readFileSync } = process.getBuiltinModule("node:fs");
    const read = []; const module = process.getBuiltinModule("node:fs");
    module.readFileSync = (...args) => { read.push(String(args[0])); return readFileSync(...args); };
    process.getBuiltinModule("node:module").syncBuiltinESMExports();
    const { Sandbox } = await import(${JSON.stringify(new URL("../../src/node.ts", import.meta.url).href)});
    new Sandbox({ guest: "regexp" }).eval("/a/.match?('a')");
    console.log(JSON.stringify(read.filter((name) => name.endsWith(".wasm")).map((name) => name.replace(/.*\\//, ""))));`;
  const output = execFileSync(process.execPath, ["--input-type=module", "-e", program], { encoding: "utf8" });
  expect(new Set(JSON.parse(output) as string[])).toEqual(new Set(["kobako-regexp.wasm"]));
});
