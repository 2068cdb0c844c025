import { RubySymbol } from "kobako";

/** Children shown of one container; the rest is counted. */
const most = 200;
const mostInline = 24;

function element(name: string, className: string, text = ""): HTMLElement {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

function scalar(value: unknown): HTMLElement {
  if (value === null || value === undefined) return element("span", "nil", "nil");
  if (value instanceof RubySymbol) return element("span", "symbol", `:${value.name}`);
  if (typeof value === "string") return element("span", "string", JSON.stringify(value));
  if (typeof value === "number" || typeof value === "bigint") return element("span", "number", String(value));
  if (typeof value === "boolean") return element("span", "boolean", String(value));
  return element("span", "object", "a host object");
}

function contents(value: unknown): { title: string; entries: [unknown, unknown][]; keyed: boolean } | undefined {
  if (value instanceof Uint8Array)
    return { title: `${value.length} bytes`, entries: [...value.entries()], keyed: false };
  if (Array.isArray(value)) return { title: `Array of ${value.length}`, entries: [...value.entries()], keyed: false };
  if (value instanceof Set) return { title: `Set of ${value.size}`, entries: [...[...value].entries()], keyed: false };
  if (value instanceof Map) return { title: `Hash of ${value.size}`, entries: [...value], keyed: true };
  return undefined;
}

function label(key: unknown, keyed: boolean): HTMLElement {
  if (!keyed) return element("span", "index", String(key));
  if (key instanceof RubySymbol) return element("span", "key", `${key.name}:`);
  const made = element("span", "key");
  made.append(scalar(key), " ⇒");
  return made;
}

function isScalar(value: unknown): boolean {
  return contents(value) === undefined;
}

/** A few scalars in one line, where a list would be long and say no more. */
function inline(values: readonly unknown[]): HTMLElement | undefined {
  if (values.length === 0 || values.length > mostInline || !values.every(isScalar)) return undefined;
  const made = element("span", "inline", "[");
  for (const [at, value] of values.entries()) made.append(at === 0 ? "" : ", ", scalar(value));
  made.append("]");
  return (made.textContent ?? "").length > 80 ? undefined : made;
}

/** A value as a tree to open and close; `depth` levels are open at first. */
export function tree(value: unknown, depth = 3, before?: HTMLElement): HTMLElement {
  const inner = contents(value);
  const short = Array.isArray(value) ? inline(value) : undefined;
  if (!inner || short) {
    const made = element("span", "");
    if (before) made.append(before, " ");
    made.append(short ?? scalar(value));
    return made;
  }
  const details = document.createElement("details");
  details.open = depth > 0;
  const summary = document.createElement("summary");
  if (before) summary.append(before, " ");
  summary.append(element("span", "type", inner.title));
  const list = element("ul", "");
  for (const [key, item] of inner.entries.slice(0, most)) {
    const row = element("li", "");
    row.append(tree(item, depth - 1, label(key, inner.keyed)));
    list.append(row);
  }
  const rest = inner.entries.length - most;
  if (rest > 0) list.append(element("li", "index", `and ${rest} more`));
  details.append(summary, list);
  return details;
}
