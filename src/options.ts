/** How a sandbox runs what it is given. Every limit is on unless it is turned off with `null`. */
export interface SandboxOptions {
  /** milliseconds from the call to its end, default 60,000; time in the host counts */
  readonly timeout?: number | null;
  /** bytes of guest memory past the image, default 1 MiB; what the host keeps is not counted */
  readonly memoryLimit?: number | null;
  /** bytes of output kept a channel, default 1 MiB; the rest is dropped and flagged */
  readonly stdoutLimit?: number | null;
  readonly stderrLimit?: number | null;
  /** metering points, default `null` */
  readonly fuel?: number | null;
  /** host objects that the guest of one invocation may hold, default 65,536 */
  readonly handleLimit?: number | null;
  /** `"permissive"` gives the guest the live clock and entropy; default `"hermetic"`: constants */
  readonly profile?: "hermetic" | "permissive";
  /** how a Hash arrives: `"auto"` as an object where its keys allow, `"map"` always as a Map */
  readonly hashes?: "auto" | "map";
  /** what the keys of a plain object are in the guest, default `"string"` */
  readonly keys?: "string" | "symbol";
  /** `"instance"` takes a new WebAssembly instance every time; default `"image"` */
  readonly isolation?: "image" | "instance";
}

/** What one invocation may lower for itself. */
export interface EvalOptions {
  readonly timeout?: number;
  readonly memoryLimit?: number;
  readonly fuel?: number;
  /** objects for paths of the sandbox's services, for this invocation alone */
  readonly bind?: Readonly<Record<string, object>>;
}

/** What one invocation of an entrypoint may lower, and its keywords. */
export interface RunOptions extends EvalOptions {
  readonly kwargs?: Readonly<Record<string, unknown>>;
}

/** Options read, checked and completed; a limit that is off is Infinity. */
export interface Settings {
  readonly timeout: number;
  readonly memoryLimit: number;
  readonly stdoutLimit: number;
  readonly stderrLimit: number;
  readonly fuel: number;
  readonly handleLimit: number;
  readonly profile: "hermetic" | "permissive";
  readonly hashes: "auto" | "map";
  readonly keys: "string" | "symbol";
  readonly isolation: "image" | "instance";
}

const MiB = 1 << 20;
const limits = {
  timeout: 60_000,
  memoryLimit: MiB,
  stdoutLimit: MiB,
  stderrLimit: MiB,
  fuel: null,
  handleLimit: 65_536,
} as const;
const choices = {
  profile: ["hermetic", "permissive"],
  hashes: ["auto", "map"],
  keys: ["string", "symbol"],
  isolation: ["image", "instance"],
} as const;
const known = [...Object.keys(limits), ...Object.keys(choices)];

const evalOptions: readonly string[] = ["timeout", "memoryLimit", "fuel", "bind"];
export const runOptions: readonly string[] = [...evalOptions, "kwargs"];

/** A limit as a number that is fit to compare with. */
function limit(name: string, value: unknown): number {
  if (value === null) return Infinity;
  if (typeof value !== "number") throw new TypeError(`${name} must be a number or null`);
  if (!(value >= 0) || value === Infinity) throw new RangeError(`${name} must be a finite number from 0, or null`);
  return value;
}

function entries(options: unknown, names: readonly string[]): Map<string, unknown> {
  if (typeof options !== "object" || options === null) throw new TypeError("options must be an object");
  const read = new Map<string, unknown>();
  for (const name of Object.keys(options)) {
    if (!names.includes(name)) throw new TypeError(`unknown option ${name}; known are ${names.join(", ")}`);
    const value: unknown = Reflect.get(options, name);
    if (value !== undefined) read.set(name, value);
  }
  return read;
}

/**
 * Reads a sandbox's options once.
 *
 * @throws TypeError for an unknown option or one of the wrong type, RangeError for a number out of range
 */
export function readOptions(options: SandboxOptions = {}): Settings {
  const read = entries(options, known);
  const settings: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const [name, standard] of Object.entries(limits)) {
    settings[name] = limit(name, read.has(name) ? read.get(name) : standard);
  }
  for (const [name, allowed] of Object.entries(choices)) {
    const value = read.has(name) ? read.get(name) : allowed[0];
    if (!(allowed as readonly unknown[]).includes(value)) {
      throw new TypeError(`${name} must be one of ${allowed.map((choice) => `"${choice}"`).join(", ")}`);
    }
    settings[name] = value;
  }
  return Object.freeze(settings) as unknown as Settings;
}

/**
 * A sandbox's settings with what one invocation lowers.
 *
 * @throws TypeError, RangeError as `readOptions`, and RangeError for a limit above the sandbox's
 */
export function lower(settings: Settings, options: RunOptions, known: readonly string[] = evalOptions): Settings {
  const lowered: Record<string, unknown> = { ...settings };
  for (const [name, value] of entries(options, known)) {
    if (name === "bind" || name === "kwargs") continue;
    const own = limit(name, value);
    if (own > settings[name as "timeout" | "memoryLimit" | "fuel"]) {
      throw new RangeError(`${name} may only be lower than the sandbox's`);
    }
    lowered[name] = own;
  }
  return lowered as unknown as Settings;
}
