import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { KobakoError, Sandbox } from "kobako";
import { afterAll, expect, test } from "vitest";

import { fileExtension } from "../../examples/file/extension.ts";

const outside = mkdtempSync(join(tmpdir(), "kobako-overlay-"));
const folder = join(outside, "shared");
mkdirSync(join(folder, "inner"), { recursive: true });
mkdirSync(join(outside, "shared-too"));
writeFileSync(join(outside, "secret.txt"), "secret");
writeFileSync(join(outside, "shared-too", "secret.txt"), "secret");
writeFileSync(join(folder, "a.txt"), "a");
writeFileSync(join(folder, "inner", "b.txt"), "b");
writeFileSync(join(folder, ".hidden"), "secret");
writeFileSync(join(folder, "large.txt"), "");
truncateSync(join(folder, "large.txt"), 2 << 20);
symlinkSync(join(outside, "secret.txt"), join(folder, "link.txt"));
symlinkSync("../secret.txt", join(folder, "relative.txt"));
symlinkSync(outside, join(folder, "up"));
symlinkSync(join(outside, "shared-too"), join(folder, "beside"));
symlinkSync("inner/b.txt", join(folder, "within.txt"));
symlinkSync("loop.txt", join(folder, "loop.txt"));
execFileSync("mkfifo", [join(folder, "pipe.txt")]);
afterAll(() => rmSync(outside, { recursive: true }));

/** The code of the error that a call ends in, and its message. */
function failure(call: () => unknown): { readonly code: string; readonly message: string } {
  try {
    call();
  } catch (error) {
    if (error instanceof KobakoError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

const refused = "KOBAKO_SERVICE_ARGUMENT";
const sandbox = new Sandbox().install(fileExtension(folder));
const read = (path: unknown): unknown =>
  sandbox.eval("File.read(Path.call)", { bind: { Path: () => path as string } }).value;
sandbox.declare("Path");

test("files inside are read, also through a link that stays inside", () => {
  expect([read("a.txt"), read("inner/b.txt"), read("within.txt")]).toEqual(["a", "b", "b"]);
});

test.each([
  "../secret.txt",
  "inner/../../secret.txt",
  "inner/../a.txt",
  "./a.txt",
  "a.txt/.",
  "..",
  ".",
  "",
  "/",
  "/etc/passwd",
  "//etc/passwd",
  "inner//b.txt",
  "inner/",
  "inner",
  "a.txt/",
  "\\..\\secret.txt",
  "..\\secret.txt",
  "C:\\secret.txt",
  "C:a.txt",
  "\\\\server\\share",
  "a.txt\0",
  "a.txt\0.png",
  "\0",
  "a.txt\n",
  "%2e%2e/secret.txt",
  "%2e%2e%2fsecret.txt",
  "..%2fsecret.txt",
  "..%c0%afsecret.txt",
  "\u2024\u2024/secret.txt",
  "\uff0e\uff0e/secret.txt",
  "..\u2215secret.txt",
  "..\u2044secret.txt",
  ".hidden",
  "~/secret.txt",
  "$HOME/secret.txt",
  "file:///etc/passwd",
  "a.txt:stream",
  "a.txt.",
  "a.txt ",
  "link.txt",
  "relative.txt",
  "up/secret.txt",
  "beside/secret.txt",
  "loop.txt",
  "pipe.txt",
  "large.txt",
  "gone.txt",
  "x".repeat(201),
  5,
  null,
  ["a.txt"],
  { path: "a.txt" },
])("the path %j reads nothing", (path) => {
  const error = failure(() => read(path));
  expect(error.code).toBe(refused);
  expect(error.message).not.toContain(outside);
  expect(error.message).not.toContain("secret");
});

test("writes last for one invocation and never reach the folder", () => {
  const before = readdirSync(folder, { recursive: true });
  const write = `File.write("new.txt", "n"); File.open("a.txt", "a") { |f| f.puts "more" }`;
  expect(sandbox.eval(`${write}; [File.read("new.txt"), File.read("a.txt")]`).value).toEqual(["n", "amore\n"]);
  expect(sandbox.eval(`[File.exist?("new.txt"), File.read("a.txt")]`).value).toEqual([false, "a"]);
  expect(readdirSync(folder, { recursive: true })).toEqual(before);
  expect(failure(() => sandbox.eval(`File.write("../new.txt", "n")`)).code).toBe(refused);
});

test("what is written is bounded", () => {
  const error = failure(() => sandbox.eval(`i = 0; loop { File.write("f#{i += 1}", "x" * 100_000) }`));
  expect(error.code).toBe(refused);
});

test("the guest reaches nothing of the overlay but its methods", () => {
  for (const call of ["root", "written", "load('a.txt')", "constructor", "instance_variable_get(:@root)"]) {
    expect(failure(() => sandbox.eval(`File.${call}`)).code).toBe("KOBAKO_NO_SERVICE");
  }
});
