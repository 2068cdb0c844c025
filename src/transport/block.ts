import type { BlockError } from "../errors.ts";
import type { Calls } from "./calls.ts";

/** A guest's block, as a service is given it: the last argument. */
export interface GuestBlock {
  /**
   * @returns the block's value
   * @throws BlockError when the block raises, or the service call that it was given to is over
   */
  (...values: unknown[]): unknown;
  /**
   * The same for services that answer a promise: the block may itself call such services.
   * Calls of one block run one after the other. Only in an invocation of `evalAsync`.
   */
  readonly async: (...values: unknown[]) => Promise<unknown>;
}

/** A dispatch in progress, as its block knows it. */
export interface Frame {
  /** whose invocation's it is: its number means nothing to another */
  readonly owner: object;
  /** what the guest knows it by */
  readonly id: number;
  /** the service call is over, and the block with it */
  ended: boolean;
  /** the block ended the call with `break` or `return`: that cannot be taken back */
  unwinding: boolean;
  /** exceptions that left the block so far */
  errors: number;
  /** whether the guest can wait for this dispatch */
  readonly waits: boolean;
  /** its asynchronous calls, from the first on */
  calls: Calls | undefined;
}

/** A dispatch that begins. */
export function frameOf(owner: object, id: number, waits: boolean): Frame {
  return { owner, id, ended: false, unwinding: false, errors: 0, waits, calls: undefined };
}

/** The guest keeps this many of the exceptions that left a block. */
const errorsKept = 16;

/**
 * Thrown through a service whose block ended the call with `break`, so that its `finally`
 * blocks run. The call ends with that, whatever the service makes of it.
 */
export class BlockBreak extends Error {
  override readonly name = "BlockBreak";

  constructor(frame: Frame) {
    super("the guest's block ended this call");
    breaks.set(this, frame);
  }
}

const breaks = new WeakMap<object, Frame>();
const raised = new WeakMap<object, { readonly frame: Frame; readonly number: number }>();

/** Remembers which exception of the guest an error stands for. */
export function rememberRaised(error: BlockError, frame: Frame): BlockError {
  raised.set(error, { frame, number: frame.errors++ });
  return error;
}

/**
 * What of a block a thrown value hands back to the guest whose block it is, as long as the
 * block's call is in progress.
 */
export function leftBlock(thrown: unknown, owner: object): { frame: Frame; number: number | undefined } | undefined {
  if (typeof thrown !== "object" || thrown === null) return undefined;
  const broken = breaks.get(thrown);
  if (broken) return broken.owner !== owner || broken.ended ? undefined : { frame: broken, number: undefined };
  const error = raised.get(thrown);
  if (!error || error.frame.owner !== owner || error.frame.ended || error.number < error.frame.errors - errorsKept)
    return undefined;
  return error;
}
