/**
 * Code mode: a model answers with a script instead of a chain of tool calls. The script runs in the sandbox with the
 * tools as services; what goes wrong goes back to the model as text that it can repair the script from.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { formatError, KobakoError, Sandbox } from "kobako";

import { startModel, type Message } from "./model.ts";
import { Web } from "./web.ts";

const maxTurns = 5;

const shop = createServer((request, response) => {
  const data: Readonly<Record<string, unknown>> = {
    "/rates": { EUR: 1, JPY: 0.006 },
    "/orders": [
      { country: "JP", currency: "JPY", total: 12_000 },
      { country: "FR", currency: "EUR", total: 80.5 },
      { country: "JP", currency: "JPY", total: 3_400 },
    ],
  };
  const body = data[request.url ?? ""];
  response.writeHead(body ? 200 : 404, { "content-type": "application/json" }).end(JSON.stringify(body ?? null));
});
await new Promise<void>((resolve) => shop.listen(0, "127.0.0.1", resolve));
const { port } = shop.address() as AddressInfo;
const model = await startModel(`http://127.0.0.1:${port}`);

async function ask(messages: readonly Message[]): Promise<string> {
  const response = await fetch(model.address, { method: "POST", body: JSON.stringify({ messages }) });
  return ((await response.json()) as { content: string }).content;
}

const sandbox = new Sandbox({ timeout: 2000, fuel: 10_000_000, stdoutLimit: 4096 });
sandbox.bind("Web", new Web([`127.0.0.1:${port}`]));

const messages: Message[] = [{ role: "user", content: "What did each country order, in EUR?" }];
for (let turn = 1; turn <= maxTurns; turn++) {
  const source = await ask(messages);
  messages.push({ role: "assistant", content: source });
  try {
    const { value, usage } = await sandbox.evalAsync(source);
    console.log(`turn ${turn}: ${JSON.stringify(value)}, after ${usage.serviceCalls} calls of tools`);
    break;
  } catch (error) {
    if (!(error instanceof KobakoError)) throw error;
    const report = formatError(error, source, { context: 0 });
    console.log(`turn ${turn} failed, the model is told:\n${report.replaceAll(String(port), "PORT")}\n`);
    messages.push({ role: "user", content: `That failed. Repair it.\n${report}` });
  }
}
model.stop();
shop.close();
