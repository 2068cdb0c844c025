import { expect, test } from "vitest";

import { Channel, text } from "../../src/engine/channel.ts";

const utf8 = new TextEncoder();

test("pieces of any size are kept in order, up to the limit", () => {
  const channel = new Channel(1_000);
  let expected = "";
  for (let i = 0; expected.length <= 1_000; i++) {
    const piece = String.fromCharCode(97 + (i % 26)).repeat(i);
    channel.write(utf8.encode(piece));
    expected += piece;
  }
  expect(text(channel)).toBe(expected.slice(0, 1_000));
  expect([channel.length, channel.truncated]).toEqual([1_000, true]);
});

test("what was written is not what the guest makes of it later", () => {
  const bytes = utf8.encode("abc");
  const channel = new Channel(Infinity);
  channel.write(bytes);
  bytes.fill(0);
  expect(text(channel)).toBe("abc");
});

test("nothing is kept of nothing", () => {
  const channel = new Channel(0);
  channel.write(new Uint8Array(0));
  expect([text(channel), channel.truncated]).toEqual(["", false]);
  channel.write(new Uint8Array(1));
  expect([text(channel), channel.truncated]).toEqual(["", true]);
});
