/** Random guests that wait for services: several at once, settled in any order, aborted, or settled too late. */
import { Guest, KobakoError, Sandbox } from "../../src/node.ts";
import { Deferrals } from "./deferrals.ts";
import { roomy } from "./fuzz-guest.ts";
import { bindHostileServices } from "./hostile-services.ts";
import { puppetGuest } from "./puppet-guest.ts";
import { RandomGuest, sourceOf } from "./random-guest.ts";
import { Random } from "./random.ts";
import { bindWaitingServices } from "./waiting-services.ts";
import { turn, unhandled } from "./waiting.ts";

/** Guests at a time, at most; fewer may be inside. */
const most = 6;
const maxConcurrency = 3;
/** After so many rounds, every place must be free. */
const everyProbe = 20;
/** Milliseconds after which a round that has not ended is a problem: far past its timeout. */
const patience = 10_000;

/** What has gone wrong, and what the guests came to. */
export interface FuzzedWaits {
  readonly guests: number;
  readonly outcomes: ReadonlyMap<string, number>;
  /** promises that guests were put aside for until the test settled them */
  readonly settled: number;
  /** those that it settled after the invocation had ended */
  readonly late: number;
  readonly problem: string | undefined;
}

/** One of the guests of a round. */
interface Running {
  readonly controller: AbortController | undefined;
  ended: boolean;
}

class Rounds {
  readonly deferrals: Deferrals = new Deferrals();
  readonly outcomes: Map<string, number> = new Map();
  guests = 0;
  settled = 0;
  late = 0;
  problem: string | undefined;
  #calls = 0;
  readonly #vault = { secret: "untouched", open: (): string => "opened" };
  readonly #before = Object.getOwnPropertyNames(Object.prototype).length;
  readonly #sandbox: Sandbox;
  /** those that mostly wait, and those that call anything */
  readonly #programs: readonly RandomGuest[];

  constructor() {
    const limits = { timeout: 1_000, memoryLimit: 64 << 10, fuel: 10_000_000, stdoutLimit: 4096, handleLimit: 100 };
    const guest = Guest.load(puppetGuest());
    this.#sandbox = new Sandbox({ ...limits, guest, maxConcurrency });
    const other = new Sandbox({ ...limits, guest: Guest.load(puppetGuest()) });
    const called = (): void => void this.#calls++;
    const waiting = bindWaitingServices(this.#sandbox, { deferrals: this.deferrals, other, called });
    const hostile = bindHostileServices(this.#sandbox, other, ["Forever", "Stubborn", "Huge"]);
    this.#sandbox.bind("Vault", this.#vault);
    this.#programs = [new RandomGuest(waiting), new RandomGuest(waiting + hostile + 1)];
  }

  async round(random: Random): Promise<void> {
    this.deferrals.begin(random);
    const running = Array.from({ length: 1 + random.below(most) }, () => this.#start(random));
    this.guests += running.length;
    await this.#conduct(running, random);
    if (this.problem === undefined) await this.#settleLate();
    if (this.#vault.secret !== "untouched" || Object.keys(this.#vault).length !== 2)
      this.problem ??= "a host object was changed";
    if (Object.getOwnPropertyNames(Object.prototype).length !== this.#before)
      this.problem ??= "a prototype was changed";
    if (unhandled.length > 0) this.problem ??= `a rejection that nobody handled: ${String(unhandled[0])}`;
  }

  /** Says which round a problem was in. */
  name(seed: number): void {
    if (this.problem !== undefined) this.problem = `seed ${seed}: ${this.problem}`;
  }

  /** Whether there is room for as many as at first, and each does what it is told. */
  async probe(): Promise<void> {
    const empty = Array.from({ length: maxConcurrency }, () => this.#sandbox.runAsync("P", [new Uint8Array(0)]));
    const values = await Promise.all(empty).then((all) => all.map(({ value }) => value), String); // prettier-ignore
    if (process.memoryUsage.rss() > roomy) this.problem ??= "the process has become large";
    if (String(values) !== String([null, null, null])) this.problem ??= `unusable after it: ${String(values)}`;
  }

  #start(random: Random): Running {
    const program = random.pick(this.#programs).program(random).slice();
    const controller = random.once(4) ? undefined : new AbortController();
    const options = controller && { signal: controller.signal };
    const running: Running = { controller, ended: false };
    const promise = random.once(16)
      ? this.#sandbox.evalAsync(sourceOf(program), options)
      : this.#sandbox.runAsync("P", [program], options);
    promise.then(
      () => this.#end(running, "value"),
      (error: unknown) => {
        if (!(error instanceof KobakoError)) this.problem ??= `not a typed error: ${String(error)}`;
        else if (!error.execution) this.problem ??= `${error.code} without a record`;
        else this.#end(running, error.code);
      },
    );
    return running;
  }

  #end(running: Running, outcome: string): void {
    if (running.ended) this.problem ??= "it ended twice";
    running.ended = true;
    this.outcomes.set(outcome, (this.outcomes.get(outcome) ?? 0) + 1);
  }

  /** Settles and aborts at random until all have ended. */
  async #conduct(all: readonly Running[], random: Random): Promise<void> {
    const began = performance.now();
    for (;;) {
      if (random.once(2)) await Promise.resolve();
      else await turn();
      const running = all.filter(({ ended }) => !ended);
      if (running.length === 0 || this.problem !== undefined) return;
      if (performance.now() - began > patience) {
        this.problem = `${running.length} of ${all.length} never ended`;
      } else if (random.once(8)) {
        const { controller } = random.pick(running);
        controller?.abort("enough");
        if (controller) await turn();
        if (running.some((one) => one.controller?.signal.aborted && !one.ended))
          this.problem = "it outlived its signal";
      } else if (this.deferrals.size > 0) {
        this.deferrals.settle();
        this.settled++;
      }
    }
  }

  /** What is settled when every invocation is over makes no guest go on. */
  async #settleLate(): Promise<void> {
    const calls = this.#calls;
    for (; this.deferrals.size > 0; this.late++) this.deferrals.settle();
    await turn();
    if (this.#calls !== calls) this.problem = "a guest went on after its invocation had ended";
  }
}

/**
 * Runs rounds of random guests. The seed of round `i` is `seed + i`, so that any one can be run alone.
 *
 * @param onProgress called after every 10,000 of them
 */
export async function fuzzWaiting(
  rounds: number,
  seed: number,
  onProgress?: (done: number) => void,
): Promise<FuzzedWaits> {
  const all = new Rounds();
  for (let i = 0; i < rounds && all.problem === undefined; i++) {
    await all.round(new Random(seed + i));
    if (i % everyProbe === 0) await all.probe();
    all.name(seed + i);
    if (onProgress && (i + 1) % 10_000 === 0) onProgress(i + 1);
  }
  const { guests, outcomes, settled, late, problem } = all;
  return { guests, outcomes, settled, late, problem };
}
