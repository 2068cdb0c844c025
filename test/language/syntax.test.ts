import { expect, test } from "vitest";

import { Sandbox, SandboxError } from "../../src/node.ts";
import { cases } from "./cases.ts";
import { constructs } from "./constructs.ts";
import { patterns } from "./patterns.ts";
import { refused } from "./refused.ts";

const sandbox = new Sandbox({ timeout: 10_000 });

test.each(cases)("%s", (source, expected) => {
  expect(sandbox.eval(source).value).toStrictEqual(expected);
});

test.each([...constructs, ...patterns])("%s", (source, expected) => {
  expect(sandbox.eval(`(begin\n${source}\nend).inspect`).value).toBe(expected);
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
