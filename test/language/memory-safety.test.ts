import { expect, test } from "vitest";

import { Sandbox } from "../../src/node.ts";
import { hostile } from "./memory-safety.ts";

test.each(hostile)("%s", (_, source, expected) => {
  const sandbox = new Sandbox({ timeout: 20_000, memoryLimit: 256 << 20 });
  expect(sandbox.eval(source).value).toStrictEqual(expected);
  expect(sandbox.eval("[3, 1, 2].sort { |x, y| y <=> x }").value).toEqual([3, 2, 1]);
});
