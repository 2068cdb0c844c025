import { expect, test } from "vitest";

import { WireError } from "../../src/codec/wire-errors.ts";
import { readDiagnostics } from "../../src/invocation/diagnostics.ts";

const columns = (source: string, places: readonly (readonly [line: number, column: number])[]): number[] =>
  readDiagnostics(
    places.map(([line, column]) => [0, "m", line, column, null]),
    source,
  ).map(({ column }) => column);

test("columns are in UTF-16 units, in whatever order the places come", () => {
  const source = "aé😀b\n😀c";
  const places = [
    [2, 4],
    [1, 7],
    [1, 1],
    [1, 3],
    [1, 7],
    [2, 0],
    [1, 99],
    [9, 3],
    [0, 3],
  ] as const;
  expect(columns(source, places)).toEqual([2, 4, 1, 2, 4, 0, 5, 0, 0]);
});

test("a column within a character is where it ends", () => {
  expect(columns("é😀x", [[1, 1], [1, 3], [1, 4], [1, 6]])).toEqual([1, 3, 3, 3]); // prettier-ignore
});

test("a hundred errors are told, and those after them are still checked", () => {
  const many = Array.from({ length: 20_000 }, (_, i) => [0, "m", 1, i, 1]);
  expect(readDiagnostics(many, "é".repeat(20_000))).toHaveLength(100);
  expect(() => readDiagnostics([...many, [0, "m", -1, 0, 1]], "")).toThrow(WireError);
});
