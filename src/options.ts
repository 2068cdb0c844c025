/** The guests of the package: `full` has both Regexp and JSON, `core` neither. */
export type GuestName = "core" | "regexp" | "json" | "full";

/** How a sandbox runs what it is given. Every limit is on unless it is turned off with `null`. */
export interface SandboxOptions {
  /** what the guest has besides the core language, or a guest loaded from elsewhere; default `"core"` */
  readonly guest?: GuestName | LoadedGuest;
  /** milliseconds from the call to its end, default 60,000; time in the host counts */
  readonly timeout?: number | null;
  /** bytes of guest memory past the image, default 1 MiB; what the host keeps is not counted */
  readonly memoryLimit?: number | null;
  /** bytes of output kept a channel, default 1 MiB; the rest is dropped and flagged */
  readonly stdoutLimit?: number | null;
  /** as `stdoutLimit`, for the other channel */
  readonly stderrLimit?: number | null;
  /** metering points, default `null` */
  readonly fuel?: number | null;
  /** host objects that the guest of one invocation may hold, default 65,536 */
  readonly handleLimit?: number | null;
  /** scripts of `evalAsync` that run at a time, default 64; more wait in order */
  readonly maxConcurrency?: number | null;
  /** `"permissive"` gives the guest the live clock and entropy; default `"hermetic"`: constants */
  readonly profile?: "hermetic" | "permissive";
  /** the time of a `"hermetic"` guest, which stands still: milliseconds since 1970 or a Date, default 0 */
  readonly clock?: number | Date;
  /** what the random numbers of a `"hermetic"` guest come from: an integer from 0 to 2^32 - 1, default 0 */
  readonly seed?: number;
  /** how a Hash arrives: `"auto"` as an object where its keys allow, `"map"` always as a Map */
  readonly hashes?: "auto" | "map";
  /** what the keys of a plain object are in the guest, default `"string"` */
  readonly keys?: "string" | "symbol";
  /** `"instance"` takes a new WebAssembly instance every time; default `"image"` */
  readonly isolation?: "image" | "instance";
}

/** A `Guest`, told by its constructor's brand where it is used. */
export interface LoadedGuest {
  /** whether it was made by `Guest.load` */
  readonly loaded: true;
}

/** What one invocation may lower for itself. */
export interface EvalOptions {
  /** milliseconds from the call to its end, at most the sandbox's */
  readonly timeout?: number;
  /** bytes of guest memory past the image, at most the sandbox's */
  readonly memoryLimit?: number;
  /** metering points, at most the sandbox's */
  readonly fuel?: number;
  /** objects for paths of the sandbox's services, for this invocation alone */
  readonly bind?: Readonly<Record<string, object>>;
  /** ends the invocation when it is aborted: with an AbortError, whose cause is the signal's reason */
  readonly signal?: AbortSignal;
  /** for the sandbox's providers, as `invocation.context`; the guest sees nothing of it */
  readonly context?: unknown;
  /**
   * Output as it is written, in order and within the limit. What it throws ends the invocation:
   * the TrapError's cause.
   */
  readonly onStdout?: (chunk: string) => void;
  /** as `onStdout` */
  readonly onStderr?: (chunk: string) => void;
}

/** What one invocation of an entrypoint may lower, and its keywords. */
export interface RunOptions extends EvalOptions {
  /** keywords for the entrypoint by their names, values as arguments have them; default none */
  readonly kwargs?: Readonly<Record<string, unknown>>;
}

/** Options read, checked and completed; a limit that is off is Infinity. */
export interface Settings {
  readonly guest: GuestName | LoadedGuest;
  readonly timeout: number;
  readonly memoryLimit: number;
  readonly stdoutLimit: number;
  readonly stderrLimit: number;
  readonly fuel: number;
  readonly handleLimit: number;
  readonly maxConcurrency: number;
  readonly profile: "hermetic" | "permissive";
  readonly clock: number;
  readonly seed: number;
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
  maxConcurrency: 64,
} as const;
const choices = {
  profile: ["hermetic", "permissive"],
  hashes: ["auto", "map"],
  keys: ["string", "symbol"],
  isolation: ["image", "instance"],
} as const;
const guests: readonly unknown[] = ["core", "regexp", "json", "full"] satisfies GuestName[];
const known = [...Object.keys(limits), ...Object.keys(choices), "guest", "clock", "seed"];

/**
 * The guest that an option names; whether an object is one is seen where it is used.
 *
 * @throws TypeError
 */
export function readGuest(value: unknown = "core"): GuestName | LoadedGuest {
  if (typeof value === "object" && value !== null) return value as LoadedGuest;
  if (!guests.includes(value)) {
    throw new TypeError('guest must be "core", "regexp", "json", "full" or a loaded Guest');
  }
  return value as GuestName;
}

