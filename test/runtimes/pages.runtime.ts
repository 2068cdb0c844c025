/** The pieces of docs/runtimes.md that only a browser can run, exactly as they stand there. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { build, createServer } from "vite";
import { afterAll, beforeAll, expect, test } from "vitest";

import { blocksOf } from "../../tools/docs-blocks.ts";
import { install, pack } from "../../tools/packed.ts";
import { launch, serve } from "./chromium.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const blocks = blocksOf(readFileSync(join(root, "docs/runtimes.md"), "utf8"));
let browser: Browser;
let scratch: string;
let project: string;

/** The one block that there is of a kind. */
function block(language: string, begins = ""): string {
  const found = blocks.filter((one) => one.language === language && one.code.startsWith(begins));
  expect(found).toHaveLength(1);
  return found[0]?.code ?? "";
}

/** The first line that a page writes to its console. */
async function printed(address: string): Promise<string> {
  const page = await browser.newPage();
  try {
    const failed = new Promise<string>((resolve) => page.on("pageerror", (error) => resolve(`it failed: ${error}`)));
    // what Vite and the browser say of their own is no log
    const said = page
      .waitForEvent("console", { timeout: 20_000, predicate: (message) => message.type() === "log" })
      .then((message) => message.text());
    await page.goto(address);
    return await Promise.race([said, failed]);
  } finally {
    await page.close();
  }
}

function files(name: string, contents: Readonly<Record<string, string>>): string {
  const folder = join(scratch, name);
  mkdirSync(folder);
  for (const [file, text] of Object.entries(contents)) writeFileSync(join(folder, file), text);
  return folder;
}

const page = '<link rel="icon" href="data:," /><script type="module" src="./page.js"></script>';

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), "kobako-pages-"));
  project = join(scratch, "project");
  install(project, pack(scratch).tarball);
  browser = await launch();
}, 240_000);
afterAll(async () => {
  await browser.close();
  rmSync(scratch, { recursive: true });
});

test("the plain module script prints its value", async () => {
  const folder = files("plain", { "index.html": `<link rel="icon" href="data:," />${block("html")}` });
  cpSync(join(project, "node_modules/kobako/dist"), join(folder, "kobako"), { recursive: true });
  const policy = "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'"; // the script is part of the page
  const { address, stop } = await serve(folder, policy);
  expect(await printed(address)).toBe("42");
  stop();
});

test("a page needs wasm-unsafe-eval and no more of its policy", async () => {
  const source = 'import { Sandbox } from "/kobako/browser.js"; try { console.log(new Sandbox().eval("1").value) } catch (e) { console.log(e.code) }'; // prettier-ignore
  const folder = files("policy", { "index.html": page, "page.js": source });
  cpSync(join(project, "node_modules/kobako/dist"), join(folder, "kobako"), { recursive: true });
  for (const [policy, text] of [
    ["script-src 'self' 'wasm-unsafe-eval'", /^1$/],
    ["script-src 'self'", /KOBAKO_SETUP|wasm-unsafe-eval/],
  ] as const) {
    const { address, stop } = await serve(folder, policy);
    expect(await printed(address)).toMatch(text);
    stop();
  }
});

test("Vite serves and bundles with the configuration and the guests that the page shows", async () => {
  const use = 'import "./guests.js";\nimport { Sandbox } from "kobako";\nconsole.log(new Sandbox({ guest: "regexp" }).eval(`"a1"[/\\\\d/]`).value);'; // prettier-ignore
  const folder = files("vite", {
    "index.html": page,
    "page.js": use,
    "vite.config.js": block("js", "// vite.config.js"),
    "guests.js": block("js", "// guests.js"),
    "package.json": '{ "type": "module" }',
  });
  cpSync(join(project, "node_modules"), join(folder, "node_modules"), { recursive: true });
  const configFile = join(folder, "vite.config.js");
  const server = await createServer({
    root: folder,
    configFile,
    logLevel: "error",
    server: { host: "127.0.0.1", port: 0, ws: false },
  });
  try {
    await server.listen();
    expect(await printed(server.resolvedUrls?.local[0] ?? "")).toBe("1");
  } finally {
    await server.close();
  }
  const outDir = join(scratch, "bundle");
  await build({ root: folder, configFile, logLevel: "error", build: { outDir, target: "es2024", emptyOutDir: true } });
  const { address, stop } = await serve(outDir);
  expect(await printed(address)).toBe("1");
  stop();
});
