import { expect, test } from "vitest";

import { Sandbox } from "../../src/node.ts";

const echo = new Sandbox().bind("Echo", (value: unknown) => value);

test.each([0n, 2n ** 63n, 2n ** 64n, 2n ** 70n, 2n ** 80n + 1n, -(2n ** 90n), 10n ** 70n])(
  "the integer %s reaches the guest and comes back",
  (value) => {
    const source = `Echo.call(${value}) == ${value} && Echo.call(${value}) + 1`;
    const wanted = value + 1n;
    expect(echo.eval(source).value).toBe(wanted <= Number.MAX_SAFE_INTEGER && wanted > 0n ? Number(wanted) : wanted);
  },
);
