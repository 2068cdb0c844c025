import { isDoor } from "../doors.ts";
import { hide } from "../exposure.ts";
import { isPlain } from "../objects.ts";

/** What a provider is told of the invocation that it makes an object for. */
export interface InvocationContext {
  /** when the invocation must have ended, on `performance.now()`'s clock; Infinity without a timeout */
  readonly deadline: number;
  /** aborted when the invocation ends by its timeout, by the caller's signal or by another trap; the reason is the error */
  readonly signal: AbortSignal;
  /** what the invocation's options had as `context`; undefined without */
  readonly context: unknown;
}

/** Makes the object of a path, once for every invocation. */
export type Provider = (invocation: InvocationContext) => object;

type Binding =
  | { readonly kind: "object"; readonly object: object }
  | { readonly kind: "provider"; readonly provider: Provider }
  | { readonly kind: "declared" };

const segment = /^[A-Z]\w*$/;

function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

function mustBeObject(path: string, object: unknown): object {
  if (!isObject(object)) throw new TypeError(`${path} must be bound to an object or a function`);
  if (isDoor(object))
    throw new TypeError(`${path} cannot be bound to a way out of the sandbox: bind an object made for it`);
  return object;
}

/** The services of a sandbox, by path, in the order they were made. */
export class Services {
  /** those of a sandbox that has none */
  static readonly none: Services = new Services();
  static {
    this.none.seal();
  }

  readonly #bindings = new Map<string, Binding>();
  #paths: readonly string[] = [];
  #sealed = false;
  #fixed: readonly (object | undefined)[] | undefined;

  get sealed(): boolean {
    return this.#sealed;
  }

  /** in the order they were made; once sealed, always the same list */
  get paths(): readonly string[] {
    return this.#paths;
  }

  /** @throws TypeError for a path that is not one, is taken, or lies above or below another */
  add(path: string, binding: Binding): void {
    this.checkOpen();
    this.check(path);
    if (this.#bindings.has(path)) throw new TypeError(`${path} is bound already`);
    for (const other of this.#bindings.keys()) {
      if (other.startsWith(`${path}::`)) throw new TypeError(`${path} is the namespace of ${other}`);
      if (path.startsWith(`${other}::`)) throw new TypeError(`${path} would lie within ${other}, which is a service`);
    }
    if (binding.kind === "object") mustBeObject(path, binding.object);
    if (binding.kind === "provider" && typeof binding.provider !== "function") {
      throw new TypeError(`the provider of ${path} must be a function`);
    }
    this.#bindings.set(path, binding);
  }

  /** @throws TypeError once the sandbox is sealed */
  checkOpen(): void {
    if (this.#sealed) throw new TypeError("the sandbox is sealed: it is set up before its first invocation");
  }

  /** @throws TypeError for what is no path of constants, or lies in the sandbox's own namespace */
  check(path: string): void {
    if (typeof path !== "string" || !path.split("::").every((name) => segment.test(name))) {
      throw new TypeError(`${String(path)} is not a path of constants such as KV::Lookup`);
    }
    if (/^Kobako(::|$)/.test(path)) throw new TypeError(`${path}: the namespace Kobako is the sandbox's own`);
  }

  bind(path: string, object: object): void {
    this.add(path, { kind: "object", object });
  }

  declare(path: string): void {
    this.add(path, { kind: "declared" });
  }

  provide(path: string, provider: Provider): void {
    this.add(path, { kind: "provider", provider });
  }

  /** From now on nothing can be added. Answers the paths in order. */
  seal(): readonly string[] {
    if (!this.#sealed) {
      this.#sealed = true;
      this.#paths = [...this.#bindings.keys()];
      const bindings = [...this.#bindings.values()];
      if (bindings.every(({ kind }) => kind !== "provider")) this.#fixed = bindings.map(objectOf);
    }
    return this.#paths;
  }

  /**
   * The objects of one invocation: what overrides, else what a provider makes, else what is bound.
   *
   * @throws TypeError for an override of a path that is not there; whatever a provider throws
   */
  resolve(overrides: unknown, context: () => InvocationContext): readonly (object | undefined)[] {
    if (overrides === undefined && this.#fixed) return this.#fixed;
    const given = this.#overrides(overrides);
    const made = new Map<Provider, object>();
    return [...this.#bindings].map(([path, binding]) => {
      const override = given.get(path);
      if (override) return override;
      if (binding.kind !== "provider") return objectOf(binding);
      const { provider } = binding;
      const object = made.get(provider) ?? mustBeObject(path, provider(context()));
      made.set(provider, object);
      return object;
    });
  }

  #overrides(overrides: unknown): Map<string, object> {
    const given = new Map<string, object>();
    if (overrides === undefined) return given;
    if (!isObject(overrides) || !isPlain(overrides)) throw new TypeError("bind must be a plain object of paths");
    for (const [path, object] of Object.entries(overrides)) {
      if (!this.#bindings.has(path)) throw new TypeError(`${path} is not a service of this sandbox: declare it first`);
      given.set(path, mustBeObject(path, object));
    }
    return given;
  }
}

function objectOf(binding: Binding): object | undefined {
  return binding.kind === "object" ? binding.object : undefined;
}

/** A namespace of services; made by `Sandbox#define`. */
export class Namespace {
  static {
    hide(this.prototype);
  }

  readonly #services: Services;
  readonly #path: string;

  constructor(services: Services, path: string) {
    this.#services = services;
    this.#path = path;
  }

  /**
   * Binds an object as a member of the namespace.
   *
   * @throws TypeError as `Sandbox#bind`
   * @example
   * sandbox.define("KV").bind("Lookup", (key: string) => store.get(key));
   */
  bind(name: string, object: object): this {
    this.#services.bind(`${this.#path}::${name}`, object);
    return this;
  }

  /** As `Sandbox#declare`, within the namespace. */
  declare(name: string): this {
    this.#services.declare(`${this.#path}::${name}`);
    return this;
  }

  /** As `Sandbox#provide`, within the namespace. */
  provide(name: string, provider: Provider): this {
    this.#services.provide(`${this.#path}::${name}`, provider);
    return this;
  }
}
