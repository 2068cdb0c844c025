import { decodeAll, type DecodeOptions } from "../codec/decoder.ts";
import { UnknownHandleError, WireError } from "../codec/wire-errors.ts";
import { encodeAll, Written } from "../codec/encode.ts";
import type { EncodeOptions } from "../codec/encoder.ts";
import type { Host, Instance } from "../engine/instance.ts";
import { Pace, type Meter } from "../engine/limits.ts";
import { isDoor } from "../doors.ts";
import { SetupError } from "../errors.ts";
import { Exposed } from "../exposure.ts";
import { frameOf, leftBlock, type Frame } from "./block.ts";
import { Blocks } from "./blocks.ts";
import { failureKind, FailureKind, Failures } from "./failures.ts";
import type { DispatchOptions, HandleTable } from "./given.ts";
import { areShort, Inbox, type Message } from "./inbox.ts";
import { asKeywords } from "./keywords.ts";
import { Names } from "./names.ts";
import { below, isThenable, nested, promised, silence, unable } from "./promises.ts";
import { Question, type Member } from "./reachability.ts";
import { Sites, type Site } from "./sites.ts";
import { suggestionsFor } from "./suggestions.ts";
import { messageOf } from "./thrown.ts";
import type { Answering, Waits } from "./waits.ts";

const Reply = { value: 0, failure: 1, unwind: 2, raise: 3 } as const;
const Request = { ask: 1, keywords: 2 } as const;
/** The guest stops at fewer, so this is met by one that has been taken over. */
const maxDepth = 64;
const noServices: readonly undefined[] = [];

/** Answers the calls of one invocation's guest. Replaced for every invocation, never cleared. */
export class Dispatcher implements Host, Answering {
  calls = 0;
  readonly failures: Failures = new Failures();
  readonly #instance: Instance;
  readonly #meter: Meter;
  readonly #inbox: Inbox;
  readonly #services: readonly (object | undefined)[];
  readonly #handles: HandleTable;
  readonly #maps: boolean;
  readonly #symbolKeys: boolean;
  // made when they are needed, which for most invocations is never
  #reading: DecodeOptions | undefined;
  #writing: EncodeOptions | undefined;
  #madeBlocks: Blocks | undefined;
  readonly #waits: Waits | undefined;
  readonly #names = new Names();
  readonly #sites = new Sites();
  #depth = 0;

  constructor(instance: Instance, meter: Meter, handles: HandleTable, options: DispatchOptions) {
    this.#instance = instance;
    this.#meter = meter;
    this.#inbox = new Inbox(instance, meter);
    this.#handles = handles;
    this.#services = options.services ?? noServices;
    this.#maps = options.maps;
    this.#symbolKeys = options.symbolKeys === true;
    this.#waits = options.waits;
  }

