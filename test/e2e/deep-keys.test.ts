import { expect, test } from "vitest";

import { Sandbox } from "../../src/node.ts";

test("keys whose methods call services while they are read leave the message alone", () => {
  const table = new Map([
    [[1], "one"],
    [[2], "two"],
    [[3], "three"],
    [[4], "four"],
  ]);
  const sandbox = new Sandbox().bind("Table", () => table).bind("Echo", (value: unknown) => value);
  const source = `
    class Array
      def hash = (Echo.call("z" * 300); 7)
      def eql?(other) = (Echo.call("y" * 300); self[0] == other[0])
    end
    pairs = []
    Table.call.each { |key, value| pairs << key[0] << value }
    pairs`;
  const { value, usage } = sandbox.eval(source);
  expect(value).toStrictEqual([1, "one", 2, "two", 3, "three", 4, "four"]);
  expect(usage.serviceCalls).toBeGreaterThan(2);
});
