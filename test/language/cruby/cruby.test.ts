import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { Sandbox } from "../../../src/node.ts";
import { otherCruby } from "../../support/cruby.ts";
import { differences, type Difference } from "./differences.ts";

// Every program of programs/, one a line, answered by the sandbox and by the machine's ruby, which is to be 3.1.
const here = import.meta.dirname;
const folder = join(here, "programs");
const files = readdirSync(folder).sort();
const show = readFileSync(join(here, "show.rb"), "utf8");
const env = { ...process.env, TZ: "UTC", LC_ALL: "C.UTF-8" };
const paths = files.map((name) => join(folder, name));
const reference = new Map(
  execFileSync("ruby", ["--disable-gems", join(here, "reference.rb"), ...paths], { encoding: "utf8", env })
    .split("\n")
    .filter(Boolean)
    .map((line) => {
      const [file, number, answer = ""] = line.split("\t");
      return [`${file}:${number}`, answer] as [string, string];
    }),
);
const sandbox = new Sandbox({ timeout: 20_000, memoryLimit: 16 << 20 });

function covers({ programs }: Difference, program: string): boolean {
  return programs instanceof RegExp ? programs.test(program) : programs.includes(program);
}

function answer(program: string): string {
  const source = `${show}
    $answer = begin
      show(begin
${program}
      end)
    rescue Exception => error
      "raises #{error.class}"
    end
    STDERR.write($answer.inspect)`;
  try {
    return sandbox.eval(source).stderr;
  } catch (error) {
    return `refused: ${(error as Error).message.split("\n")[0] ?? ""}`;
  }
}

describe.skipIf(otherCruby).each(files)(`%s${otherCruby ? `: ${otherCruby}` : ""}`, (file) => {
  const programs = readFileSync(join(folder, file), "utf8")
    .split("\n")
    .map((program, i) => ({ program, key: `${file}:${i + 1}` }))
    .filter(({ program }) => program !== "");

  test.each(programs)("$program", ({ program, key }) => {
    const known = differences.find((difference) => covers(difference, program));
    const ours = answer(program);
    if (!known) return expect(ours).toBe(reference.get(key));
    expect(ours).not.toBe(reference.get(key));
    if (known.answer) expect(ours).toBe(known.answer);
  });
});

test.each(differences)("what differs since $because is a program", (difference) => {
  const all = [...new Set(paths.flatMap((path) => readFileSync(path, "utf8").split("\n")))];
  const covered = all.filter((program) => covers(difference, program));
  if (difference.programs instanceof RegExp) expect(covered).not.toEqual([]);
  else expect(covered.toSorted()).toEqual([...difference.programs].toSorted());
});
