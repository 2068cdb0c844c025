import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire, stripTypeScriptTypes } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { build, createServer } from "vite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { install, pack } from "../../tools/packed.ts";
import { ensureInstalled } from "../../tools/side-project.ts";
import { launch, serve } from "./chromium.ts";
import type { Report } from "./contract.ts";

/** What is used of miniflare, which is installed only for this. */
type MiniflareClass = new (options: object) => {
  dispatchFetch(address: string): Promise<{ text(): Promise<string> }>;
  dispose(): Promise<void>;
};

const here = fileURLToPath(new URL(".", import.meta.url));
const root = join(here, "../..");
const reports = new Map<string, Report>();
let scratch: string;
let project: string;

/** The files of the contract. */
const parts = ["contract", "same", "waiting"];

/** The contract as a script that prints its report. */
const script = `import { contract } from "./contract.js";\nconsole.log(JSON.stringify(await contract()));\n`;

/** A page that leaves its report behind as its title. */
const page =
  '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script type="module" src="./page.js"></script>';
const pageScript = script.replace("console.log", "document.title = ");

function note(runtime: string, text: string): void {
  const report = JSON.parse(text) as Report;
  reports.set(runtime, report);
  expect(report.failed).toEqual([]);
  expect(report.passed.length).toBeGreaterThan(10);
}

function command(runtime: string, file: string, args: readonly string[]): void {
  note(runtime, execFileSync(file, [...args, "main.js"], { cwd: project, encoding: "utf8" }));
}

/** The title that a page gives itself, which must raise nothing. */
async function titleOf(address: string): Promise<string> {
  const browser = await launch();
  try {
    const tab = await browser.newPage();
    const errors: string[] = [];
    tab.on("pageerror", (error) => errors.push(String(error)));
    await tab.goto(address);
    const titled = tab.waitForSelector("title:not(:empty)", { state: "attached", timeout: 20_000 });
    await titled.catch(() => expect(errors).toBe("a page with a title"));
    expect(errors).toEqual([]);
    return await tab.title();
  } finally {
    await browser.close();
  }
}

async function visit(runtime: string, folder: string): Promise<void> {
  const { address, stop } = await serve(folder);
  try {
    note(runtime, await titleOf(address));
  } finally {
    stop();
  }
}

/** A folder to serve as it is: the package's own files beside a page. */
function plainSite(name: string, source: string): string {
  const folder = join(scratch, name);
  mkdirSync(folder);
  cpSync(join(project, "node_modules/kobako/dist"), join(folder, "kobako"), { recursive: true });
  writeFileSync(join(folder, "page.js"), source);
  writeFileSync(join(folder, "index.html"), page);
  return folder;
}

beforeAll(() => {
  ensureInstalled(here);
  scratch = mkdtempSync(join(tmpdir(), "kobako-runtimes-"));
  project = join(scratch, "project");
  install(project, pack(scratch).tarball);
  for (const name of parts) {
    const source = stripTypeScriptTypes(readFileSync(join(here, `${name}.ts`), "utf8"), { mode: "strip" });
    writeFileSync(join(project, `${name}.js`), source.replaceAll(/from "(\.\/\w+)\.ts"/g, 'from "$1.js"'));
  }
  writeFileSync(join(project, "main.js"), script);
  writeFileSync(join(project, "page.js"), pageScript);
  writeFileSync(join(project, "index.html"), page);
}, 240_000);
afterAll(() => rmSync(scratch, { recursive: true }));

