/** Random guests against the host: what it answers, and what it leaves unchanged. */
import type { Instance } from "../../src/engine/instance.ts";
import { Guest, KobakoError, Sandbox } from "../../src/node.ts";
import { bindHostileServices } from "./hostile-services.ts";
import { puppetGuest } from "./puppet-guest.ts";
import { RandomGuest, sourceOf } from "./random-guest.ts";
import { Random } from "./random.ts";
import { turn, unhandled } from "./waiting.ts";

/** One invocation in so many is of a source, which is compiled first; and in so many gets an instance that is new. */
const everySource = 16;
const everyNew = 64;
/**
 * After so many, one that does nothing must answer nil, and the event loop has a turn: until then
 * rejected promises, and with them instances, are held by what looks for rejections nobody handles.
 */
const everyProbe = 1000;

/** Bytes that the process may come to take, whatever guests ask for: five times what it does. */
export const roomy: number = 1536 << 20;

/** Seconds of a processor, since others may have it for longer than that. */
const spent = (): number => process.cpuUsage().user / 1e6;

class Vault {
  secret = "untouched";
  open(): string {
    return "opened";
  }
}

/** What has gone wrong, and how often each outcome was. */
export interface Fuzzed {
  readonly outcomes: ReadonlyMap<string, number>;
  /** calls of services that the guests made in all */
  readonly calls: number;
  readonly problem: string | undefined;
}

/**
 * A guest whose instances are used again after a trap, mostly: making one takes longer than
 * most guests run. They are restored before use as a new one is.
 */
export class ThriftyGuest {
  readonly guest: Guest = Guest.load(puppetGuest());
  /** how often a sandbox has asked for an instance */
  asked = 0;
  #kept: Instance | undefined;

  constructor() {
    const make = this.guest.instantiate.bind(this.guest);
    this.guest.instantiate = (image, waits) => {
      if (++this.asked % everyNew === 0 || !this.#kept?.reusable) this.#kept = make(image, waits);
      return this.#kept;
    };
  }
}

/**
 * Runs random guests. The seed of run `i` is `seed + i`, so that any one can be run alone.
 *
 * @param onProgress called after every 100,000 of them
 */
export async function fuzzGuest(runs: number, seed: number, onProgress?: (done: number) => void): Promise<Fuzzed> {
  const thrifty = new ThriftyGuest();
  const limits = { timeout: 200, memoryLimit: 64 << 10, fuel: 10_000_000, stdoutLimit: 4096, handleLimit: 100 };
  const sandbox = new Sandbox({ ...limits, guest: thrifty.guest });
  const vault = new Vault();
  const before = Object.getOwnPropertyNames(Object.prototype).length;
  const other = new Sandbox({ ...limits, guest: Guest.load(puppetGuest()) });
  const services = bindHostileServices(sandbox, other, ["Forever", "Stubborn", "Huge"]);
  sandbox.bind("Vault", vault);
  const programs = new RandomGuest(services + 1);
  const outcomes = new Map<string, number>();
  let calls = 0;
  let busy = 0;
  for (let i = 0; i < runs; i++) {
    const program = programs.program(new Random(seed + i));
    const asked = thrifty.asked;
    const started = performance.now();
    if (i % everyProbe === 0) busy = spent();
    const problem = (what: string): Fuzzed => ({ outcomes, calls, problem: `seed ${seed + i}: ${what}` });
    let outcome = "value";
    try {
      const { usage } = (seed + i) % everySource === 0 ? sandbox.eval(sourceOf(program)) : sandbox.run("P", [program]);
      calls += usage.serviceCalls;
    } catch (error) {
      if (!(error instanceof KobakoError)) return problem(String(error));
      outcome = error.code;
      if (!error.execution) return problem(`${outcome} without a record`);
      calls += error.execution.usage.serviceCalls;
    }
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    if (thrifty.asked > asked + 1) return problem("more than one instance");
    if (vault.secret !== "untouched" || Object.keys(vault).length !== 1) return problem("a host object was changed");
    if (Object.getOwnPropertyNames(Object.prototype).length !== before) return problem("a prototype was changed");
    if (performance.now() - started > 10_000 && spent() > busy + 10) return problem("ten seconds and more");
    if (i % everyProbe === 0) {
      if (sandbox.run("P", [new Uint8Array(0)]).value !== null) return problem("unusable after it");
      await turn();
      if (process.memoryUsage.rss() > roomy) return problem("or those before made the process large");
      if (unhandled.length > 0) return problem(`or one before left a rejection: ${String(unhandled[0])}`);
    }
    if (onProgress && (i + 1) % 100_000 === 0) onProgress(i + 1);
  }
  return { outcomes, calls, problem: undefined };
}
