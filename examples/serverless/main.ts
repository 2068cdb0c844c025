/** A server that runs one script a route. A request reaches its script as a host object, and nothing else does. */
import { readdirSync, readFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

import { formatError, KobakoError, Sandbox, TrapError } from "kobako";

const folder = new URL("./routes/", import.meta.url);

/** What a script reaches of a request: these methods and getters, and no field. */
class Request {
  readonly #request: IncomingMessage;
  readonly #url: URL;
  readonly #body: string;

  constructor(request: IncomingMessage, body: string) {
    this.#request = request;
    this.#url = new URL(request.url ?? "/", "http://localhost");
    this.#body = body;
  }

  get verb(): string {
    return this.#request.method ?? "";
  }

  get body(): string {
    return this.#body;
  }

  query(name: string): string | null {
    return this.#url.searchParams.get(name);
  }
}

class Store {
  readonly #counts = new Map<string, number>();

  increment(key: string): number {
    const next = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, next);
    return next;
  }
}

interface Route {
  readonly entry: string;
  readonly source: string;
  readonly sandbox: Sandbox;
}

/** One sandbox a script: what a script does to its guest is its own affair, and gone after each request. */
function deploy(file: string, store: Store): Route {
  const name = file.replace(".rb", "");
  const entry = name.charAt(0).toUpperCase() + name.slice(1);
  const source = readFileSync(new URL(file, folder), "utf8");
  const sandbox = new Sandbox({ timeout: 300, memoryLimit: 4 << 20 }).bind("Store", store);
  sandbox.preload({ code: source, name: entry });
  return { entry, source, sandbox };
}

interface Answer {
  readonly status: number;
  readonly body: string;
}

function answerOf(value: unknown): Answer {
  const { status, body } = (value ?? {}) as Partial<Answer>;
  if (typeof status !== "number" || typeof body !== "string") return { status: 502, body: "no answer" };
  return { status, body };
}

function serve({ entry, source, sandbox }: Route, request: Request): Answer {
  try {
    return answerOf(sandbox.run(entry, [request]).value);
  } catch (error) {
    if (!(error instanceof KobakoError)) throw error;
    // its author gets the excerpt; the visitor gets no more than that it failed
    console.log(formatError(error, source, { context: 0, name: `(snippet:${entry})` }).replace(/^/gm, "  log: "));
    return error instanceof TrapError ? { status: 503, body: "too slow" } : { status: 500, body: "failed" };
  }
}

const store = new Store();
const routes = new Map(readdirSync(folder).map((file) => [`/${file.replace(".rb", "")}`, deploy(file, store)]));

const server = createServer((incoming, outgoing) => {
  const parts: Buffer[] = [];
  incoming.on("data", (part: Buffer) => parts.push(part));
  incoming.on("end", () => {
    const route = routes.get((incoming.url ?? "").split("?")[0] ?? "");
    const request = new Request(incoming, Buffer.concat(parts).toString());
    const { status, body } = route ? serve(route, request) : { status: 404, body: "no such script" };
    outgoing.writeHead(status, { "content-type": "text/plain" }).end(body);
  });
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

const visits: readonly (readonly [string, string, string?])[] = [
  ["GET", "/hello?name=Ada"],
  ["GET", "/hello"],
  ["POST", "/count?key=visits"],
  ["POST", "/count?key=visits"],
  ["GET", "/count"],
  ["POST", "/report", "tea,3\ncake,5\ntea,4"],
  ["GET", "/spin"],
  ["GET", "/broken"],
  ["GET", "/nowhere"],
];
for (const [method, path, body] of visits) {
  const response = await fetch(address + path, body === undefined ? { method } : { method, body });
  console.log(`${method} ${path} -> ${response.status} ${await response.text()}`);
}
server.close();
