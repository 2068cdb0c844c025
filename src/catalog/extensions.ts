import { isPlain } from "../objects.ts";
import type { Provider, Services } from "./services.ts";
import { readName } from "./snippets.ts";

/** What stands behind an extension on the host, at most one of the two; neither declares the path. */
export interface Backend {
  /** where it is bound, default the extension's name */
  readonly path?: string;
  /** what is bound, as by `Sandbox#bind` */
  readonly object?: object;
  /** what makes it for every invocation, as by `Sandbox#provide` */
  readonly provider?: Provider;
}

/** A guest idiom with what stands behind it on the host, installed as one unit. */
export interface Extension {
  /** of its snippet: one constant */
  readonly name: string;
  /** Ruby that runs before every program */
  readonly source: string;
  /** without one, the extension is a snippet alone */
  readonly backend?: Backend;
  /** names of extensions that must be installed as well, in any order */
  readonly dependsOn?: readonly string[];
}

type Binding = Parameters<Services["add"]>[1];

/** An extension that was asked for, read once and checked. */
export interface ReadExtension {
  readonly name: string;
  readonly source: string;
  readonly path: string | undefined;
  readonly binding: Binding;
  readonly dependsOn: readonly string[];
}

function members(value: unknown, what: string, known: readonly string[]): Record<string, unknown> {
  if (typeof value !== "object" || value === null || !isPlain(value)) throw new TypeError(`${what} must be an object`);
  for (const name of Object.keys(value)) {
    if (!known.includes(name))
      throw new TypeError(`${what} has an unknown member ${name}; known are ${known.join(", ")}`);
  }
  return { ...value };
}

function readBackend(backend: unknown, name: string): { path: string | undefined; binding: Binding } {
  if (backend === undefined) return { path: undefined, binding: { kind: "declared" } };
  const { path = name, object, provider } = members(backend, `the backend of ${name}`, ["path", "object", "provider"]);
  if (typeof path !== "string") throw new TypeError(`the path of ${name}'s backend must be a string`);
  if (object !== undefined && provider !== undefined) {
    throw new TypeError(`the backend of ${name} is an object or a provider, not both`);
  }
  if (provider !== undefined) return { path, binding: { kind: "provider", provider: provider as Provider } };
  if (object !== undefined) return { path, binding: { kind: "object", object: object as object } };
  return { path, binding: { kind: "declared" } };
}

/** @throws TypeError for what is not an extension */
export function readExtension(extension: Extension): ReadExtension {
  const read = members(extension, "an extension", ["name", "source", "backend", "dependsOn"]);
  const name = readName(read["name"], "an extension");
  const { source, dependsOn = [] } = read;
  if (typeof source !== "string") throw new TypeError(`the source of ${name} must be a string`);
  if (!Array.isArray(dependsOn)) throw new TypeError(`dependsOn of ${name} must be an array of names`);
  const needed = dependsOn.map((other: unknown) => readName(other, `an extension that ${name} depends on`));
  return { name, source, ...readBackend(read["backend"], name), dependsOn: needed };
}

/** The extensions that a sandbox has, and what they need. */
export class Extensions {
  readonly #needs = new Map<string, readonly string[]>();

  /** @throws TypeError for one that is installed already */
  check(name: string): void {
    if (this.#needs.has(name)) throw new TypeError(`the extension ${name} is installed already`);
  }

  add(name: string, dependsOn: readonly string[]): void {
    this.#needs.set(name, dependsOn);
  }

  /** @throws TypeError when one needs another that is not there */
  checkComplete(): void {
    for (const [name, needed] of this.#needs) {
      const missing = needed.filter((other) => !this.#needs.has(other));
      if (missing.length > 0) throw new TypeError(`the extension ${name} needs ${missing.join(", ")}: install it too`);
    }
  }
}
