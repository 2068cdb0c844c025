import { expect, test } from "vitest";

import { Sandbox } from "../../src/node.ts";

test.each([
  ["break", "Hold.call { break 5 }", 5, "the guest's block ended this call"],
  ["an exception", "begin; Hold.call { raise 'mine' }; rescue => e; e.message; end", "mine", "mine"],
])("what left a block by %s is a failure like any in another invocation", (_, source, value, message) => {
  let left: unknown;
  const seen: unknown[] = [];
  const other = new Sandbox().bind("Throw", () => {
    throw left;
  });
  const sandbox = new Sandbox().bind("Hold", (block: () => unknown) => {
    try {
      return block();
    } catch (error) {
      left = error;
      seen.push(other.eval("begin; Throw.call { 1 }; rescue => e; [e.class.to_s, e.message]; end").value);
      throw error;
    }
  });
  expect(sandbox.eval(source).value).toBe(value);
  expect(seen).toStrictEqual([["Kobako::ServiceError", message]]);
});
