import { describe, expect, test } from "vitest";

import { formatError, KobakoError, Sandbox, type FormatOptions } from "../../src/node.ts";
import { failure } from "../support/failure.ts";

const sandbox = new Sandbox({ timeout: 200 });

function format(source: string, options?: FormatOptions): string {
  const error = failure(() => sandbox.eval(source));
  return formatError(error, source, options);
}

describe("formatError", () => {
  test("puts a caret under the column of a syntax error, one report a place", () => {
    expect(format("a = 1\nb = (2 + ]\nc")).toContain("\n> 2 | b = (2 + ]\n    |          ^\n  3 | c");
    const reports = format("1 + )").match(/SyntaxError/g);
    expect(reports).toHaveLength(1);
  });

  test("keeps tabs, and counts wide characters as two columns", () => {
    expect(format('\tx = "日本" + )')).toContain('> 1 | \tx = "日本" + )\n    | \t             ^');
  });

  test("marks as much as the parser says is wrong", () => {
    expect(format("puts 1\nclass foo; end")).toMatch(/> 2 \| class foo; end\n {4}\| {7}\^{3}/);
  });

  test("shows the line that raised and where it was called from", () => {
    expect(format("def a = raise('no')\n\na")).toBe(
      "RuntimeError at line 1: no\n\n> 1 | def a = raise('no')\n  2 |\n  3 | a\n\n  from (eval):1:in a\n  from (eval):3",
    );
    expect(format("x = 1\nx.no", { context: 0 })).toMatch(/\n\n> 2 \| x\.no$/);
  });

  test("has no excerpt for a limit, or without the source", () => {
    expect(format("loop {}")).toBe("TimeoutError: the invocation ran past its timeout");
    const error = failure(() => sandbox.eval("raise 'x'"));
    expect(formatError(error)).toBe("RuntimeError at line 1: x");
  });

  test("spells out what a terminal would obey, or a reader could not see", () => {
    const text = format('x = "\u001b[2J\u202e"\nraise "a\\e]0;title\\a\\r"');
    expect(text).toContain("RuntimeError at line 2: a\\x1b]0;title\\x07\\x0d");
    expect(text).toContain('x = "\\x1b[2J\\x202e"');
  });

  test("shows the part of a long line that matters", () => {
    const line = `${"1 + ".repeat(500)}) + ${"2 + ".repeat(500)}3`;
    const [, marked = "", carets = ""] = /\n> 1 \| (.*)\n {4}\| (.*)/.exec(format(line)) ?? [];
    expect(marked.length).toBeLessThanOrEqual(120);
    expect(marked[carets.indexOf("^")]).toBe(")");
  });

  test("says nothing of the cause", () => {
    const shop = new Sandbox().bind("Shop", {
      buy: () => {
        throw new Error("sold out", { cause: "secret" });
      },
    });
    const error = failure(() => shop.eval("Shop.buy"));
    const text = formatError(error, "Shop.buy");
    expect(text).toContain("Kobako::ServiceError at line 1: sold out");
    expect(text).not.toMatch(/secret|format\.test/);
  });

  test("refuses anything else", () => {
    expect(() => formatError(new Error("x") as KobakoError)).toThrow(TypeError);
    expect(() =>
      formatError(
        failure(() => sandbox.eval("raise")),
        1 as unknown as string,
      ),
    ).toThrow(TypeError);
  });
});
