import { expect, test } from "vitest";

import { sym } from "kobako";

import { unpackFailure } from "../src/failures.ts";
import { pack, unpack } from "../src/values.ts";

const value = [new Map<unknown, unknown>([[1, new Set([sym("a"), [2]])], [null, new Map()]]), new Set(), []]; // prettier-ignore

test("tables are sent as lists, and are tables again", () => {
  const sent = structuredClone(pack(value));
  expect(JSON.stringify(sent)).toBe('[[true,1,[false,"a",[2]],null,[true]],[false],[]]');
  expect(unpack(sent)).toEqual(value);
});

test("the time is looked at while a table is filled, not only when it is full", () => {
  const numbers = Array.from({ length: 100 }, (_, i) => i);
  for (const table of [new Map(numbers.map((i) => [i, i])), new Set(numbers)]) {
    let looks = 0;
    const check = (): void => {
      if (++looks === 3) throw new RangeError("late");
    };
    expect(() => unpack(structuredClone(pack([table])), check)).toThrow("late");
  }
});

test("a cause that is a table arrives as one", () => {
  const failure = {
    name: "Error",
    message: "m",
    fields: undefined,
    execution: undefined,
    cause: pack(new Map([[1, 2]])),
  };
  expect(unpackFailure(failure).cause).toEqual(new Map([[1, 2]]));
});
