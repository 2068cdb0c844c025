import { readdirSync, readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { within } from "../adversarial/scripts/within.ts";
import { cases } from "../language/cases.ts";
import { constructs } from "../language/constructs.ts";
import { hostile } from "../language/memory-safety.ts";
import { patterns } from "../language/patterns.ts";
import { ends, onSanitizedGuest, type Request } from "./native.ts";

async function run(sources: readonly string[]): Promise<void> {
  const { answers, report } = await onSanitizedGuest(sources.map((source): Request => ["e", source]));
  expect(report).toBe("");
  expect(answers).toHaveLength(sources.length);
  const bad = answers.flatMap(({ status }, i) =>
    status === ends.sanitizer || status === ends.trap ? [sources[i]] : [],
  );
  expect(bad).toEqual([]);
}

test("every case of the language leaves memory alone", async () => {
  await run([...cases, ...constructs, ...patterns].map(([source]) => source));
});

test("every program that CRuby answers, too, leaves memory alone", async () => {
  const folder = new URL("../language/cruby/programs/", import.meta.url);
  const texts = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), "utf8"));
  await run(texts.flatMap((text) => text.split("\n").filter(Boolean)));
});

test("programs that change what C code is working on leave memory alone", async () => {
  await run(hostile.map(([, source]) => source));
});

test("containers that are changed and collected from within leave memory alone", async () => {
  await run(within.scripts.map(([, source]) => source));
});

test("the sanitizers are awake", async () => {
  const { answers, report } = await onSanitizedGuest([["x", "use after free"]]);
  expect(answers.map(({ status }) => status)).toEqual([ends.sanitizer]);
  expect(report).toContain("heap-use-after-free");
});
