/** What a link carries. */
export interface Shared {
  readonly source: string;
  readonly guest: string;
  readonly services: readonly string[];
  readonly limits: Readonly<Record<string, number>>;
}

async function through(bytes: BlobPart, stream: CompressionStream | DecompressionStream): Promise<Uint8Array> {
  const response = new Response(new Blob([bytes]).stream().pipeThrough(stream));
  return new Uint8Array(await response.arrayBuffer());
}

/** The fragment of a link: deflated JSON in the letters that a URL takes as they are. */
export async function toFragment(shared: Shared): Promise<string> {
  const packed = await through(JSON.stringify(shared), new CompressionStream("deflate-raw"));
  const text = Array.from(packed, (byte) => String.fromCharCode(byte)).join("");
  return `s=${btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "")}`;
}

/** What a fragment carries; undefined when it is not one of ours. */
export async function fromFragment(fragment: string): Promise<Shared | undefined> {
  const [, letters] = /^#?s=([\w-]+)$/.exec(fragment) ?? [];
  if (!letters) return undefined;
  try {
    const text = atob(letters.replaceAll("-", "+").replaceAll("_", "/"));
    const packed = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    const json = new TextDecoder().decode(await through(packed, new DecompressionStream("deflate-raw")));
    const { source, guest, services, limits } = JSON.parse(json) as Partial<Shared>;
    if (typeof source !== "string" || !Array.isArray(services)) return undefined;
    const names = services.filter((name) => typeof name === "string");
    return { source, guest: typeof guest === "string" ? guest : "core", services: names, limits: { ...limits } };
  } catch {
    return undefined;
  }
}