const given: readonly string[] = ["bind", "kwargs", "signal", "context", "onStdout", "onStderr"];
const evalOptions: readonly string[] = ["timeout", "memoryLimit", "fuel", ...given.filter((name) => name !== "kwargs")];
export const runOptions: readonly string[] = [...evalOptions, "kwargs"];

/** What was read last: sandboxes that are alike, of which there may be many, have one between them. */
let latest: Settings | undefined;

function same(one: Settings, other: Settings): boolean {
  for (const name of known as (keyof Settings)[]) if (one[name] !== other[name]) return false;
  return true;
}

/** A limit as a number that is fit to compare with. */
function limit(name: string, value: unknown): number {
  if (value === null) return Infinity;
  if (typeof value !== "number") throw new TypeError(`${name} must be a number or null`);
  if (!(value >= 0) || value === Infinity) throw new RangeError(`${name} must be a finite number from 0, or null`);
  return value;
}

/** The time that stands still, in milliseconds: read now, whatever becomes of the Date. */
function clock(value: unknown = 0): number {
  let time = value;
  if (typeof value === "object") {
    try {
      time = Date.prototype.getTime.call(value as Date);
    } catch {
      throw new TypeError("clock must be a number or a Date");
    }
  }
  if (typeof time !== "number") throw new TypeError("clock must be a number or a Date");
  if (!(Math.abs(time) <= 8.64e15)) throw new RangeError("clock must be a time that a Date can have");
  return time;
}

function seed(value: unknown = 0): number {
  if (typeof value !== "number") throw new TypeError("seed must be a number");
  if (!Number.isInteger(value) || value < 0 || value > 0xffffffff) {
    throw new RangeError("seed must be an integer from 0 to 2^32 - 1");
  }
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
  const bound = (name: keyof typeof limits): number => limit(name, read.has(name) ? read.get(name) : limits[name]);
  const choice = <N extends keyof typeof choices>(name: N): (typeof choices)[N][number] => {
    const allowed: readonly unknown[] = choices[name];
    const value = read.has(name) ? read.get(name) : allowed[0];
    if (!allowed.includes(value)) {
      throw new TypeError(`${name} must be one of ${allowed.map((each) => `"${String(each)}"`).join(", ")}`);
    }
    return value as (typeof choices)[N][number];
  };
  const settings: Settings = Object.freeze({
    timeout: bound("timeout"),
    memoryLimit: bound("memoryLimit"),
    stdoutLimit: bound("stdoutLimit"),
    stderrLimit: bound("stderrLimit"),
    fuel: bound("fuel"),
    handleLimit: bound("handleLimit"),
    maxConcurrency: bound("maxConcurrency"),
    profile: choice("profile"),
    hashes: choice("hashes"),
    keys: choice("keys"),
    isolation: choice("isolation"),
    guest: readGuest(read.get("guest")),
    clock: clock(read.get("clock")),
    seed: seed(read.get("seed")),
  });
  if (settings.maxConcurrency < 1) throw new RangeError("maxConcurrency must be at least 1");
  if (settings.profile === "permissive" && (read.has("clock") || read.has("seed"))) {
    throw new TypeError('clock and seed are for the profile "hermetic"');
  }
  if (latest && same(latest, settings)) return latest;
  // a guest from elsewhere would be kept with it
  if (typeof settings.guest === "string") latest = settings;
  return settings;
}

/** Refuses what an invocation is given that is of the wrong type. */
function checkGiven({ signal, onStdout, onStderr }: EvalOptions): void {
  if (signal !== undefined && !(signal instanceof AbortSignal)) throw new TypeError("signal must be an AbortSignal");
  for (const listener of [onStdout, onStderr]) {
    if (listener !== undefined && typeof listener !== "function")
      throw new TypeError("onStdout and onStderr must be functions");
  }
}

/**
 * A sandbox's settings with what one invocation lowers.
 *
 * @throws TypeError, RangeError as `readOptions`, and RangeError for a limit above the sandbox's
 */
export function lower(settings: Settings, options: RunOptions, known: readonly string[] = evalOptions): Settings {
  const lowered: Record<string, unknown> = { ...settings };
  for (const [name, value] of entries(options, known)) {
    if (given.includes(name)) continue;
    const own = limit(name, value);
    if (own > settings[name as "timeout" | "memoryLimit" | "fuel"]) {
      throw new RangeError(`${name} may only be lower than the sandbox's`);
    }
    lowered[name] = own;
  }
  checkGiven(options);
  return lowered as unknown as Settings;
}
