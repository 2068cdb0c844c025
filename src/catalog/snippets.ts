/** What runs before every program of a sandbox, in this order. */
export interface Snippet {
  /** of source; bytecode says it in its debug info */
  readonly name: string | undefined;
  readonly bytecode: Uint8Array;
  /** compiled by this library, so that it need not be checked */
  readonly own: boolean;
}

/** A snippet as source, whose name backtraces give, or as RITE bytecode, which carries its own. */
export type Preload =
  | {
      /** Ruby, compiled at once */
      readonly code: string;
      /** one constant, such as `Adder`: what backtraces call it, as `(snippet:Adder):1` */
      readonly name: string;
      /** not beside source */
      readonly binary?: undefined;
    }
  | {
      /** RITE bytecode as `compile` makes it; copied, and checked by the first invocation */
      readonly binary: Uint8Array;
      /** not beside bytecode */
      readonly code?: undefined;
      /** not beside bytecode, which has its name */
      readonly name?: undefined;
    };

const constant = /^[A-Z]\w*$/;

/** A snippet that was asked for, read once and checked. */
export type Wanted =
  | { readonly kind: "code"; readonly name: string; readonly code: string }
  | { readonly kind: "binary"; readonly bytes: Uint8Array };

/** @throws TypeError for what is neither source with a name nor bytecode */
export function readPreload(preload: Preload): Wanted {
  if (typeof preload !== "object" || preload === null)
    throw new TypeError("preload takes { code, name } or { binary }");
  const { code, name, binary } = preload as { readonly [key in keyof Preload]: unknown };
  if (binary !== undefined) {
    if (code !== undefined || name !== undefined) throw new TypeError("a binary snippet has no code and no name");
    if (!(binary instanceof Uint8Array)) throw new TypeError("binary must be a Uint8Array");
    return { kind: "binary", bytes: new Uint8Array(binary) };
  }
  if (typeof code !== "string") throw new TypeError("the code of a snippet must be a string");
  return { kind: "code", name: readName(name, "a snippet"), code };
}

/** @throws TypeError for what is not the name of one constant, or is the sandbox's own */
export function readName(name: unknown, what: string): string {
  if (typeof name !== "string" || !constant.test(name)) {
    throw new TypeError(`the name of ${what} must be one constant such as Adder`);
  }
  if (name === "Kobako") throw new TypeError("the name Kobako is the sandbox's own");
  return name;
}

/** The snippets of a sandbox, in the order they were added. */
export class Snippets {
  readonly all: Snippet[] = [];

  /** @throws TypeError for a name that is taken */
  check(name: string): void {
    if (this.all.some((snippet) => snippet.name === name)) throw new TypeError(`there is a snippet ${name} already`);
  }

  /** Names are checked before. */
  add(snippet: Snippet): void {
    this.all.push(snippet);
  }
}
