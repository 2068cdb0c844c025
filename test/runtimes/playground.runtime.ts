import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { deflateRawSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { ensureInstalled } from "../../tools/side-project.ts";
import { launch, serve } from "./chromium.ts";

const playground = fileURLToPath(new URL("../../playground/", import.meta.url));
/** Set to a folder to have pictures of the page put there. */
const pictures = process.env["KOBAKO_PICTURES"];
let browser: Browser;
let site: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  ensureInstalled(playground);
  const run = (...args: string[]): Buffer => execFileSync(process.execPath, args, { cwd: playground });
  run("../node_modules/typescript/bin/tsc", "-p", "tsconfig.json");
  run("node_modules/vite/bin/vite.js", "build", "--logLevel=error");
  site = await serve(join(playground, "dist"));
  browser = await launch();
}, 240_000);
afterAll(async () => {
  await browser.close();
  site.stop();
});

/** A page that is ready; what it writes to its console as an error fails the test that closes it. */
async function open(width: number, fragment = ""): Promise<{ page: Page; close(): Promise<void> }> {
  const page = await browser.newPage({ viewport: { width, height: width > 600 ? 860 : 844 } });
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await page.goto(`${site.address}${fragment}`);
  await page.waitForSelector("html[data-ready]");
  return {
    page,
    close: async () => {
      await page.close();
      expect(errors).toEqual([]);
    },
  };
}

async function settled(page: Page): Promise<string> {
  await page.waitForSelector("#run:not([disabled])", { timeout: 20_000 });
  return (await page.textContent("#status")) ?? "";
}

async function example(page: Page, label: string): Promise<string> {
  await page.selectOption("#example", { label });
  return settled(page);
}

async function write(page: Page, source: string): Promise<void> {
  await page.click(".cm-content");
  await page.keyboard.press("Control+A");
  await page.keyboard.insertText(source);
}

describe.each([1280, 390])("the playground, %i pixels wide", (width) => {
  test.each([
    ["Hello", "Ended in a value"],
    ["Formula for records", "Ended in a value"],
    ["Turtle", "Ended in a value"],
    ["Blocks", "Ended in a value"],
    ["Waiting for the host", "Ended in a value"],
    ["Regexp and JSON", "Ended in a value"],
    ["An error to repair", "Ended in SandboxError (KOBAKO_SANDBOX)"],
    ["A loop without end", "Ended in TimeoutError (KOBAKO_TIMEOUT)"],
    ["A memory bomb", "Ended in MemoryLimitError (KOBAKO_MEMORY_LIMIT)"],
    ["Out of reach", "Ended in a value"],
  ])("runs the example %s", async (label, status) => {
    const { page, close } = await open(width);
    expect(await example(page, label)).toContain(status);
    if (pictures) {
      mkdirSync(pictures, { recursive: true });
      await page.screenshot({ path: join(pictures, `${label.replaceAll(" ", "-").toLowerCase()}-${width}.png`) });
    }
    const wide = await page.evaluate("document.documentElement.scrollWidth");
    expect(wide).toBeLessThanOrEqual(width);
    await close();
  });
});

