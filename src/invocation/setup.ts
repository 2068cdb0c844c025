import { readBytecode } from "../bytecode/check.ts";
import type { Snippet } from "../catalog/snippets.ts";
import { encodeAll } from "../codec/encode.ts";
import type { Image } from "../engine/image.ts";
import type { Instance } from "../engine/instance.ts";
import { Meter } from "../engine/limits.ts";
import type { Guest } from "../guest.ts";
import { Kind, readOutcome, readPanic } from "../transport/outcome.ts";
import { bake, type Deadline } from "./bake.ts";
import type { Replayed } from "./program.ts";
import { place } from "./place.ts";
import { record } from "./record.ts";
import { Workshop } from "./workshop.ts";
import { TimeoutError, TrapError } from "../errors.ts";

/** What the invocations of a sandbox start from. Data, shared by all sandboxes that are set up alike. */
export interface Setup {
  readonly image: Image;
  readonly replayed: readonly Replayed[];
}

/** Defining services runs nothing of a user, and is given more than it can need. */
const limits = { fuel: Infinity, memoryLimit: 64 << 20, stdoutLimit: 0, stderrLimit: 0, profile: "hermetic" } as const;
const latin1 = new TextDecoder("latin1");

/** Every byte that decides what the image is. */
function keyOf(paths: readonly string[], snippets: readonly Snippet[]): string {
  const parts = snippets.map(({ bytecode, own }) => `${own ? "" : "?"}${bytecode.length}:${latin1.decode(bytecode)}`);
  return `${paths.join(" ")}\n${parts.join("")}`;
}

/** Bytecode from elsewhere is checked; what this library compiled is as it must be. */
function check({ bytecode, own }: Snippet): Replayed {
  return own ? { bytecode, fault: undefined } : readBytecode(bytecode);
}

/** Defines the services of these paths, in a restored instance whose image has them from then on. */
function define(instance: Instance, paths: readonly string[], { started, timeout }: Deadline): void {
  const meter = new Meter({ ...limits, timeout }, started);
  const { exports } = instance;
  instance.meter = meter;
  instance.host = undefined;
  instance.restore();
  exports.meter.value = meter.begin();
  let problem: string | undefined;
  try {
    const { at, length } = place(instance, encodeAll(paths).bytes);
    const outcome = readOutcome(instance, exports.kb_setup(at, length));
    if (outcome?.kind === Kind.panic) problem = readPanic(outcome.value({ maps: true })).message;
    else if (outcome?.kind !== Kind.value) meter.broken();
    exports.kb_settle();
  } catch (error) {
    const trap = meter.caught(error);
    const Type = trap.type === TimeoutError ? TimeoutError : TrapError;
    throw new Type(trap.message, { execution: record(meter, 0, undefined) });
  }
  if (problem !== undefined) throw new TypeError(problem);
  instance.adopt();
}

/**
 * The setup of a guest with services at these paths and these snippets, shared by all
 * sandboxes that have the same; and an instance of it, where making it left one.
 *
 * @throws TypeError for a path that is a constant of the guest, TimeoutError when the deadline passes
 */
export function setUp(
  guest: Guest,
  paths: readonly string[],
  snippets: readonly Snippet[],
  deadline: Deadline,
): { readonly setup: Setup; readonly instance: Instance | undefined } {
  let instance: Instance | undefined;
  const setup = guest.shared<Setup>(keyOf(paths, snippets), () => {
    const workshop = Workshop.of(guest);
    const kept = workshop.takeBare();
    const first = kept ?? guest.instantiate();
    if (paths.length > 0) define(first, paths, deadline);
    const checked = snippets.map(check);
    const { image, count, instance: last } = bake(guest, first, checked, deadline);
    if (last === kept) workshop.keep(last);
    else instance = last;
    return { image, replayed: checked.slice(count) };
  });
  return { setup, instance };
}
