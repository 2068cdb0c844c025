/**
 * Measures what else runs untrusted code from JavaScript beside this library: `npm run bench:peers`.
 * Every peer has three turns, each in a process of its own, and of each row the least counts.
 * Prints a table and writes bench/peers/results.json.
 */
import { execFileSync } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { setting } from "../lib/run.ts";
import { table, type Peer } from "./table.ts";

const here = fileURLToPath(new URL(".", import.meta.url));
const turns = Number(process.env["BENCH_TURNS"] ?? 3);

// not `npm ci`, which wants every platform's part of a peer to exist
execFileSync("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], {
  cwd: here,
  stdio: ["ignore", "ignore", "inherit"],
});
const wanted = process.argv.slice(2);
const names = readdirSync(join(here, "adapters"))
  .map((file) => file.replace(/\.mjs$/, ""))
  .filter((name) => wanted.length === 0 || wanted.includes(name));
const best = new Map<string, Peer>();
for (let turn = 0; turn < turns; turn++) {
  for (const name of names) {
    const args = ["--expose-gc", "--disable-warning=ExperimentalWarning", join(here, "one.mjs"), name];
    const output = execFileSync(process.execPath, args, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
    const peer = JSON.parse(output) as Peer;
    const rows = { ...best.get(name)?.rows };
    for (const [row, value] of Object.entries(peer.rows)) rows[row] = Math.min(value, rows[row] ?? Infinity);
    best.set(name, { ...peer, rows });
    process.stderr.write(`${turn + 1} of ${turns}: ${name}\n`);
  }
}
const results = { ...setting(), turns, peers: [...best.values()] };
if (wanted.length === 0) writeFileSync(join(here, "results.json"), `${JSON.stringify(results, null, 2)}\n`);
process.stdout.write(table(results));