describe("the playground", () => {
  test("shows value, output, usage and calls", async () => {
    const { page, close } = await open(1280);
    await example(page, "Formula for records");
    expect(await page.textContent("#value .tree")).toContain("orders: 4");
    expect(await page.textContent("#output pre")).toMatch(/DE +3 x +120\.00/);
    expect(await page.textContent("#calls ol")).toBe("Store.orders");
    expect(await page.textContent("#meters")).toMatch(/Time.*Memory.*Fuel[\d,]+Service calls1$/);
    await close();
  });

  test("waits for services that answer promises, and stays responsive", async () => {
    const { page, close } = await open(1280);
    expect(await example(page, "Waiting for the host")).toContain("Ended in a value");
    expect(await page.textContent("#calls ol")).toContain('Weather.today("Lima")');
    expect(await page.textContent("#output pre")).toMatch(/Kyoto: .*\nOslo: .*\nLima: /);
    await close();
  });

  test("shows an excerpt with a caret, and marks the place in the editor", async () => {
    const { page, close } = await open(1280);
    await write(page, "x = 1\ny = (2 + ]\n");
    await page.keyboard.press("Control+Enter");
    expect(await settled(page)).toContain("does not compile");
    expect(await page.textContent("#error .excerpt")).toContain("> 2 | y = (2 + ]\n    |          ^");
    await page.waitForSelector(".cm-lintRange-error");
    await close();
  });

  test("gives a script the services that are ticked, and no others", async () => {
    const { page, close } = await open(1280);
    await write(page, "Store.orders.size");
    await page.click("#run");
    expect(await settled(page)).toContain("SandboxError");
    await page.check("#services input[name=Store]");
    await page.click("#run");
    expect(await settled(page)).toContain("Ended in a value");
    expect(await page.textContent("#value .tree")).toBe("4");
    await close();
  });

  test("keeps the limits that are chosen", async () => {
    const { page, close } = await open(1280);
    await page.selectOption("#limits select[name=fuel]", { label: "10 thousand" });
    await write(page, "loop {}");
    await page.click("#run");
    expect(await settled(page)).toContain("FuelExhaustedError");
    await close();
  });

  test("fetches a guest when it is first wanted, and once", async () => {
    const { page, close } = await open(1280);
    const fetched: string[] = [];
    page.on("request", (request) => /kobako-(\w+)/.test(request.url()) && fetched.push(request.url()));
    await write(page, '["a1b22".scan(/\\d+/), JSON.generate([1])]');
    await page.click("#run");
    expect(await settled(page)).toContain("SandboxError");
    expect(await page.textContent("#error .excerpt")).toContain("uninitialized constant");
    expect(fetched).toEqual([]);
    for (const [guest, status] of [
      ["regexp", "SandboxError"],
      ["json", "SandboxError"],
      ["full", "Ended in a value"],
      ["full", "Ended in a value"],
      ["core", "SandboxError"],
    ] as const) {
      await page.selectOption("#limits select[name=guest]", guest);
      await page.click("#run");
      expect(await settled(page)).toContain(status);
    }
    expect(fetched.map((url) => /kobako-(\w+?)(?:-|\.wasm)/.exec(url)?.[1])).toEqual(["regexp", "json", "full"]);
    await close();
  });

  test("says so when a guest cannot be fetched, and tries again", async () => {
    const { page } = await open(1280);
    const pattern = /kobako-json/;
    await page.route(pattern, (route) => route.fulfill({ status: 503 }));
    await write(page, "JSON.generate([1])");
    await page.selectOption("#limits select[name=guest]", "json");
    await page.click("#run");
    expect(await settled(page)).toContain("the guest json could not be fetched: 503");
    await page.unroute(pattern);
    await page.click("#run");
    expect(await settled(page)).toContain("Ended in a value");
    await page.close();
  });

  test("offers names that a script may have meant", async () => {
    const { page, close } = await open(1280);
    await page.check("#services input[name=Store]");
    await write(page, "Stroe.orders");
    await page.click("#run");
    await settled(page);
    expect(await page.textContent("#error .excerpt")).toContain("Did you mean Store?");
    await close();
  });

  test("shares a script by a link, which does not run by itself", async () => {
    const { page, close } = await open(1280);
    await write(page, "puts 'from afar: é'");
    await page.selectOption("#limits select[name=guest]", "full");
    await page.check("#services input[name=Seq]");
    await page.selectOption("#limits select[name=timeout]", { label: "250 ms" });
    await page.click("#share");
    await page.waitForURL(/#s=/);
    const fragment = new URL(page.url()).hash;
    await close();

    const other = await open(1280, fragment);
    expect(await other.page.textContent("#status")).toBe("Nothing has run yet.");
    expect(await other.page.textContent(".cm-content")).toBe("puts 'from afar: é'");
    expect(await other.page.isChecked("#services input[name=Seq]")).toBe(true);
    expect(await other.page.inputValue("#limits select[name=timeout]")).toBe("250");
    expect(await other.page.inputValue("#limits select[name=guest]")).toBe("full");
    await other.page.click("#run");
    expect(await settled(other.page)).toContain("Ended in a value");
    await other.close();
  });

  test("takes links from before there were guests to choose, and guests that there are not, for core", async () => {
    for (const guest of [undefined, "root", 7]) {
      const shared = JSON.stringify({ source: "1", guest, services: [], limits: {} });
      const { page, close } = await open(1280, `#s=${deflateRawSync(shared).toString("base64url")}`);
      expect(await page.textContent(".cm-content")).toBe("1");
      expect(await page.inputValue("#limits select[name=guest]")).toBe("core");
      await close();
    }
  });

  test("takes a broken link for none", async () => {
    const { page, close } = await open(1280, "#s=notalink");
    expect(await page.textContent(".cm-content")).toContain("primes");
    await close();
  });

  test("shows what a script writes as text, never as markup", async () => {
    const { page, close } = await open(1280);
    await write(page, `puts "<img src=x onerror=alert(1)>"; "<b>bold</b>"`);
    await page.click("#run");
    await settled(page);
    expect(await page.locator("#output img, #value b").count()).toBe(0);
    expect(await page.textContent("#output pre")).toContain("<img src=x");
    await close();
  });
});
