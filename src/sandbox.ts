/// <reference lib="esnext.disposable" preserve="true" />
import { Extensions, readExtension, type Extension } from "./catalog/extensions.ts";
import { readPreload, Snippets, type Preload } from "./catalog/snippets.ts";
import { Namespace, Services, type Provider } from "./catalog/services.ts";
import type { Execution } from "./execution.ts";
import { hide } from "./exposure.ts";
import { guestFor, type Guest } from "./guest.ts";
import { ProgramCache } from "./invocation/cache.ts";
import type { Invocation } from "./invocation/invocation.ts";
import { checkCall, readKeywords } from "./invocation/entrypoint.ts";
import { compileSnippet } from "./invocation/preload.ts";
import type { Program } from "./invocation/program.ts";
import { Runner, type Job } from "./invocation/runner.ts";
import { setUp, type Setup } from "./invocation/setup.ts";
import {
  lower,
  readOptions,
  runOptions,
  type EvalOptions,
  type RunOptions,
  type SandboxOptions,
  type Settings,
} from "./options.ts";

/** The name that backtraces give to what `eval` runs. */
const evalName = "(eval)";

/**
 * Runs untrusted Ruby. A sandbox is configuration: it holds no state of any run, every
 * invocation starts from exactly the same guest, and making one costs about a microsecond.
 *
 * @example
 * const sandbox = new Sandbox({ timeout: 100 });
 * const { value, stdout } = sandbox.eval('puts "hello"; 6 * 7');
 */
export class Sandbox {
  static {
    hide(this.prototype);
  }

  readonly #settings: Settings;
  // made when they are needed: an idle sandbox is small
  #services: Services | undefined;
  #snippets: Snippets | undefined;
  #extensions: Extensions | undefined;
  #setup: Setup | undefined;
  #guest: Guest | undefined;
  #runner: Runner | undefined;
  #programs: ProgramCache | undefined;

  /** @throws TypeError for an unknown option or one of the wrong type, RangeError for a number out of range */
  constructor(options?: SandboxOptions) {
    this.#settings = readOptions(options);
  }

  /**
   * A namespace to bind services in.
   *
   * @throws TypeError for a name that is not a constant's, and once the sandbox has run anything
   * @example
   * sandbox.define("KV").bind("Lookup", (key: string) => store.get(key));
   */
  define(path: string): Namespace {
    const services = this.#open();
    services.checkOpen();
    services.check(path);
    return new Namespace(services, path);
  }

  /**
   * Binds a host object as a constant of the guest. What the guest reaches of it is decided by
   * its shape: a function is called; of a plain object its own functions and data; of a class
   * instance the methods and getters of its class.
   *
   * @param path constants such as `Billing::Invoices`
   * @throws TypeError for a path that is not one, is taken or lies above or below another, for
   *   a primitive or a way out such as `process`, and once the sandbox has run anything
   */
  bind(path: string, object: object): this {
    this.#open().bind(path, object);
    return this;
  }

  /** Makes the constant without an object: an invocation's `bind` fills it. Throws as `bind`. */
  declare(path: string): this {
    this.#open().declare(path);
    return this;
  }

  /**
   * Has an object made for every invocation. A provider of two paths is called once.
   *
   * @throws TypeError as `bind`
   * @example
   * sandbox.provide("Audit::Log", ({ deadline }) => new Log(deadline));
   */
  provide(path: string, provider: Provider): this {
    this.#open().provide(path, provider);
    return this;
  }

