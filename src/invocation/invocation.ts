import { Handles } from "../catalog/handles.ts";
import type { DecodeOptions } from "../codec/decoder.ts";
import { UnknownHandleError, WireError } from "../codec/wire-errors.ts";
import type { Instance, Promising } from "../engine/instance.ts";
import { Meter, unwind, type Trap } from "../engine/limits.ts";
import { BytecodeError, HandleExhaustedError, SandboxError, TrapError, type KobakoError } from "../errors.ts";
import type { Execution } from "../execution.ts";
import type { Settings } from "../options.ts";
import { Dispatcher } from "../transport/dispatcher.ts";
import type { Message } from "../transport/inbox.ts";
import { Kind, readOutcome, readPanic, type Outcome } from "../transport/outcome.ts";
import { suggestionsAmong } from "../transport/suggestions.ts";
import { Waits } from "../transport/waits.ts";
import { readDiagnostics, syntaxError } from "./diagnostics.ts";
import { undefinedEntrypoint, type Keywords } from "./entrypoint.ts";
import { nesting } from "./nesting.ts";
import { place } from "./place.ts";
import type { Program, Replayed, Setting } from "./program.ts";
import { record } from "./record.ts";

const encoder = new TextEncoder();
const nothing: readonly never[] = [];

/** One run on one instance, from the image to an outcome. */
export class Invocation {
  readonly meter: Meter;
  readonly settings: Settings;
  readonly instance: Instance;
  readonly dispatcher: Dispatcher;
  readonly replayed: readonly Replayed[];
  readonly paths: readonly string[];
  /** whether the guest was left by an unwinding: its instance must not be used again */
  spoiled = false;

  constructor(settings: Settings, instance: Instance, started: number, setting: Setting = {}) {
    const { services, waiting, replayed = nothing, paths = nothing } = setting;
    this.settings = settings;
    this.instance = instance;
    this.replayed = replayed;
    this.paths = paths;
    this.meter = new Meter(settings, started, setting);
    this.dispatcher = new Dispatcher(instance, this.meter, new Handles(settings.handleLimit), {
      maps: settings.hashes === "map",
      symbolKeys: settings.keys === "symbol",
      services,
      waits: waiting && new Waits(this.meter, instance.waits, waiting),
    });
    instance.meter = this.meter;
    instance.host = this.dispatcher;
  }

  /** Compiles a source on a restored image. */
  compile(source: string, name: string): Program {
    const outcome = this.phase((instance) => {
      const text = place(instance, encoder.encode(source));
      const file = place(instance, encoder.encode(name));
      return instance.exports.kb_compile(text.at, text.length, file.at, file.length);
    });
    if (outcome.kind === Kind.diagnostics) {
      const diagnostics = this.read(() => readDiagnostics(outcome.value(this.listing), source));
      throw syntaxError(diagnostics, name, this.execution(undefined));
    }
    if (outcome.kind !== Kind.bytecode) this.broken();
    return { bytecode: outcome.bytes.slice(), fuel: this.meter.fuel, peak: this.meter.peak };
  }

  /** Runs a compiled source behind the snippets on a restored image. */
  eval(program: Program): Execution {
    return this.program((instance) => {
      const code = place(instance, program.bytecode);
      return instance.exports.kb_eval(code.at, code.length);
    });
  }

  /**
   * Calls an entrypoint behind the snippets on a restored image.
   *
   * @throws TypeError, RangeError for an argument that has no form in the sandbox
   */
  run(target: string, args: readonly unknown[], keywords: Keywords): Execution {
    // a replayed snippet writes messages of its own, and a signal of the caller's might
    const held = this.replayed.length > 0 || this.meter.signal !== undefined;
    const message = this.encode([target, ...args, keywords], held);
    return this.program((instance) => {
      const { at, length } = this.dispatcher.place(message);
      return instance.exports.kb_run(at, length, args.length);
    }, target);
  }

  /** As `eval`, for services that answer promises. */
  async evalAsync(program: Program): Promise<Execution> {
    return this.programAsync(({ kb_eval: call }) => {
      const code = place(this.instance, program.bytecode);
      return () => call(code.at, code.length);
    });
  }

  /** As `run`, for services that answer promises. */
  async runAsync(target: string, args: readonly unknown[], keywords: Keywords): Promise<Execution> {
    const message = this.encode([target, ...args, keywords], true);
    return this.programAsync(({ kb_run: call }) => {
      const { at, length } = this.dispatcher.place(message);
      return () => call(at, length, args.length);
    }, target);
  }

  /** Ends an asynchronous invocation with what is due, wherever its guest is; answers the error. */
  cancel(trap: Trap): KobakoError {
    const { instance, meter } = this;
    this.spoiled = true;
    meter.trap ??= trap;
    meter.end(instance.exports.meter.value);
    const error = this.trapped(meter.trap);
    this.dispatcher.cancel();
    return error;
  }

  /** How lists that the guest makes for the host are read. */
  private get listing(): DecodeOptions {
    return { maps: true, check: () => this.meter.check() };
  }

  private encode(values: readonly unknown[], held: boolean): Message {
    try {
      return this.dispatcher.encodeArguments(values, held);
    } catch (error) {
      if (!(error instanceof HandleExhaustedError)) throw error;
      throw new HandleExhaustedError(error.message, error, { execution: this.execution(undefined) });
    }
  }

