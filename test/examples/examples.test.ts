import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const folder = fileURLToPath(new URL("../../examples/", import.meta.url));
const examples = readdirSync(folder).filter((name) => existsSync(`${folder}${name}/main.ts`));

test("there are examples", () => expect(examples.length).toBeGreaterThan(3));

test.each(examples)("the example %s prints what it says", { timeout: 60_000 }, (name) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [`${folder}${name}/main.ts`], {
    encoding: "utf8",
    env: { ...process.env, NODE_OPTIONS: "" },
  });
  expect(status === 0 ? "" : stderr).toBe("");
  expect(stdout).toBe(readFileSync(`${folder}${name}/expected.txt`, "utf8"));
});