  /**
   * Adds a snippet: Ruby that is there before every program, in the order it was added. Source
   * is compiled at once; bytecode is checked by the first invocation.
   *
   * @throws SandboxError with `diagnostics` when source does not compile
   * @throws TypeError for a name that is not one constant or is taken, and once the sandbox has run anything
   * @example
   * sandbox.preload({ code: "def double(n) = n * 2", name: "Double" });
   * sandbox.preload({ binary: compile("def triple(n) = n * 3", { name: "Triple" }) });
   */
  preload(preload: Preload): this {
    this.#services?.checkOpen();
    const wanted = readPreload(preload);
    if (wanted.kind === "binary")
      (this.#snippets ??= new Snippets()).add({ name: undefined, bytecode: wanted.bytes, own: false });
    else this.#addSource(wanted.name, wanted.code);
    return this;
  }

  /**
   * Installs extensions: of each its backend is bound, and its source becomes a snippet.
   *
   * @throws TypeError for what is no extension, a name or a path that is taken, and once the
   *   sandbox has run anything; the first invocation throws it for a dependency that is missing
   * @throws SandboxError with `diagnostics` when a source does not compile
   * @example
   * sandbox.install({ name: "Clock", source: "module Clock; extend Kobako::Proxy; end", backend: { object: clock } });
   */
  install(...extensions: readonly Extension[]): this {
    const installed = (this.#extensions ??= new Extensions());
    for (const { name, source, path, binding, dependsOn } of extensions.map(readExtension)) {
      this.#services?.checkOpen();
      installed.check(name);
      this.#addSource(name, source, () => path === undefined || this.#open().add(path, binding));
      installed.add(name, dependsOn);
    }
    return this;
  }

  /**
   * Runs a source from the sandbox's image and answers its record.
   *
   * @throws SandboxError when the script raises, does not compile, or ends in a value with no form outside
   * @throws TrapError, or the subclass of the limit that was met
   * @throws ServiceError, or a subclass, when a service call fails and the script does not rescue it
   * @throws TypeError when the source is not a string, or for a wrong option
   */
  eval<T = unknown>(source: string, options?: EvalOptions): Execution<T> {
    checkSource(source);
    const settings = options === undefined ? this.#settings : lower(this.#settings, options);
    return this.#run(settings, options, (invocation) =>
      invocation.eval(this.#program(invocation, source)),
    ) as Execution<T>;
  }

  /**
   * As `eval`, for services that answer promises: the script waits for each as if the call took
   * that long, and other scripts run meanwhile. Any number of calls may be in progress at once,
   * of which `maxConcurrency` run; the others begin in the order they came.
   *
   * @throws as `eval`, as a rejection; TimeoutError and AbortError at once, also while a service is waited for
   * @throws SetupError when a service answers a promise and the engine cannot wait (Node 22)
   * @example
   * sandbox.bind("Fetch", async (url: string) => (await fetch(url)).text());
   * const { value } = await sandbox.evalAsync("Fetch.call('https://example.com/').size", { signal });
   */
  async evalAsync<T = unknown>(source: string, options?: EvalOptions): Promise<Execution<T>> {
    checkSource(source);
    const settings = options === undefined ? this.#settings : lower(this.#settings, options);
    return this.#runAsync(settings, options, async (invocation) =>
      invocation.evalAsync(this.#program(invocation, source)),
    ) as Promise<Execution<T>>;
  }

  /**
   * Calls an entrypoint: a top-level constant that a snippet defined and that answers `call`.
   * Arguments that have no form in the sandbox become Handles; keys of theirs may not.
   *
   * @param target one constant, such as `Adder`
   * @throws UndefinedEntrypointError, with `available`, when there is no such entrypoint
   * @throws TypeError for a target that is not one constant, or an argument that may not enter; else as `eval`
   * @example
   * sandbox.preload({ code: "Adder = ->(a, b) { a + b }", name: "Adder" });
   * sandbox.run("Adder", [2, 3]).value; // 5
   */
  run<T = unknown>(target: string, args: readonly unknown[] = [], options?: RunOptions): Execution<T> {
    checkCall(target, args);
    const settings = options === undefined ? this.#settings : lower(this.#settings, options, runOptions);
    const keywords = readKeywords(options?.kwargs);
    return this.#run(settings, options, (invocation) => invocation.run(target, args, keywords)) as Execution<T>;
  }

  /**
   * As `run`, for services that answer promises; see `evalAsync`.
   *
   * @throws as `run` and `evalAsync`, as a rejection
   */
  async runAsync<T = unknown>(
    target: string,
    args: readonly unknown[] = [],
    options?: RunOptions,
  ): Promise<Execution<T>> {
    checkCall(target, args);
    const settings = options === undefined ? this.#settings : lower(this.#settings, options, runOptions);
    const keywords = readKeywords(options?.kwargs);
    const given = [...args];
    return this.#runAsync(settings, options, async (invocation) =>
      invocation.runAsync(target, given, keywords),
    ) as Promise<Execution<T>>;
  }

  /** Gives up the instances that are kept for the next invocations. The sandbox stays usable. */
  [Symbol.dispose](): void {
    this.#runner?.clear();
  }

  #open(): Services {
    return (this.#services ??= new Services());
  }

  #run(
    settings: Settings,
    options: EvalOptions | undefined,
    program: (invocation: Invocation) => Execution,
  ): Execution {
    return (this.#runner ??= new Runner(this.#settings)).run(this.#job(settings, options), program);
  }

  #runAsync(
    settings: Settings,
    options: EvalOptions | undefined,
    program: (invocation: Invocation) => Promise<Execution>,
  ): Promise<Execution> {
    return (this.#runner ??= new Runner(this.#settings)).runAsync(this.#job(settings, options), program);
  }

  #job(settings: Settings, options: EvalOptions | undefined): Job {
    const started = performance.now();
    const setup = this.#setup ?? this.#seal(started, settings.timeout);
    return { settings, options, started, setup, guest: this.#guest as Guest, services: this.#services as Services };
  }

  /** What a source compiles to, kept or made. */
  #program(invocation: Invocation, source: string): Program {
    this.#programs ??= new ProgramCache();
    const known = this.#programs.get(source);
    if (known) {
      invocation.charge(known);
      return known;
    }
    const program = invocation.compile(source, evalName);
    this.#programs.set(source, program);
    return program;
  }

  /** Fixes services, snippets and extensions, and makes the image that has them. */
  #seal(started: number, timeout: number): Setup {
    this.#extensions?.checkComplete();
    this.#guest ??= guestFor(this.#settings.guest);
    this.#services ??= Services.none;
    const { setup, instance } = setUp(this.#guest, this.#services.seal(), this.#snippets?.all ?? [], {
      started,
      timeout,
    });
    this.#setup = setup;
    if (instance) (this.#runner ??= new Runner(this.#settings)).keep(instance);
    return setup;
  }

  /** Adds a snippet as a whole or not at all. */
  #addSource(name: string, source: string, alongside?: () => unknown): void {
    const snippets = (this.#snippets ??= new Snippets());
    snippets.check(name);
    this.#guest ??= guestFor(this.#settings.guest);
    const bytecode = compileSnippet(this.#guest, source, name, this.#settings);
    alongside?.();
    snippets.add({ name, bytecode, own: true });
  }
}

function checkSource(source: unknown): void {
  if (typeof source !== "string") throw new TypeError("the source must be a string");
}
