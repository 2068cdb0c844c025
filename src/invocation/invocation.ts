import { Handles } from "../catalog/handles.ts";
import { UnknownHandleError, WireError } from "../codec/decoder.ts";
import { encodeAll } from "../codec/encode.ts";
import type { Image } from "../engine/image.ts";
import type { Instance } from "../engine/instance.ts";
import { Meter, unwind } from "../engine/limits.ts";
import { SandboxError, TrapError, type KobakoError } from "../errors.ts";
import type { Execution } from "../execution.ts";
import type { Settings } from "../options.ts";
import { Dispatcher } from "../transport/dispatcher.ts";
import { Kind, readOutcome, readPanic, type Outcome } from "../transport/outcome.ts";
import { readDiagnostics, syntaxError } from "./diagnostics.ts";

const encoder = new TextEncoder();
const textDecoder = new TextDecoder();

/** Invocations that services have begun within each other: each takes its share of the one stack. */
const maxEntered = 16;
let entered = 0;

/** A source compiled, and what compiling it used: charged to every invocation alike. */
export interface Program {
  readonly bytecode: Uint8Array;
  readonly fuel: number;
  readonly peak: number;
}

/** One run on one instance, from the image to an outcome. */
export class Invocation {
  readonly meter: Meter;
  readonly settings: Settings;
  readonly instance: Instance;
  readonly dispatcher: Dispatcher;
  /** whether the guest was left by an unwinding: its instance must not be used again */
  spoiled = false;

  constructor(settings: Settings, instance: Instance, started: number, services?: readonly (object | undefined)[]) {
    this.settings = settings;
    this.instance = instance;
    this.meter = new Meter(settings, started);
    this.dispatcher = new Dispatcher(instance, this.meter, new Handles(settings.handleLimit), {
      maps: settings.hashes === "map",
      symbolKeys: settings.keys === "symbol",
      services,
    });
    instance.meter = this.meter;
    instance.host = this.dispatcher;
  }

  /** Compiles a source on a restored image. */
  compile(source: string, name: string): Program {
    const outcome = this.phase((instance) => {
      const text = this.place(encoder.encode(source));
      const file = this.place(encoder.encode(name));
      return instance.exports.kb_compile(text.at, text.length, file.at, file.length);
    });
    if (outcome.kind === Kind.diagnostics) {
      const diagnostics = this.read(() => readDiagnostics(outcome.value({ maps: true }), source));
      throw syntaxError(diagnostics, name, this.execution(undefined));
    }
    if (outcome.kind !== Kind.bytecode) this.broken();
    return { bytecode: outcome.bytes.slice(), fuel: this.meter.fuel, peak: this.meter.peak };
  }

  /** Runs a compiled source on a restored image. */
  eval(program: Program): Execution {
    const outcome = this.phase((instance) => {
      const code = this.place(program.bytecode);
      return instance.exports.kb_eval(code.at, code.length);
    });
    if (outcome.kind !== Kind.value) throw this.read(() => this.panic(outcome));
    return this.execution(this.read(() => outcome.value(this.dispatcher.decoding)));
  }

  /**
   * Makes the services of a sandbox in a restored image; answers the image that then is.
   *
   * @throws TypeError for a path that is a constant of the guest
   */
  setUp(paths: readonly string[]): Image {
    const { instance } = this;
    const outcome = this.phase(() => {
      const { at, length } = this.place(encodeAll(paths).bytes);
      return instance.exports.kb_setup(at, length);
    });
    if (outcome.kind === Kind.panic) throw new TypeError(this.read(() => this.panic(outcome)).message);
    if (outcome.kind !== Kind.value) this.broken();
    return instance.image.with(instance.exports);
  }

  /** The error for an exception that ended the guest. */
  private panic(outcome: Outcome): KobakoError {
    if (outcome.kind !== Kind.panic) this.broken();
    const { message, failure, ...guest } = readPanic(outcome.value(this.dispatcher.decoding));
    const context = { execution: this.execution(undefined) };
    return failure === undefined
      ? new SandboxError(message, guest, context)
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
    if (entered >= maxEntered) throw new RangeError(`more than ${maxEntered} invocations within each other`);
    entered++;
    try {
      return this.enter(call);
    } finally {
      entered--;
    }
  }

  private enter(call: (instance: Instance) => number): Outcome {
    const { instance, meter } = this;
    instance.restore();
    instance.exports.meter.value = meter.begin();
    this.spoiled = true;
    let at: number;
    try {
      at = call(instance);
    } catch (error) {
      meter.end(instance.exports.meter.value);
      this.rethrow(error);
    }
    meter.end(instance.exports.meter.value);
    if (meter.trap) this.rethrow(unwind);
    if (meter.fuel > this.settings.fuel) this.read(() => meter.exhausted());
    const outcome = readOutcome(instance, at);
    if (!outcome) this.broken();
    this.spoiled = false;
    return outcome;
  }

  /** Copies bytes into memory that the guest reserves for them. */
  private place(bytes: Uint8Array): { at: number; length: number } {
    const at = this.instance.exports.kb_reserve(bytes.length) >>> 0;
    if (!this.instance.takes(at, bytes.length)) this.meter.broken();
    this.instance.bytes.set(bytes, at);
    return { at, length: bytes.length };
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
    const execution = this.execution(undefined);
    if (error instanceof TrapError) throw error;
    const trap = this.meter.caught(error);
    throw new trap.type(trap.message, { execution });
  }

  private execution(value: unknown): Execution {
    const { stdout, stderr, started, peak, fuel } = this.meter;
    return Object.freeze({
      value,
      stdout: stdout.length ? text(stdout.chunks, stdout.truncated) : "",
      stderr: stderr.length ? text(stderr.chunks, stderr.truncated) : "",
      stdoutTruncated: stdout.truncated,
      stderrTruncated: stderr.truncated,
      usage: Object.freeze({
        wallTime: performance.now() - started,
        memoryPeak: peak,
        fuel,
        serviceCalls: this.dispatcher.calls,
      }),
    });
  }
}

/** Output as text; of a character that the limit cut, nothing is kept. */
function text(chunks: readonly Uint8Array[], truncated: boolean): string {
  const all = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return truncated ? new TextDecoder().decode(all, { stream: true }) : textDecoder.decode(all);
}
