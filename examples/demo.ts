/** Real programs, then hostile ones. Run it with `npm run demo`. */
import { readFileSync } from "node:fs";

import { formatError, KobakoError, Sandbox, SandboxError } from "../src/node.ts";

const heading = (text: string): void => void process.stdout.write(`\n== ${text}\n`);
const line = (text: string): void => void process.stdout.write(`   ${text}\n`);

heading("Grading: submissions run against the teacher's cases");
const cases = "[[[], 0], [[5], 5], [[3, -1, 2], 4]]";
const submissions: readonly (readonly [string, string])[] = [
  ["correct", "def total(list) = list.sum"],
  ["forgets the empty list", "def total(list) = list.reduce { |a, b| a + b }"],
  ["does not compile", "def total(list\n  list.sum\nend"],
  ["never ends", "def total(list)\n  loop { list.sum }\nend"],
];
const grader = new Sandbox({ timeout: 500 });
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
  .slice(1)
  .map((row) => {
    const [, country = "", quantity, price] = row.split(",");
    return { country, quantity: Number(quantity), price: Number(price) };
  });
const pricing = new Sandbox({ timeout: 1_000, memoryLimit: 8 << 20 });
pricing.preload({
  name: "Price",
  code: `Price = lambda do |row|
    country, quantity, price = row.values_at("country", "quantity", "price")
    quantity >= 10 ? price * quantity * 0.9 : price * quantity + (country == 'US' ? 5 : 9)
  end`,
});
const started = performance.now();
const revenue = rows.reduce((sum, row) => sum + pricing.run<number>("Price", [row]).value, 0);
const each = ((performance.now() - started) * 1000) / rows.length;
line(`${rows.length} records, each a run of its own, revenue ${revenue.toFixed(2)}, ${each.toFixed(0)} us a record`);

heading("Report: a script asks the host for data, and writes text");
const reporter = new Sandbox({ timeout: 1_000, memoryLimit: 8 << 20 }).bind("Orders", {
  each: (block: (row: object) => void) => rows.forEach((row) => block(row)),
});
const report = `
  totals = Hash.new(0)
  Orders.each { |row| totals[row["country"]] += row["quantity"] }
  totals.sort_by { |_, n| -n }.first(5).each { |country, n| puts format("%-4s %6d  %s", country, n, "#" * (n / 200)) }
  nil`;
const { stdout, usage } = reporter.eval(report);
process.stdout.write(stdout);
line(`${usage.wallTime.toFixed(1)} ms for ${rows.length} calls of a block, fuel ${usage.fuel}`);

heading("A mistake, as its author gets to see it");
const mistaken = "def vat(price)\n  price * Orders.rate\nend\n\nvat(100)";
try {
  reporter.eval(mistaken);
} catch (error) {
  if (!(error instanceof KobakoError)) throw error;
  line(formatError(error, mistaken).replaceAll("\n", "\n   "));
}

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
