import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";

import { vendor } from "../../guest/build/sources.ts";
import { Sandbox, SandboxError } from "../../src/node.ts";
import { cases } from "./cases.ts";
import { constructs } from "./constructs.ts";
import { nodes } from "./nodes.ts";
import { patterns } from "./patterns.ts";
import { refused } from "./refused.ts";

const sandbox = new Sandbox({ timeout: 10_000 });

test.each(cases)("%s", (source, expected) => {
  expect(sandbox.eval(source).value).toStrictEqual(expected);
});

test.each([...constructs, ...patterns])("%s", (source, expected) => {
  expect(sandbox.eval(`(begin\n${source}\nend).inspect`).value).toBe(expected);
});

const withRegexp = new Sandbox({ guest: "regexp", timeout: 10_000 });

test.each(nodes)("%s: %s", (_, source, expected) => {
  // ahead of it on its line, so that its own lines keep their numbers
  const bare = expected === undefined || source.startsWith("BEGIN");
  const run = (): unknown => withRegexp.eval(bare ? source : `(begin; ${source}\nend).inspect`).value;
  if (expected === undefined) expect(run).toThrow(/is not supported|is no condition/);
  else expect(run()).toBe(expected);
});

test("the table has every node of the parser but those of its own", async () => {
  const path = "mruby-compiler2-sys/vendor/mruby-compiler2/lib/prism/include/prism/ast.h";
  const header = await readFile(join(await vendor(), path), "utf8");
  const names = [...header.matchAll(/^ {4}PM_([A-Z_]+)_NODE\b/gm)].map(([, name = ""]) =>
    `${name}_NODE`.toLowerCase().replaceAll(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase()),
  );
  expect(nodes.map(([name]) => name)).toEqual(
    [...new Set(names)].filter((name) => !/^(Missing|Scope)Node$/.test(name)).sort(),
  );
});

test.each(refused)("refused: %s", (source, message, line, column) => {
  let error: unknown;
  try {
    sandbox.eval(source);
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(SandboxError);
  expect((error as SandboxError).diagnostics?.[0]).toMatchObject({ message, line, column });
});
