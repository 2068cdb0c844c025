import type { Image } from "../engine/image.ts";
import type { Instance } from "../engine/instance.ts";
import { Meter } from "../engine/limits.ts";
import { TimeoutError, TrapError } from "../errors.ts";
import type { Guest } from "../guest.ts";
import { Kind, readOutcome, type Outcome } from "../transport/outcome.ts";
import type { Replayed } from "./program.ts";
import { place } from "./place.ts";
import { record } from "./record.ts";

/**
 * What all snippets of an image may use while they are baked: one that needs more is replayed,
 * under the limits of each invocation. Constants, so that it depends on nothing but the
 * snippets which of them are baked.
 */
const bakeLimits = {
  fuel: 1_000_000,
  memoryLimit: 4 << 20,
  stdoutLimit: 0,
  stderrLimit: 0,
  profile: "hermetic",
} as const;

/** When the invocation that seals the sandbox began, and when it must have ended. */
export interface Deadline {
  readonly started: number;
  readonly timeout: number;
}

/** Lets a guest compute and nothing else: what else it asks for ends the baking. */
class BakingMeter extends Meter {
  override write(): never {
    return this.impure();
  }

  override clock(): never {
    return this.impure();
  }

  override entropy(): never {
    return this.impure();
  }

  private impure(): never {
    return this.fail(TrapError, "what depends on more than its source is not baked");
  }
}

/** Runs snippets on a restored instance; answers how many ran to their end. After fewer than all the instance is spoiled. */
function load(instance: Instance, snippets: readonly Replayed[], { started, timeout }: Deadline): number {
  const meter = new BakingMeter({ ...bakeLimits, timeout }, started);
  const { exports } = instance;
  instance.meter = meter;
  instance.host = undefined; // a dispatch ends it too
  let done = 0;
  let settled = false;
  try {
    instance.restore();
    exports.meter.value = meter.begin();
    for (const { bytecode } of snippets) {
      const code = place(instance, bytecode);
      const outcome: Outcome | undefined = readOutcome(instance, exports.kb_load(code.at, code.length));
      if (meter.trap || outcome?.kind !== Kind.value) break;
      done++;
    }
    if (done === snippets.length) exports.kb_settle();
    meter.end(exports.meter.value);
    settled = !meter.trap && meter.fuel <= bakeLimits.fuel;
  } catch {
    // whatever ended it, the snippet is replayed, and ends each invocation in the same way
  }
  if (meter.trap?.type === TimeoutError) {
    throw new TimeoutError(meter.trap.message, { execution: record(meter, 0, undefined) });
  }
  return settled ? done : Math.min(done, snippets.length - 1);
}

/** What baking came to. */
export interface Baked {
  readonly image: Image;
  /** snippets in it; those after them are replayed */
  readonly count: number;
  /** an instance of the image, ready to be restored */
  readonly instance: Instance;
}

/**
 * Puts as many snippets into an image as only compute and define, from the first one on.
 *
 * @throws TimeoutError when the deadline passes
 */
export function bake(guest: Guest, fresh: Instance, snippets: readonly Replayed[], deadline: Deadline): Baked {
  const base = fresh.image;
  let instance = fresh;
  const refused = snippets.findIndex(({ fault }) => fault !== undefined);
  if (refused >= 0) snippets = snippets.slice(0, refused);
  let count = snippets.length > 0 ? load(instance, snippets, deadline) : 0;
  while (count < snippets.length) {
    instance = guest.instantiate(base);
    snippets = snippets.slice(0, count);
    if (count > 0) count = load(instance, snippets, deadline);
  }
  if (count > 0) instance.adopt();
  return { image: instance.image, count, instance };
}