  /** How values of this invocation are read. */
  get decoding(): DecodeOptions {
    return (this.#reading ??= {
      maps: this.#maps,
      handle: (id) => this.#handles.restore(id),
      check: () => this.#meter.check(),
    });
  }

  get #encoding(): EncodeOptions {
    return (this.#writing ??= { symbolKeys: this.#symbolKeys, wrapHandle: (value) => this.#wrap(value) });
  }

  get #blocks(): Blocks {
    return (this.#madeBlocks ??= new Blocks(this.#instance, this.#meter, this.#inbox, {
      failures: this.failures,
      decoding: this.decoding,
      encode: (values) => this.#encode(values),
    }));
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
    const site = this.#sites.get(target, method) ?? this.#site(target, method, name, nameLength);
    const member = site.question?.answer();
    let reply: number;
    if ((flags & Request.ask) !== 0) {
      reply = this.#reply(Reply.value, [member !== undefined]);
    } else {
      this.calls++;
      const values = this.#arguments(args, argsLength, count);
      if (values && (flags & Request.keywords) !== 0) asKeywords(values, this.decoding.check);
      if (!member || !values || (member.kind === "value" && (values.length > 0 || frameId !== 0))) {
        reply = this.#absent(site.name, member ? undefined : site.object);
      } else {
        const { pace } = site;
        reply = frameId === 0 ? this.#call(member, values, pace) : this.#callWithBlock(member, values, pace, frameId);
      }
    }
    if (reply !== 0) this.#depth--;
    return reply;
  }

  /** What the guest calls, as it says it for the first time or again. */
  #site(target: number, method: number, name: number, nameLength: number): Site {
    const called =
      this.#names.get(method) ??
      this.#names.read(method, this.#instance.range(name, nameLength) ?? this.#meter.broken());
    const object = target > 0 ? this.#handles.target(target) : this.#services[-1 - target];
    const question = object && new Question(object, called);
    const site = { target, method, name: called, object, question, pace: new Pace() };
    if (object) this.#sites.keep(site);
    return site;
  }

  wait(): Promise<number> {
    const waits = this.#waits ?? this.#meter.broken();
    if (this.#meter.turning) {
      this.#meter.turning = false;
      waits.turn(this);
    }
    return waits.take() ?? this.#meter.broken();
  }

  turned(): number {
    return this.#meter.refill(this.#instance.exports.meter.value);
  }

  /** Ends what the guest waits for, and every way from services to it. */
  cancel(): void {
    this.#waits?.cancel();
    this.#madeBlocks?.cut();
  }

  /** The arguments of a call, or undefined when one is a handle that nobody gave. */
  #arguments(at: number, length: number, count: number): unknown[] | undefined {
    const from = at >>> 0;
    if (!this.#instance.holds(from, length >>> 0)) this.#meter.broken();
    try {
      return decodeAll(this.#instance.bytes, count >>> 0, this.decoding, from, from + (length >>> 0));
    } catch (error) {
      if (error instanceof UnknownHandleError) return undefined;
      if (error instanceof WireError) this.#meter.broken();
      throw error;
    }
  }

  #callWithBlock(member: Member, values: unknown[], pace: Pace, id: number): number {
    const frame = frameOf(this.failures, id, this.#waits?.possible === true);
    values.push(this.#waits ? this.#blocks.asynchronous(frame) : this.#blocks.synchronous(frame));
    let reply = -1;
    try {
      reply = this.#call(member, values, pace, frame);
      return reply;
    } finally {
      if (reply !== 0) frame.ended = true;
    }
  }

  /** The service's own code runs here and nowhere else. */
  #call(member: Member, values: unknown[], pace: Pace, frame?: Frame): number {
    let result: unknown;
    try {
      result = member.kind === "value" ? member.read() : (Reflect.apply(member.call, member.self, values) as unknown);
      this.#meter.cross(pace);
      if (this.#waits && (frame?.calls?.busy || isThenable(result)))
        return this.#wait(this.#waits, result, pace, frame);
      return frame?.unwinding ? this.#unwound(frame, result) : this.#value(result);
    } catch (error) {
      this.#due(result);
      if (this.#waits && frame?.calls?.busy)
        return this.#wait(this.#waits, Promise.reject(error as Error), pace, frame);
      return frame?.unwinding ? this.#reply(Reply.unwind, [frame.id, 0]) : this.#failed(error);
    }
  }

  /** Throws what is due; the result that nobody will look at is silenced. */
  #due(result: unknown): void {
    try {
      this.#meter.check();
    } catch (error) {
      silence(result);
      throw error;
    }
  }

  /** Has the guest wait for a service, or refuses that where it cannot. */
  #wait(waits: Waits, result: unknown, pace: Pace, frame: Frame | undefined): number {
    if (waits.possible) {
      waits.on(this, result, pace, frame);
      return 0;
    }
    silence(result);
    if (!waits.able) this.#meter.fail(SetupError, unable);
    throw new TypeError(below);
  }

  /** The reply of a service that was waited for: when the calls of its block that it began have ended. */
  settled(fulfilled: boolean, value: unknown, frame: Frame | undefined): number | Promise<number> {
    if (!fulfilled) frame?.calls?.drop();
    const busy = frame?.calls?.busy;
    if (busy) {
      silence(value);
      return busy.then(() => (this.#meter.check(), this.settled(fulfilled, value, frame)));
    }
    this.#depth--;
    try {
      if (frame?.unwinding) return this.#unwound(frame, value);
      return fulfilled ? this.#value(value) : this.#failed(value);
    } catch (error) {
      this.#due(value);
      return this.#failed(error);
    } finally {
      if (frame) frame.ended = true;
    }
  }

  /** A path, a handle and a method that are not there look all the same. */
  #absent(name: string, object: object | undefined): number {
    const meant = object && (() => suggestionsFor(object, name));
    const number = this.failures.add(FailureKind.noService, undefined, meant);
    return this.#reply(Reply.failure, [FailureKind.noService, `no service answers ${messageOf(name)}`, number]);
  }

  #failed(thrown: unknown): number {
    const left = leftBlock(thrown, this.failures);
    if (left && left.number === undefined) return this.#reply(Reply.unwind, [left.frame.id, 0]);
    if (left) return this.#reply(Reply.raise, [left.frame.id, left.number]);
    const kind = failureKind(thrown);
    return this.#reply(Reply.failure, [kind, messageOf(thrown), this.failures.add(kind, thrown)]);
  }

  #wrap(value: object): number {
    if (isThenable(value)) throw new TypeError(this.#waits ? nested : promised);
    if (isDoor(Exposed.objectOf(value))) throw new TypeError("this value has no form in the sandbox");
    return this.#handles.add(value);
  }

  /**
   * Writes the host's own arguments: no key may need a Handle, since a guest that reads it would call the host.
   *
   * @param held whether other messages may be written before this one is placed
   */
  encodeArguments(values: readonly unknown[], held: boolean): Message {
    if (areShort(values)) return values;
    const wrapHandle = (value: object): number => {
      if (isThenable(value)) throw new TypeError("a promise cannot be an argument: await it first");
      return this.#wrap(value);
    };
    const written = encodeAll(values, { ...this.#encoding, wrapHandle, plainKeys: true });
    return held ? new Written(written.bytes.slice(), written.length, written.deepKeys) : written;
  }

  /** Copies a message to where the guest takes it. */
  place(message: Message): { at: number; length: number } {
    return this.#inbox.put(message);
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

  /** Replies that the block ended the call: what the service made of that is nobody's. */
  #unwound(frame: Frame, result: unknown): number {
    silence(result);
    return this.#reply(Reply.unwind, [frame.id, 0]);
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
}
