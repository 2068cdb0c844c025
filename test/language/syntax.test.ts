import { expect, test } from "vitest";

import { Sandbox } from "../../src/node.ts";
import { cases } from "./cases.ts";

const sandbox = new Sandbox({ timeout: 5_000 });

test.each(cases)("%s", (source, expected) => {
  expect(sandbox.eval(source).value).toStrictEqual(expected);
});
