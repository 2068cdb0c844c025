import { ServiceArgumentError } from "kobako";

const maxBytes = 100_000;

/** The script's way to the network: GET of JSON, from the hosts on a list and from nowhere else. */
export class Web {
  readonly #hosts: ReadonlySet<string>;

  constructor(hosts: readonly string[]) {
    this.#hosts = new Set(hosts);
  }

  async getJson(address: unknown): Promise<unknown> {
    const url = typeof address === "string" && URL.canParse(address) ? new URL(address) : undefined;
    if (!url || !/^https?:$/.test(url.protocol)) throw new ServiceArgumentError("that is no address of the web");
    if (!this.#hosts.has(url.host)) throw new ServiceArgumentError(`${url.hostname} is not on the list`);
    // a redirect could lead off the list
    const response = await fetch(url, { redirect: "error", signal: AbortSignal.timeout(2000) });
    if (!response.ok) throw new ServiceArgumentError(`the server answered ${response.status}`);
    const text = await response.text();
    if (text.length > maxBytes) throw new ServiceArgumentError("the answer is too long");
    return JSON.parse(text) as unknown;
  }
}
