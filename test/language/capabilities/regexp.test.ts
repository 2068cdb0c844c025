import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { Sandbox, type GuestBlock } from "../../../src/node.ts";
import { otherCruby } from "../../support/cruby.ts";

/** One program a line; a line that begins with blanks goes on the one before. */
const programs = ["regexp.rb.txt", "last-match.rb.txt"].flatMap((name) =>
  readFileSync(new URL(name, import.meta.url), "utf8")
    .trimEnd()
    .split(/\n(?! )/),
);
const ruby = `
require "json"
warn_level, $VERBOSE = $VERBOSE, nil
puts JSON.generate(JSON.parse($stdin.read).map { |source| TOPLEVEL_BINDING.eval("proc { #{source}\n }").call.inspect })
`;
const answers = JSON.parse(
  execFileSync("ruby", ["-Ku", "-W0", "-e", ruby], { input: JSON.stringify(programs), encoding: "utf8" }),
) as string[];
const sandbox = new Sandbox({ guest: "regexp" });

test.skipIf(otherCruby).each(programs.map((source, i) => [source, answers[i]] as const))("%s", (source, expected) => {
  expect(sandbox.eval(`proc { ${source}\n }.call.inspect`).value).toBe(expected?.replaceAll(/(?<=")=>/g, " => "));
});

/** What Debian's Ruby is too old for. */
test.each([
  ['Regexp.new("a", "mi")', "/a/mi"],
  ['begin; Regexp.new("a", "q"); rescue ArgumentError => e; e.class; end', "ArgumentError"],
  ["[Regexp.last_match, $~, $1, $&]", "[nil, nil, nil, nil]"],
  ['m = /(?<a>.)(?<b>.)/.match("xy"); [m.deconstruct_keys([:a]), m.deconstruct]', '[{:a=>"x"}, ["x", "y"]]'],
  ['/(?<a>.)(?<b>.)/.match("xy").named_captures(symbolize_names: true)', '{:a=>"x", :b=>"y"}'],
  [
    'm = /(.)(.)?/.match("é"); [m.byteoffset(0), m.byteoffset(2), m[1..], m[-1]]',
    '[[0, 2], [nil, nil], ["é", nil], nil]',
  ],
  ['case "k=v".match(/(?<k>.)=(?<v>.)/); in {k:, v:} then [k, v] end', '["k", "v"]'],
  ['case "k=v".match(/(.)=(.)/); in [k, v] then [k, v] end', '["k", "v"]'],
])("%s", (source, expected) => {
  const value = String(sandbox.eval(`proc { ${source}\n }.call.inspect`).value);
  expect(value.replaceAll(/(\w+): /g, ":$1=>").replaceAll(" => ", "=>")).toBe(expected);
});

test("a block that a service calls shares the last match of the method that it is written in", () => {
  const services = new Sandbox({ guest: "regexp" }).bind("Each", (list: string[], block: GuestBlock) =>
    list.map((text) => block(text)),
  );
  const source = `
    def around = Each.call(%w[x1 y2]) { |text| text =~ /(\\d)/; $1 } + [$1]
    "z" =~ /(z)/
    [around, $1]`;
  expect(services.eval(source).value).toEqual([["1", "2", "2"], "z"]);
});
