import type { DecodeOptions } from "../codec/decoder.ts";
import type { Written } from "../codec/encode.ts";
import type { Instance } from "../engine/instance.ts";
import { Pace, type Meter } from "../engine/limits.ts";
import { BlockError, type KobakoError, TrapError } from "../errors.ts";
import { BlockBreak, rememberRaised, type Frame, type GuestBlock } from "./block.ts";
import { Calls } from "./calls.ts";
import type { Failures } from "./failures.ts";
import type { Inbox } from "./inbox.ts";
import { Kind, readOutcome, readPanic, type Outcome } from "./outcome.ts";
import { silence } from "./promises.ts";

const ended = "the block was called after the service call that it was given to";
const unawaited = "the block was called while a call by block.async was in progress: await that first";
const cannotWait =
  "block.async is only for calls that the guest can wait for, which one below a synchronous call of a block is not";
const gone = "the invocation that the block belongs to has been ended";
const ignore = (): void => {};

/** Why a call of a block is refused: promises within what it was given are nobody's then. */
function refusal<E extends Error>(error: E, given: readonly unknown[]): E {
  silence(given);
  return error;
}

/** What calling a block takes from the dispatcher. */
interface Wire {
  readonly failures: Failures;
  readonly decoding: DecodeOptions;
  readonly encode: (values: readonly unknown[]) => Written;
}

/** Calls guest blocks for the services of one invocation that were given them. */
export class Blocks {
  readonly #instance: Instance;
  readonly #meter: Meter;
  readonly #inbox: Inbox;
  readonly #wire: Wire;
  readonly #pace = new Pace();
  /** the one way from a block's function to here: services may hold that for ever */
  readonly #way: { blocks: Blocks | undefined };

  constructor(instance: Instance, meter: Meter, inbox: Inbox, wire: Wire) {
    this.#instance = instance;
    this.#meter = meter;
    this.#inbox = inbox;
    this.#wire = wire;
    this.#way = { blocks: this };
  }

  synchronous(frame: Frame): (...given: unknown[]) => unknown {
    return (...given) => this.#call(frame, given);
  }

  asynchronous(frame: Frame): GuestBlock {
    const way = this.#way;
    const block = (...given: unknown[]): unknown => {
      if (!way.blocks) throw refusal(new TrapError(gone), given);
      return way.blocks.#call(frame, given);
    };
    const async = (...given: unknown[]): Promise<unknown> => {
      const result = way.blocks ? way.blocks.#later(frame, given) : Promise.reject(refusal(new TrapError(gone), given));
      result.catch(ignore); // it is the service's to look at
      return result;
    };
    return Object.assign(block, { async });
  }

  /** From now on no service gets here. */
  cut(): void {
    this.#way.blocks = undefined;
  }

  #call(frame: Frame, given: readonly unknown[]): unknown {
    this.#check(frame, given);
    if (frame.calls?.busy) throw refusal(new BlockError(unawaited), given);
    const { kb_yield: call } = this.#instance.exports;
    const written = this.#encoded(given);
    this.#meter.held++;
    let outcome;
    try {
      const at = this.#place(written);
      outcome = this.#outcome(call(frame.id, at, this.#length(written), given.length));
    } catch (error) {
      return this.#broken(error);
    } finally {
      this.#meter.held--;
    }
    return this.#result(frame, outcome);
  }

  /** A call below which the guest may wait; it begins when those before it have ended. */
  #later(frame: Frame, given: readonly unknown[]): Promise<unknown> {
    if (!frame.ended && !frame.waits) return Promise.reject(refusal(new BlockError(cannotWait), given));
    if (frame.ended) return Promise.reject(refusal(new BlockError(ended), given));
    frame.calls ??= new Calls();
    return frame.calls.add(
      this.#meter.held > 0,
      () => this.#waited(frame, given),
      () => refusal(new BlockError(ended), given),
    );
  }

  async #waited(frame: Frame, given: readonly unknown[]): Promise<unknown> {
    this.#check(frame, given);
    const { kb_yield: call } = this.#instance.promising;
    const written = this.#encoded(given);
    let outcome;
    try {
      const at = this.#place(written);
      outcome = this.#outcome(await call(frame.id, at, this.#length(written), given.length));
    } catch (error) {
      return this.#broken(error);
    }
    return this.#result(frame, outcome);
  }

  #check(frame: Frame, given: readonly unknown[]): void {
    if (frame.ended) throw refusal(new BlockError(ended), given);
    const { trap } = this.#meter;
    if (trap) throw refusal(new trap.type(trap.message, trap.context), given);
    if (frame.unwinding) throw refusal(new BlockBreak(frame), given);
  }

  /** Short values are where the guest reads them already: the number is where they end. What others throw is the service's. */
  #encoded(given: readonly unknown[]): Written | number {
    return this.#inbox.given(given) || this.#wire.encode(given);
  }

  #place(written: Written | number): number {
    return typeof written === "number" ? this.#inbox.at : this.#inbox.place(written, 0);
  }

  #length(written: Written | number): number {
    return typeof written === "number" ? written - this.#inbox.at : written.length;
  }

  #outcome(at: number): Outcome {
    const outcome = readOutcome(this.#instance, at);
    this.#meter.cross(this.#pace);
    return outcome ?? this.#meter.broken();
  }

  #result(frame: Frame, outcome: Outcome): unknown {
    const { kind } = outcome;
    if (frame.unwinding) throw new BlockBreak(frame); // of a call of the block within this one
    if (kind === Kind.unwind) {
      frame.unwinding = true;
      throw new BlockBreak(frame);
    }
    let error: KobakoError;
    try {
      if (kind === Kind.value) return outcome.value(this.#wire.decoding);
      if (kind !== Kind.panic) this.#meter.broken();
      const { message, failure, ...guest } = readPanic(outcome.value(this.#wire.decoding));
      const cause = failure === undefined ? {} : { cause: this.#wire.failures.cause(failure) };
      error = rememberRaised(new BlockError(message, guest, cause), frame);
    } catch (broken) {
      return this.#broken(broken);
    }
    throw error;
  }

  #broken(error: unknown): void {
    this.#meter.caught(error);
    this.#stop();
  }

  /** Throws what is due, as the service may see it. */
  #stop(): void {
    const { trap } = this.#meter;
    if (trap) throw new trap.type(trap.message, trap.context);
  }
}