  /** Runs what is replayed, then the program, and answers the record with its value. */
  private program(call: (instance: Instance) => number, target?: string): Execution {
    this.checkReplayed();
    const outcome = this.phase((instance) => {
      for (const { bytecode } of this.replayed) {
        const code = place(instance, bytecode);
        const at = instance.exports.kb_load(code.at, code.length);
        if (this.failed(at)) return at;
      }
      return call(instance);
    });
    return this.conclude(outcome, target);
  }

  /** As `program`; `prepare` writes the message and answers the call that reads it. */
  private async programAsync(
    prepare: (exports: Promising) => () => Promise<number>,
    target?: string,
  ): Promise<Execution> {
    this.checkReplayed();
    this.begin();
    let at: number;
    try {
      at = await this.calls(prepare);
    } catch (error) {
      this.left(error);
    }
    return this.conclude(this.finish(at), target);
  }

  private async calls(prepare: (exports: Promising) => () => Promise<number>): Promise<number> {
    const { instance, replayed } = this;
    const { promising } = instance;
    for (const { bytecode } of replayed) {
      const code = place(instance, bytecode);
      const at = await this.waiting(() => promising.kb_load(code.at, code.length));
      if (this.failed(at)) return at;
    }
    return this.waiting(prepare(promising));
  }

  /** The one time that the guest runs on a stack that can be put aside. */
  private async waiting(call: () => Promise<number>): Promise<number> {
    const { meter, instance } = this;
    if (instance.waits) meter.held = 0;
    try {
      return await nesting(call);
    } finally {
      meter.held = 1;
    }
  }

  private checkReplayed(): void {
    const fault = this.replayed.find((snippet) => snippet.fault !== undefined)?.fault;
    if (fault !== undefined) throw BytecodeError.of(fault, this.execution(undefined));
  }

  private failed(at: number): boolean {
    return this.meter.trap !== undefined || readOutcome(this.instance, at)?.kind !== Kind.value;
  }

  private conclude(outcome: Outcome, target: string | undefined): Execution {
    this.read(() => this.meter.flush());
    if (outcome.kind === Kind.value) return this.execution(this.read(() => outcome.value(this.dispatcher.decoding)));
    if (outcome.kind === Kind.absent && target !== undefined) throw this.read(() => this.absent(outcome, target));
    throw this.read(() => this.panic(outcome));
  }

  private absent(outcome: Outcome, target: string): KobakoError {
    return undefinedEntrypoint(target, outcome.value(this.listing), this.execution(undefined));
  }

  /** The error for an exception that ended the guest. */
  private panic(outcome: Outcome): KobakoError {
    if (outcome.kind !== Kind.panic) this.broken();
    const { message, failure, names, ...guest } = readPanic(outcome.value(this.dispatcher.decoding));
    const context = { execution: this.execution(undefined) };
    return failure === undefined
      ? new SandboxError(message, { ...guest, suggestions: suggestionsAmong(names, this.paths) }, context)
      : this.dispatcher.failures.error(failure, message, guest, context);
  }

  /** Charges what a kept program cost when it was compiled. */
  charge(program: Program): void {
    try {
      this.meter.charge(program.fuel, program.peak);
    } catch (error) {
      this.rethrow(error);
    }
  }

  /**
   * Calls the guest on a restored image, and ends in the outcome or in the one error that is due.
   *
   * @throws RangeError when services have begun too many invocations within each other
   */
  private phase(call: (instance: Instance) => number): Outcome {
    return nesting(() => this.enter(call));
  }

  private enter(call: (instance: Instance) => number): Outcome {
    this.begin();
    let at: number;
    try {
      at = call(this.instance);
    } catch (error) {
      this.left(error);
    }
    return this.finish(at);
  }

  private begin(): void {
    const { instance, meter } = this;
    if (meter.signal && meter.due()) this.rethrow(unwind);
    instance.restore();
    instance.exports.meter.value = meter.begin();
    this.spoiled = true;
  }

  private left(error: unknown): never {
    this.meter.end(this.instance.exports.meter.value);
    return this.rethrow(error);
  }

  private finish(at: number): Outcome {
    const { instance, meter } = this;
    meter.end(instance.exports.meter.value);
    if (meter.trap) this.rethrow(unwind);
    if (meter.fuel > this.settings.fuel) this.read(() => meter.exhausted());
    const outcome = readOutcome(instance, at);
    if (!outcome) this.broken();
    this.spoiled = false;
    return outcome;
  }

  private read<T>(decodeIt: () => T): T {
    try {
      return decodeIt();
    } catch (error) {
      if (error instanceof WireError || error instanceof UnknownHandleError) this.broken();
      return this.rethrow(error);
    }
  }

  private broken(): never {
    this.spoiled = true;
    throw new TrapError("the guest broke the wire", { execution: this.execution(undefined) });
  }

  /** The typed error that stands for whatever left the guest. */
  private rethrow(error: unknown): never {
    this.spoiled = true;
    if (error instanceof TrapError) throw error;
    throw this.trapped(this.meter.caught(error));
  }

  private trapped({ type, message, context }: Trap): KobakoError {
    try {
      this.meter.flush();
    } catch {
      // the invocation has its one error
    }
    return new type(message, { ...context, execution: this.execution(undefined) });
  }

  private execution(value: unknown): Execution {
    return record(this.meter, this.dispatcher.calls, value);
  }
}
