import { decodeAll, UnknownHandleError, WireError, type DecodeOptions } from "../codec/decoder.ts";
import { encodeAll, Written } from "../codec/encode.ts";
import type { EncodeOptions } from "../codec/encoder.ts";
import type { Host, Instance } from "../engine/instance.ts";
import type { Meter } from "../engine/limits.ts";
import { isDoor } from "../doors.ts";
import { BlockError, type KobakoError } from "../errors.ts";
import { Exposed } from "../exposure.ts";
import { BlockBreak, leftBlock, rememberRaised, type Frame } from "./block.ts";
import { failureKind, FailureKind, Failures } from "./failures.ts";
import { Inbox } from "./inbox.ts";
import { asKeywords } from "./keywords.ts";
import { Kind, readOutcome, readPanic, type Outcome } from "./outcome.ts";
import { isThenable, promised, silence } from "./promises.ts";
import { reach, type Member } from "./reachability.ts";
import { suggestionsFor } from "./suggestions.ts";
import { messageOf } from "./thrown.ts";

const Reply = { value: 0, failure: 1, unwind: 2, raise: 3 } as const;
const Request = { ask: 1, keywords: 2 } as const;
/** The guest stops at fewer, so this is met by one that has been taken over. */
const maxDepth = 80;
const noServices: readonly undefined[] = [];
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The host objects of one invocation, as the dispatcher needs them. */
export interface HandleTable {
  add(object: object): number;
  target(id: number): object | undefined;
  restore(id: number): object | undefined;
}

/** Answers the calls of one invocation's guest. Replaced for every invocation, never cleared. */
export class Dispatcher implements Host {
  calls = 0;
  readonly failures: Failures = new Failures();
  readonly #instance: Instance;
  readonly #meter: Meter;
  readonly #inbox: Inbox;
  readonly #services: readonly (object | undefined)[];
  readonly #handles: HandleTable;
  readonly #decoding: DecodeOptions;
  readonly #encoding: EncodeOptions;
  #names: Map<number, string> | undefined;
  #depth = 0;

  constructor(
    instance: Instance,
    meter: Meter,
    handles: HandleTable,
    options: {
      readonly maps: boolean;
      readonly symbolKeys?: boolean;
      readonly services?: readonly (object | undefined)[] | undefined;
    },
  ) {
    this.#instance = instance;
    this.#meter = meter;
    this.#inbox = new Inbox(instance, meter);
    this.#handles = handles;
    this.#services = options.services ?? noServices;
    this.#decoding = { maps: options.maps, handle: (id) => handles.restore(id) };
    this.#encoding = { symbolKeys: options.symbolKeys === true, wrapHandle: (value) => this.#wrap(value) };
  }

  /** How values of this invocation are read. */
  get decoding(): DecodeOptions {
    return this.#decoding;
  }

  dispatch(
    target: number,
    method: number,
    name: number,
    nameLength: number,
    args: number,
    argsLength: number,
    count: number,
    flags: number,
    frameId: number,
  ): number {
    if (this.#meter.trap || this.#depth >= maxDepth) this.#meter.broken();
    this.#depth++;
    const called = this.#name(method, name, nameLength);
    const object = target > 0 ? this.#handles.target(target) : this.#services[-1 - target];
    const member = object && reach(object, called);
    let reply: number;
    if ((flags & Request.ask) !== 0) {
      reply = this.#reply(Reply.value, [member !== undefined]);
    } else {
      this.calls++;
      const values = this.#arguments(args, argsLength, count);
      if (values && (flags & Request.keywords) !== 0) asKeywords(values);
      if (!member || !values || (member.kind === "value" && (values.length > 0 || frameId !== 0))) {
        reply = this.#absent(called, member ? undefined : object);
      } else {
        reply = frameId === 0 ? this.#call(member, values, undefined) : this.#callWithBlock(member, values, frameId);
      }
    }
    this.#depth--;
    return reply;
  }

  /** The arguments of a call, or undefined when one is a handle that nobody gave. */
  #arguments(at: number, length: number, count: number): unknown[] | undefined {
    const instance = this.#instance;
    const from = at >>> 0;
    if (!instance.holds(from, length >>> 0)) this.#meter.broken();
    try {
      return decodeAll(instance.bytes, count >>> 0, this.#decoding, from, from + (length >>> 0));
    } catch (error) {
      if (error instanceof UnknownHandleError) return undefined;
      if (error instanceof WireError) this.#meter.broken();
      throw error;
    }
  }

  #callWithBlock(member: Member, values: unknown[], id: number): number {
    const frame: Frame = { owner: this, id, ended: false, unwinding: false, errors: 0 };
    values.push((...given: unknown[]) => this.#yield(frame, given));
    try {
      return this.#call(member, values, frame);
    } finally {
      frame.ended = true;
    }
  }

  /** The service's own code runs here and nowhere else. */
  #call(member: Member, values: unknown[], frame: Frame | undefined): number {
    try {
      const result =
        member.kind === "value" ? member.read() : (Reflect.apply(member.call, member.self, values) as unknown);
      this.#meter.check();
      return frame?.unwinding ? this.#reply(Reply.unwind, [frame.id, 0]) : this.#value(result);
    } catch (error) {
      this.#meter.check();
      return frame?.unwinding ? this.#reply(Reply.unwind, [frame.id, 0]) : this.#failed(error);
    }
  }

