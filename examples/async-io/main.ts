/** Many scripts that wait for slow servers, on one thread and in one sandbox: while one waits, the others go on. */
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import { AbortError, Sandbox } from "kobako";

const scripts = 20;

/** A server so slow that it answers nobody before all of them have asked. */
const waiting: { readonly number: number; readonly response: ServerResponse }[] = [];
const server = createServer((request, response) => {
  const number = Number(new URL(request.url ?? "/", "http://localhost").searchParams.get("n"));
  waiting.push({ number, response });
  if (waiting.length < scripts) return;
  console.log(`${waiting.length} requests are waiting at once`);
  for (const one of waiting.splice(0)) one.response.end(JSON.stringify({ double: one.number * 2 }));
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const { port } = server.address() as AddressInfo;

const sandbox = new Sandbox({ timeout: 20_000, maxConcurrency: scripts }).bind("Remote", {
  async double(n: number): Promise<number> {
    const response = await fetch(`http://127.0.0.1:${port}/?n=${n}`);
    return ((await response.json()) as { double: number }).double;
  },
});

/** Ruby that waits without knowing: to the script, the service simply answers. */
const source = (n: number): string => `
n = ${n}
3.times { n = Remote.double(n) }
puts "#{n} after three calls" if n == 160
n
`;
const runs = Array.from({ length: scripts }, (_, n) =>
  sandbox.evalAsync<number>(source(n + 1), { onStdout: (text) => void process.stdout.write(text) }),
);
const results = (await Promise.all(runs)).map(({ value }) => value);
console.log(`in all ${results.reduce((sum, value) => sum + value, 0)}`);

/** A script that waits can be given up at any time, and so can its wait. */
const stop = new AbortController();
const stuck = sandbox.evalAsync("Remote.double(1)", { signal: stop.signal });
setTimeout(() => stop.abort(new Error("the visitor left")), 20);
try {
  await stuck;
} catch (error) {
  if (error instanceof AbortError) console.log(`stopped: ${(error.cause as Error).message}`);
}
server.closeAllConnections();
server.close();
