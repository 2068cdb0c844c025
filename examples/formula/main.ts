/** A formula column over a large CSV file: one invocation a record, with progress, and bad records reported. */
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";

import { formatError, KobakoError, Sandbox } from "kobako";

const records = 50_000;
const formula = `
rate = case Row.country
       when "JP" then 0.10
       when "DE", "FR" then 0.20
       else 0.05
       end
(Row.quantity * Row.price * (1 + rate)).round(2)
`;

/** A file as someone might upload it; one in 10,000 of its prices is missing. */
function writeOrders(file: string): void {
  const countries = ["JP", "DE", "FR", "US"];
  const lines = ["id,country,quantity,price"];
  for (let id = 1; id <= records; id++) {
    const price = id % 10_000 === 7 ? "" : ((id * 37) % 9_999) / 100;
    lines.push(`${id},${countries[id % 4]},${(id % 9) + 1},${price}`);
  }
  writeFileSync(file, lines.join("\n"));
}

/** What the formula reaches of a record, and no more. */
function row([id = "", country = "", quantity = "", price = ""]: string[]): object {
  return { id: Number(id), country, quantity: Number(quantity), price: price === "" ? null : Number(price) };
}

const folder = mkdtempSync(join(tmpdir(), "kobako-formula-"));
const file = join(folder, "orders.csv");
writeOrders(file);

const sandbox = new Sandbox({ timeout: 1000, fuel: 100_000 }).declare("Row");
const failures: { line: number; error: KobakoError }[] = [];
let line = 0;
let total = 0;
const started = performance.now();
for await (const text of createInterface({ input: createReadStream(file) })) {
  if (line++ === 0) continue;
  try {
    total += sandbox.eval<number>(formula, { bind: { Row: row(text.split(",")) } }).value;
  } catch (error) {
    if (!(error instanceof KobakoError)) throw error;
    failures.push({ line, error });
  }
  if (line % 10_000 === 0) {
    const rate = Math.round((line / (performance.now() - started)) * 1000);
    process.stderr.write(`${line} of ${records} records, ${rate} a second\n`);
  }
}
rmSync(folder, { recursive: true });

console.log(`${line - 1 - failures.length} records, total ${total.toFixed(2)}`);
console.log(`${failures.length} records failed, the first in line ${failures[0]?.line}:`);
if (failures[0]) console.log(formatError(failures[0].error, formula, { context: 1 }));
