import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { mrubyTree } from "../../../guest/build/sources.ts";
import { Sandbox, type KobakoError } from "../../../src/node.ts";
import { exceptions } from "./exceptions.ts";

// mruby's own tests, read from the pinned sources, each file in a sandbox of its own.
const tree = await mrubyTree();
const harness = readFileSync(join(import.meta.dirname, "harness.rb"), "utf8");
const gems = readFileSync(join(import.meta.dirname, "../../../guest/config/gems.rb"), "utf8");

function testFiles(): string[] {
  const linked = [...gems.matchAll(/mruby-[a-z-]+/g)].map(([gem]) => `mrbgems/${gem}/test`);
  return ["test/t", ...linked]
    .filter((folder) => existsSync(join(tree, folder)))
    .flatMap((folder) => readdirSync(join(tree, folder)).map((name) => `${folder}/${name}`))
    .filter((file) => file.endsWith(".rb"));
}

interface Assertion {
  readonly title: string;
  readonly state: string;
  readonly problems: string;
}

interface Outcome {
  readonly file: string;
  readonly assertions: readonly Assertion[];
  /** what kept the file from running to its end */
  readonly end: string | undefined;
}

function run(file: string): Outcome {
  const sandbox = new Sandbox({ memoryLimit: 64 << 20 });
  const source = readFileSync(join(tree, file), "utf8");
  let output: string;
  let end: string | undefined;
  try {
    output = sandbox.eval(`${harness}\n${source}`).stdout;
  } catch (error) {
    end = String(error);
    output = (error as KobakoError).execution?.stdout ?? "";
  }
  const assertions = output
    .split("\n")
    .filter(Boolean)
    .map((line) => {
      const [state = "", title = "", problems = ""] = line.split("\t");
      return { state, title, problems };
    });
  return { file, assertions, end };
}

const outcomes = testFiles().map(run);

describe.each(outcomes)("$file", ({ file, assertions, end }) => {
  const excepted = exceptions[file] ?? {};

  test("runs to its end", () => {
    expect(end).toBeUndefined();
  });

  test.each(assertions)("$title", ({ title, state, problems }) => {
    expect(`${state} ${problems}`.trim()).toMatch(Object.hasOwn(excepted, title) ? /^failed / : /^ok$/);
  });

  test("has every assertion that is excepted", () => {
    const titles = assertions.map(({ title }) => title);
    expect(titles).toEqual(expect.arrayContaining(Object.keys(excepted)));
  });
});

test("there are as many files and assertions as the pinned sources have", () => {
  expect(outcomes.length).toBeGreaterThanOrEqual(73);
  expect(outcomes.flatMap(({ assertions }) => assertions).length).toBeGreaterThanOrEqual(1250);
});
