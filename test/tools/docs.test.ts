import { expect, test } from "vitest";

import { anchorsOf, blocksOf, linksOf } from "../../tools/docs-blocks.ts";

const page = [
  "# A `title`, with marks!",
  "[a](b.md#c) and `[not](this)` and ![picture](d.png)",
  "```ts",
  "const x = 1; // [nor](that)",
  "```",
  "## Twice",
].join("\n");

test("blocks are found with their language and line", () => {
  expect(blocksOf(page)).toEqual([{ language: "ts", code: "const x = 1; // [nor](that)\n", line: 3 }]);
});

test("links are found outside code", () => expect(linksOf(page)).toEqual(["b.md#c", "d.png"]));

test("headings make anchors", () => expect([...anchorsOf(page)]).toEqual(["a-title-with-marks", "twice"]));
