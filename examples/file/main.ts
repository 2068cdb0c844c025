/** An extension: a File that reads a folder of the host, and whose writes last for one invocation. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { KobakoError, Sandbox } from "kobako";

import { fileExtension } from "./extension.ts";

const outside = mkdtempSync(join(tmpdir(), "kobako-file-"));
const folder = join(outside, "shared");
mkdirSync(join(folder, "notes"), { recursive: true });
writeFileSync(join(outside, "secret.txt"), "the host's own");
writeFileSync(join(folder, "cities.txt"), "Kyoto\nOsaka\nNara\n");
writeFileSync(join(folder, "notes", "today.txt"), "water the plants");
symlinkSync(join(outside, "secret.txt"), join(folder, "link.txt"));

const sandbox = new Sandbox({ timeout: 1_000 }).install(fileExtension(folder));

function show(title: string, source: string): void {
  console.log(`\n== ${title}`);
  try {
    const { value, stdout } = sandbox.eval(source);
    process.stdout.write(stdout);
    console.log("=>", JSON.stringify(value));
  } catch (error) {
    if (!(error instanceof KobakoError)) throw error;
    console.log(`${error.name}: ${error.message}`);
  }
}

show("Reading", `File.foreach("cities.txt") { |line| puts line.upcase }; File.read(File.join("notes", "today.txt"))`);

show(
  "Writing, and reading it back",
  `
  File.open("cities.txt", "a") { |file| file.puts "Kobe" }
  File.write("report.txt", "#{File.readlines("cities.txt").size} cities")
  [File.read("report.txt"), File.list]`,
);

show(
  "The next invocation starts from the folder again",
  `[File.exist?("report.txt"), File.readlines("cities.txt").size]`,
);

for (const path of ["../secret.txt", "/etc/passwd", "notes/../../secret.txt", "link.txt", "%2e%2e/secret.txt"]) {
  show(`Out of the folder: ${path}`, `File.read(${JSON.stringify(path)})`);
}

console.log(`\nThe folder itself: ${readdirSync(folder).join(", ")}`);
rmSync(outside, { recursive: true });
