import { expect, test } from "vitest";

import { Sandbox } from "../../src/node.ts";
import { failure } from "../support/failure.ts";

test("services begin invocations within each other 16 deep", () => {
  const sandbox: Sandbox = new Sandbox().bind("Deeper", {
    go: (left: number): unknown => (left === 0 ? 0 : sandbox.eval(`1 + Deeper.go(${left - 1})`).value),
  });
  expect(sandbox.eval("Deeper.go(15)").value).toBe(15);
  expect(failure(() => sandbox.eval("Deeper.go(16)")).message).toContain("more than 16 invocations within each other");
  expect(sandbox.eval("Deeper.go(15)").value).toBe(15);
});
