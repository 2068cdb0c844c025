/**
 * Runs every check and every suite; the last line counts all of them together.
 * `npm test -- NAME...` runs only what has one of the names in its title.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { ensureInstalled } from "./side-project.ts";

import { fileOf, variants, type Variant } from "../guest/config/variants.ts";

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

interface Suite {
  readonly title: string;
  readonly run: () => Counts;
}

const node = process.execPath;
const scratch = mkdtempSync(join(tmpdir(), "kobako-test-"));

/** One command that passes or fails as a whole; what it prints is shown when it fails. */
function command(title: string, file: string, args: readonly string[]): Suite {
  return {
    title,
    run: () => {
      const { status, stdout, stderr } = spawnSync(file, args, { encoding: "utf8" });
      if (status !== 0) process.stdout.write(`${stdout}${stderr}`);
      return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 };
    },
  };
}

/** Vitest on one version of Node, counted test by test. */
function vitest(major: number, folders: readonly string[], title = `tests on Node ${major}`): Suite {
  return {
    title,
    run: () => {
      const report = join(scratch, `${title.replaceAll(" ", "-")}.json`);
      const args = ["node_modules/vitest/vitest.mjs", "run", ...folders, "--reporter=dot", "--reporter=json"];
      const own = `node_modules/node${major}/bin/node`;
      const { status, stdout, stderr } = spawnSync(own, [...args, `--outputFile.json=${report}`], { encoding: "utf8" });
      if (status !== 0) process.stdout.write(`${stdout}${stderr}`);
      let counts: Record<string, number>;
      try {
        counts = JSON.parse(readFileSync(report, "utf8")) as Record<string, number>;
      } catch {
        return { passed: 0, failed: 1, skipped: 0 };
      }
      const failed = counts["numFailedTests"] ?? 0;
      return {
        passed: counts["numPassedTests"] ?? 0,
        failed: status !== 0 && failed === 0 ? 1 : failed,
        skipped: (counts["numPendingTests"] ?? 0) + (counts["numTodoTests"] ?? 0),
      };
    },
  };
}

/** Something of packages/workers, whose dependencies are its own. */
function workers(title: string, suite: () => Suite): Suite {
  return {
    title: `workers: ${title}`,
    run: () => {
      ensureInstalled("packages/workers");
      return suite().run();
    },
  };
}

const bin = (name: string): string => join("node_modules", name);
const suites: Suite[] = [
  command("format", node, [bin("prettier/bin/prettier.cjs"), "--check", "--log-level=warn", "."]),
  command("lint", node, [bin("oxlint/bin/oxlint"), "--type-aware", "--deny-warnings"]),
  command("types", node, [bin("typescript/bin/tsc"), "-p", "tsconfig.json"]),
  command("layout", node, ["tools/check-layout.ts"]),
  ...(Object.keys(variants) as Variant[]).map((variant) =>
    command(`guest module ${variant}`, node, ["tools/wasm/check.ts", join("dist", fileOf(variant))]),
  ),
  command("reproducible build", node, ["tools/check-reproducible.ts"]),
  command("supply chain", node, ["tools/hardening/supply.ts"]),
  command("package", node, ["tools/check-package.ts"]),
  command("documentation", node, ["tools/check-docs.ts"]),
  command("API reference", node, ["tools/api/build.ts"]),
  command("demo", node, ["examples/demo.ts"]),
  vitest(26, ["test"]),
  workers("types", () => command("", node, [bin("typescript/bin/tsc"), "-p", "packages/workers/tsconfig.json"])),
  workers("tests", () => vitest(26, ["--root", "packages/workers"], "workers")),
  vitest(24, ["test/unit", "test/cli", "test/e2e", "test/language"]),
  vitest(22, ["test/unit", "test/cli", "test/e2e", "test/language"]),
  vitest(26, ["-c", "vitest.sanitized.config.ts"], "sanitized guest"),
  vitest(26, ["-c", "vitest.runtimes.config.ts", "contract", "pages"], "runtimes"),
  vitest(26, ["-c", "vitest.runtimes.config.ts", "playground"], "playground"),
];

const wanted = process.argv.slice(2);
const total = { passed: 0, failed: 0, skipped: 0 };
for (const { title, run } of suites) {
  if (wanted.length > 0 && !wanted.some((name) => title.includes(name))) continue;
  const started = performance.now();
  const { passed, failed, skipped } = run();
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(`${failed > 0 ? "FAIL" : "ok  "} ${title}: ${passed} of ${passed + failed} in ${seconds}s\n`);
}
rmSync(scratch, { recursive: true });
if (total.failed > 0) process.exitCode = 1;
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : "";
process.stdout.write(`${total.passed} passed, ${total.failed} failed${skipped}\n`);
