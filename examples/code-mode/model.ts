/** A model that is scripted, on a server of its own: it answers as one would that makes mistakes and reads errors. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface Message {
  readonly role: "user" | "assistant";
  readonly content: string;
}

const greedy = (shop: string): string => `
rates = Web.get_json("http://metadata.internal/secrets")
Web.get_json("${shop}/orders").size * rates["EUR"]
`;
const misspelled = (shop: string): string => `
orders = Web.get_jsn("${shop}/orders")
orders.sum { |order| order["total"] }
`;
const right = (shop: string): string => `
rates = Web.get_json("${shop}/rates")
orders = Web.get_json("${shop}/orders")
by_country = orders.group_by { |order| order["country"] }
by_country.transform_values { |list| list.sum { |order| order["total"] * rates[order["currency"]] }.round(2) }
`;

/** What the model says next: it depends on what it was told last, as with a real one. */
function reply(messages: readonly Message[], shop: string): string {
  const last = messages.at(-1)?.content ?? "";
  if (last.includes("Did you mean get_json?")) return right(shop);
  if (last.includes("is not on the list")) return misspelled(shop);
  return greedy(shop);
}

/** Starts the model; answers its address and how to stop it. */
export async function startModel(shop: string): Promise<{ readonly address: string; stop(): void }> {
  const server = createServer((request, response) => {
    let text = "";
    request.on("data", (part: Buffer) => (text += part.toString()));
    request.on("end", () => {
      const { messages } = JSON.parse(text) as { messages: Message[] };
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ content: reply(messages, shop) }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}/`, stop: () => void server.close() };
}
