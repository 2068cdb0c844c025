/** Real programs, then hostile ones. Run it with `npm run demo`. */
import { readFileSync } from "node:fs";

import { KobakoError, Sandbox, SandboxError } from "../src/node.ts";

const heading = (text: string): void => void process.stdout.write(`\n== ${text}\n`);
const line = (text: string): void => void process.stdout.write(`   ${text}\n`);

/** Ruby that makes ROWS of lines of text; a string literal holds at most 64 KiB, so in pieces. */
function rowsLiteral(lines: readonly string[]): string {
  const quote = (text: string): string => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
  const pieces: string[] = [];
  for (let i = 0; i < lines.length; i += 1000) pieces.push(quote(`${lines.slice(i, i + 1000).join("\n")}\n`));
  return `ROWS = ''.dup\n${pieces.map((piece) => `ROWS << ${piece}`).join("\n")}\n`;
}

heading("Grading: submissions run against the teacher's cases");
const cases = "[[[], 0], [[5], 5], [[3, -1, 2], 4]]";
const submissions: readonly (readonly [string, string])[] = [
  ["correct", "def total(list) = list.sum"],
  ["forgets the empty list", "def total(list) = list.reduce { |a, b| a + b }"],
  ["does not compile", "def total(list\n  list.sum\nend"],
  ["never ends", "def total(list)\n  loop { list.sum }\nend"],
];
const grader = new Sandbox({ timeout: 50 });
for (const [title, source] of submissions) {
  try {
    const check = `${source}\n${cases}.map { |input, want| total(input) == want }`;
    const results = grader.eval<boolean[]>(check).value;
    line(`${title}: ${results.filter(Boolean).length} of ${results.length} cases`);
  } catch (error) {
    if (!(error instanceof KobakoError)) throw error;
    line(`${title}: ${error.name}: ${error.message}`);
  }
}

heading("Pricing: a formula over every record of a file");
const rows = readFileSync(new URL("data/orders.csv", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .slice(1);
const formula = "quantity >= 10 ? price * quantity * 0.9 : price * quantity + (country == 'US' ? 5 : 9)";
const pricing = new Sandbox({ timeout: 1_000, memoryLimit: 8 << 20 });
const program = `
  ROWS.lines.sum do |row|
    _, country, quantity, price = row.chomp.split(",")
    quantity = quantity.to_i
    price = price.to_f
    ${formula}
  end.round(2)`;
const started = performance.now();
const { value: revenue, usage } = pricing.eval<number>(rowsLiteral(rows) + program);
line(`${rows.length} records, revenue ${revenue}, in ${(performance.now() - started).toFixed(1)} ms`);
line(`fuel ${usage.fuel}, memory ${(usage.memoryPeak / 1024).toFixed(0)} KiB`);

heading("Report: text made by the guest");
const report = `
  totals = Hash.new(0)
  ROWS.lines.each { |row| _, country, quantity, _ = row.split(","); totals[country] += quantity.to_i }
  totals.sort_by { |_, n| -n }.first(5).each { |country, n| puts format("%-4s %6d  %s", country, n, "#" * (n / 200)) }
  nil`;
process.stdout.write(pricing.eval(rowsLiteral(rows) + report).stdout);

heading("Hostile programs, each stopped");
const hostile: readonly (readonly [string, string])[] = [
  ["an infinite loop", "begin\n  loop {}\nrescue Exception\n  retry\nend"],
  ["a memory bomb", 'bomb = "x"\nloop { bomb += bomb }'],
  ["an output flood", 'loop { puts "spam" * 100 }'],
  ["a syntax error", "total = (1 + \nputs total"],
];
const guarded = new Sandbox({ timeout: 100, stdoutLimit: 4096 });
for (const [title, source] of hostile) {
  try {
    guarded.eval(source);
    line(`${title}: ended by itself`);
  } catch (error) {
    if (!(error instanceof KobakoError)) throw error;
    const used = error.execution?.usage;
    const where = error instanceof SandboxError && error.line ? ` at line ${error.line}, column ${error.column}` : "";
    line(`${title}: ${error.name} (${error.code})${where}: ${error.message}`);
    if (used) {
      line(
        `  ${used.wallTime.toFixed(1)} ms, ${used.memoryPeak} bytes, fuel ${used.fuel}, output ${error.execution?.stdout.length}`,
      );
    }
  }
}
line(`and the sandbox goes on: ${guarded.eval<number>("6 * 7").value}`);
