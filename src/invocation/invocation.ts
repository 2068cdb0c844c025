import { decode, WireError } from "../codec/decoder.ts";
import type { Instance } from "../engine/instance.ts";
import { Meter, unwind } from "../engine/limits.ts";
import { SandboxError, TrapError } from "../errors.ts";
import type { Execution } from "../execution.ts";
import type { Settings } from "../options.ts";
import { readDiagnostics, readPanic, syntaxError } from "./failure.ts";

const Kind = { value: 0, panic: 1, bytecode: 2, diagnostics: 3 } as const;
const encoder = new TextEncoder();
const textDecoder = new TextDecoder();

/** A source compiled, and what compiling it used: charged to every invocation alike. */
export interface Program {
  readonly bytecode: Uint8Array;
  readonly fuel: number;
  readonly peak: number;
}

interface Outcome {
  readonly kind: number;
  readonly bytes: Uint8Array;
}

/** One run on one instance, from the image to an outcome. */
export class Invocation {
  readonly meter: Meter;
  readonly settings: Settings;
  readonly instance: Instance;
  /** whether the guest was left by an unwinding: its instance must not be used again */
  spoiled = false;

  constructor(settings: Settings, instance: Instance, started: number) {
    this.settings = settings;
    this.instance = instance;
    this.meter = new Meter(settings, started);
    instance.meter = this.meter;
  }

  /** Compiles a source on a restored image. */
  compile(source: string, name: string): Program {
    const outcome = this.phase((instance) => {
      const text = this.place(encoder.encode(source));
      const file = this.place(encoder.encode(name));
      return instance.exports.kb_compile(text.at, text.length, file.at, file.length);
    });
    if (outcome.kind === Kind.diagnostics) {
      const diagnostics = this.read(() => readDiagnostics(decode(outcome.bytes, { maps: true }), source));
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
    if (outcome.kind === Kind.value) {
      return this.execution(this.read(() => decode(outcome.bytes, { maps: this.settings.hashes === "map" })));
    }
    if (outcome.kind !== Kind.panic) this.broken();
    const { message, ...failure } = this.read(() => readPanic(decode(outcome.bytes, { maps: true })));
    throw new SandboxError(message, failure, { execution: this.execution(undefined) });
  }

  /** Charges what a kept program cost when it was compiled. */
  charge(program: Program): void {
    try {
      this.meter.charge(program.fuel, program.peak);
    } catch (error) {
      this.rethrow(error);
    }
  }

  /** Calls the guest on a restored image, and ends in the outcome or in the one error that is due. */
  private phase(call: (instance: Instance) => number): Outcome {
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
    const header = instance.range(at, 12);
    if (!header) this.broken();
    const view = new DataView(header.buffer, header.byteOffset, 12);
    const bytes = instance.range(view.getUint32(4, true), view.getUint32(8, true));
    if (!bytes) this.broken();
    this.spoiled = false;
    return { kind: view.getUint32(0, true), bytes };
  }

  /** Copies bytes into memory that the guest reserves for them. */
  private place(bytes: Uint8Array): { at: number; length: number } {
    const at = this.instance.exports.kb_reserve(bytes.length) >>> 0;
    const target = this.instance.range(at, bytes.length);
    if (!target) this.meter.broken();
    else target.set(bytes);
    return { at, length: bytes.length };
  }

  private read<T>(decodeIt: () => T): T {
    try {
      return decodeIt();
    } catch (error) {
      if (error instanceof WireError) this.broken();
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
    const { trap } = this.meter;
    if (trap) throw new trap.type(trap.message, { execution });
    if (error instanceof RangeError) throw new TrapError("the guest ran out of stack", { execution });
    if (error instanceof WebAssembly.RuntimeError) throw new TrapError("the guest trapped", { execution });
    throw new TrapError("the guest failed", { execution });
  }

  private execution(value: unknown): Execution {
    const { stdout, stderr, started, peak, fuel } = this.meter;
    return Object.freeze({
      value,
      stdout: stdout.length ? text(stdout.chunks, stdout.truncated) : "",
      stderr: stderr.length ? text(stderr.chunks, stderr.truncated) : "",
      stdoutTruncated: stdout.truncated,
      stderrTruncated: stderr.truncated,
      usage: Object.freeze({ wallTime: performance.now() - started, memoryPeak: peak, fuel, serviceCalls: 0 }),
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
