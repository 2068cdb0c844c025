import { describe, expect, test } from "vitest";

import { Sandbox } from "../../src/node.ts";

const written = (source: string): string => new Sandbox().eval(source).stdout;

describe("lines", () => {
  test.each([
    ['puts "a"', "a\n"],
    ['puts "a\\n"', "a\n"],
    ['puts "a\\n\\n"', "a\n\n"],
    ['puts ""', "\n"],
    ["puts", "\n"],
    ["puts []", "\n"],
    ["puts nil", "\n"],
    ['puts ["a"]', "a\n"],
    ['puts "a", "b\\n", 3, [4, ["5"]], nil', "a\nb\n3\n4\n5\n\n"],
    ['class Own < String; def to_s = "other"; end; puts Own.new("own")', "own\n"],
    ['$stderr.puts "e"; $stdout.puts "o"', "o\n"],
    ['text = "a"; puts text; print text', "a\na"],
  ])("%s", (source, expected) => {
    expect(written(source)).toBe(expected);
  });
});

test.each([1, 31, 32, 33, 63, 64, 65, 255, 1023, 1024, 1025, 5000])(
  "%i characters of output, at once and one by one",
  (length) => {
    expect(written(`print "x" * ${length}`)).toBe("x".repeat(length));
    expect(written(`${length}.times { |i| print (97 + i % 26).chr }`)).toBe(
      Array.from({ length }, (_, i) => String.fromCharCode(97 + (i % 26))).join(""),
    );
  },
);

test("short output that is not ASCII is read as UTF-8", () => {
  expect(written('print "\\u00e9\\u{1f600}"')).toBe("é😀");
  expect(written('print "ab\\xffcd"')).toBe("ab\ufffdcd");
  expect(written('print "\\0\\x7f"')).toBe("\0\x7f");
});