  /** A method's name; the guest numbers it for as long as the invocation lasts. */
  #name(method: number, at: number, length: number): string {
    const known = this.#names?.get(method);
    if (known !== undefined) return known;
    const bytes = this.#instance.range(at, length) ?? this.#meter.broken();
    let name: string;
    try {
      name = utf8.decode(bytes);
    } catch {
      return ""; // a name that is no text names nothing
    }
    this.#names ??= new Map();
    if (this.#names.size < 4096) this.#names.set(method, name);
    return name;
  }

  /** A path, a handle and a method that are not there look all the same. */
  #absent(name: string, object: object | undefined): number {
    const meant = object && (() => suggestionsFor(object, name));
    const number = this.failures.add(FailureKind.noService, undefined, meant);
    return this.#reply(Reply.failure, [FailureKind.noService, `no service answers ${messageOf(name)}`, number]);
  }

  #failed(thrown: unknown): number {
    const left = leftBlock(thrown, this);
    if (left && left.number === undefined) return this.#reply(Reply.unwind, [left.frame.id, 0]);
    if (left) return this.#reply(Reply.raise, [left.frame.id, left.number]);
    const kind = failureKind(thrown);
    return this.#reply(Reply.failure, [kind, messageOf(thrown), this.failures.add(kind, thrown)]);
  }

  #wrap(value: object): number {
    if (isThenable(value)) throw new TypeError(promised);
    if (isDoor(Exposed.objectOf(value))) throw new TypeError("this value has no form in the sandbox");
    return this.#handles.add(value);
  }

  /** Writes the host's own arguments: no key may need a Handle, since a guest that reads it would call the host. */
  encodeArguments(values: readonly unknown[]): Written {
    const wrapHandle = (value: object): number => {
      if (isThenable(value)) throw new TypeError("a promise cannot be an argument: await it first");
      return this.#wrap(value);
    };
    const written = encodeAll(values, { ...this.#encoding, wrapHandle, plainKeys: true });
    // a snippet that is replayed first may write messages of its own
    return new Written(written.bytes.slice(), written.length, written.deepKeys);
  }

  /** Copies a message to where the guest takes it. */
  place(written: Written): number {
    return this.#inbox.place(written, 0);
  }

  /** Writes values, as `encodeAll`. */
  #encode(values: readonly unknown[]): Written {
    try {
      return encodeAll(values, this.#encoding);
    } catch (error) {
      silence(values);
      throw error;
    }
  }

  /** Replies with a result. */
  #value(result: unknown): number {
    const short = this.#inbox.short(Reply.value, result);
    if (short !== 0) return short;
    if (isThenable(result)) {
      silence(result);
      throw new TypeError(promised);
    }
    return this.#reply(Reply.value, [result]);
  }

  #reply(status: number, values: readonly unknown[]): number {
    return this.#inbox.reply(status, this.#encode(values));
  }

  /** One call of a guest block, for the service that was given it. */
  #yield(frame: Frame, given: readonly unknown[]): unknown {
    if (frame.ended) throw new BlockError("the block was called after the service call that it was given to");
    this.#stop();
    if (frame.unwinding) throw new BlockBreak(frame);
    const instance = this.#instance;
    const inbox = this.#inbox;
    const end = inbox.given(given);
    const written = end === 0 ? this.#encode(given) : undefined;
    let outcome;
    try {
      const at = written ? inbox.place(written, 0) : inbox.at;
      const length = written ? written.length : end - inbox.at;
      outcome = readOutcome(instance, instance.exports.kb_yield(frame.id, at, length, given.length));
      this.#meter.check();
      if (!outcome) this.#meter.broken();
    } catch (error) {
      this.#meter.caught(error);
      return this.#stop();
    }
    if (frame.unwinding) throw new BlockBreak(frame); // of a call of the block within this one
    return this.#blockOutcome(frame, outcome);
  }

  #blockOutcome(frame: Frame, outcome: Outcome): unknown {
    const { kind } = outcome;
    if (kind === Kind.unwind) {
      frame.unwinding = true;
      throw new BlockBreak(frame);
    }
    let error: KobakoError;
    try {
      if (kind === Kind.value) return outcome.value(this.#decoding);
      if (kind !== Kind.panic) this.#meter.broken();
      const { message, failure, ...guest } = readPanic(outcome.value(this.#decoding));
      const cause = failure === undefined ? {} : { cause: this.failures.cause(failure) };
      error = rememberRaised(new BlockError(message, guest, cause), frame);
    } catch (broken) {
      this.#meter.caught(broken);
      return this.#stop();
    }
    throw error;
  }

  /** Throws what is due, as the service may see it. */
  #stop(): void {
    const { trap } = this.#meter;
    if (trap) throw new trap.type(trap.message);
  }
}