describe("the contract holds on", () => {
  test.each([22, 24, 26])("Node %i", (major) => {
    command(`Node ${major}`, join(root, `node_modules/node${major}/bin/node`), []);
  });

  test("Bun", () => command("Bun", join(here, "node_modules/@oven/bun-linux-x64/bin/bun"), ["run"]));

  test("Deno", () => {
    command("Deno", join(here, "node_modules/.bin/deno"), ["run", "--allow-read", "--node-modules-dir=manual"]);
  });

  test("Chromium, from a bundle of Vite", async () => {
    const outDir = join(scratch, "bundle");
    await build({ root: project, logLevel: "error", build: { outDir, target: "es2024", emptyOutDir: true } });
    await visit("Chromium, bundled", outDir);
  });

  test("Chromium, from Vite's development server", async () => {
    const server = await createServer({
      root: project,
      logLevel: "error",
      optimizeDeps: { exclude: ["kobako"] },
      server: { host: "127.0.0.1", port: 0, ws: false },
    });
    try {
      await server.listen();
      note("Chromium, served by Vite", await titleOf(server.resolvedUrls?.local[0] ?? ""));
    } finally {
      await server.close();
    }
  });

  test("Chromium, from a plain module script", async () => {
    const folder = plainSite("plain", pageScript);
    for (const name of parts) {
      const source = readFileSync(join(project, `${name}.js`), "utf8");
      writeFileSync(join(folder, `${name}.js`), source.replace('from "kobako"', 'from "/kobako/browser.js"'));
    }
    await visit("Chromium, plain", folder);
  });

  test("a worker of Chromium, from a bundle of Vite", async () => {
    const site = join(scratch, "worker");
    cpSync(project, site, { recursive: true });
    writeFileSync(join(site, "worker.js"), script.replace("console.log", "postMessage"));
    writeFileSync(
      join(site, "page.js"),
      `const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
      worker.onmessage = ({ data }) => (document.title = data);`,
    );
    const outDir = join(scratch, "worker-bundle");
    const worker = { format: "es" } as const;
    await build({ root: site, logLevel: "error", worker, build: { outDir, target: "es2024", emptyOutDir: true } });
    await visit("Chromium, in a worker", outDir);
  });

  test("workerd", async () => {
    const input = join(project, "worker.js");
    writeFileSync(
      input,
      `import { Sandbox } from "kobako";
      import { contract } from "./contract.js";
      const shared = new Sandbox({ maxConcurrency: 1 });
      shared.bind("Sleep", (ms) => new Promise((resolve) => setTimeout(resolve, ms, ms)));
      const answers = {
        "/contract": contract,
        "/shared": async () => (await shared.evalAsync("Sleep.call(20)")).value,
      };
      export default { fetch: async ({ url }) => Response.json(await answers[new URL(url).pathname]()) };`,
    );
    const bundle = await rolldown({
      input,
      platform: "neutral",
      external: /\.wasm$/,
      resolve: { conditionNames: ["workerd", "worker", "import"] },
    });
    const { output } = await bundle.generate({ format: "esm" });
    const require = createRequire(join(here, "package.json"));
    const { Miniflare } = (await import(require.resolve("miniflare"))) as { Miniflare: MiniflareClass };
    const compiledAhead = ["kobako.wasm", "suspending.wasm"].map((name) => ({
      type: "CompiledWasm",
      path: name,
      contents: readFileSync(join(project, "node_modules/kobako/dist", name)),
    }));
    const contents = output[0].code.replaceAll(/"[^"]*\/(\w+\.wasm)"/g, '"./$1"');
    const miniflare = new Miniflare({
      compatibilityDate: "2026-01-01",
      modules: [{ type: "ESModule", path: "worker.js", contents }, ...compiledAhead],
    });
    try {
      const ask = async (path: string): Promise<string> =>
        (await miniflare.dispatchFetch(`http://localhost/${path}`)).text();
      note("workerd", await ask("contract"));
      // scripts of several requests wait for their turn on one sandbox
      expect(await Promise.all([1, 2, 3].map(() => ask("shared")))).toEqual(["20", "20", "20"]);
    } finally {
      await miniflare.dispose();
    }
  });
});

test("services may answer promises where the documentation says so", () => {
  const without = [...reports].filter(([, { promises }]) => !promises).map(([runtime]) => runtime);
  expect(without).toEqual(["Node 22"]);
});

test("a page whose guest is not served says so at the first use, not at the import", async () => {
  const source = `import { Sandbox } from "/kobako/browser.js";
    try { new Sandbox().eval("1"); } catch (error) { document.title = error.code + " " + error.cause.message; }`;
  const folder = plainSite("without-guest", source);
  rmSync(join(folder, "kobako/kobako.wasm"));
  const { address, stop } = await serve(folder);
  expect(await titleOf(address)).toBe("KOBAKO_SETUP 404 Not Found");
  stop();
});

test("results, fuel and memory are the same on all of them", () => {
  expect(reports.size).toBe(10);
  const [first] = reports.values();
  for (const [runtime, report] of reports) expect({ runtime, ...report.same }).toEqual({ runtime, ...first?.same });
});
