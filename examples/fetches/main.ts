/** Many scripts that fetch from a slow server, all on one thread: their waits overlap. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { KobakoError, Sandbox } from "kobako";

const delay = 100;
const prices: Readonly<Record<string, number>> = { tea: 4, rice: 2, plums: 7 };

/** A shop whose every answer takes a tenth of a second; of one thing it never answers. */
const server = createServer((request, response) => {
  const item = (request.url ?? "").slice(1);
  if (item === "fog") return;
  setTimeout(() => response.end(JSON.stringify({ item, price: prices[item] ?? null })), delay);
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const { port } = server.address() as AddressInfo;

let asked = 0;
let stopped = 0;
const sandbox = new Sandbox({ timeout: 20_000, maxConcurrency: 40 });
// made for every script: its requests end when the script does
sandbox.provide("Shop", ({ signal }) => async (item: string): Promise<number> => {
  asked++;
  try {
    const response = await fetch(`http://127.0.0.1:${port}/${encodeURIComponent(item)}`, { signal });
    const { price } = (await response.json()) as { price: number | null };
    if (price === null) throw new RangeError(`there is no ${item}`);
    return price;
  } catch (error) {
    if (signal.aborted) stopped++;
    throw error;
  }
});

const script = 'tea = Shop.call("tea")\nrice = Shop.call("rice")\n"tea and rice: #{tea + rice}"';
const started = performance.now();
const executions = await Promise.all(Array.from({ length: 40 }, () => sandbox.evalAsync<string>(script)));
const took = performance.now() - started;
console.log(`${executions.length} scripts, ${asked} fetches: ${executions[0]?.value}`);
const sequential = asked * delay;
console.log(
  took < sequential / 4 ? "done in less than a quarter of the time the fetches take one by one" : `slow: ${took} ms`,
);

const rescued = 'begin\n  Shop.call("gold")\nrescue Kobako::ServiceError => e\n  e.message\nend';
console.log((await sandbox.evalAsync<string>(rescued)).value);

for (const limits of [() => ({ timeout: 150 }), () => ({ signal: AbortSignal.timeout(150) })]) {
  try {
    await sandbox.evalAsync('Shop.call("fog")', limits());
  } catch (error) {
    if (!(error instanceof KobakoError)) throw error;
    console.log(`${error.name}: ${error.message}`);
  }
}
await new Promise((resolve) => setTimeout(resolve, 20));
console.log(`${stopped} fetches were stopped with their scripts`);

server.closeAllConnections();
server.close();
