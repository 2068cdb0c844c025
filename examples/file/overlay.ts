/** A host folder that can be read and not written: what is written is kept in memory, on top of it. */
import { closeSync, constants, fstatSync, openSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { join, sep } from "node:path";

import { ServiceArgumentError } from "kobako";

const maxPath = 200;
const maxFile = 1 << 20;
const maxWritten = 4 << 20;

/**
 * A list of what is allowed, so that nobody has to think of every trick: letters, digits and a
 * few signs, never a dot or a space at either end. So no `..`, nothing absolute, no backslash, drive,
 * NUL, control or percent sign, and no name that some system reads as another.
 */
const segment = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_ .@+-]*[\p{L}\p{N}_@+-])?$/u;

function checked(path: unknown): string {
  const whole = typeof path === "string" && path.length <= maxPath;
  if (!whole || !path.split("/").every((name) => segment.test(name))) {
    throw new ServiceArgumentError("this is not the path of a file here");
  }
  return path.normalize("NFC");
}

function absent(): never {
  throw new ServiceArgumentError("there is no such file");
}

/** One invocation's view of a folder. No message of it names a path of the host. */
export class Overlay {
  readonly #root: string;
  readonly #written = new Map<string, string>();
  #size = 0;

  constructor(folder: string) {
    this.#root = realpathSync(folder);
  }

  read(path: string): string {
    const name = checked(path);
    return this.#written.get(name) ?? this.#load(name) ?? absent();
  }

  has(path: string): boolean {
    const name = checked(path);
    return this.#written.has(name) || this.#load(name) !== undefined;
  }

  write(path: string, text: string): number {
    const name = checked(path);
    if (typeof text !== "string") throw new ServiceArgumentError("only text can be written");
    this.#size += text.length - (this.#written.get(name)?.length ?? 0);
    if (this.#size > maxWritten) throw new ServiceArgumentError("too much was written");
    this.#written.set(name, text);
    return text.length;
  }

  list(): string[] {
    const files = readdirSync(this.#root, { withFileTypes: true }).filter((entry) => entry.isFile());
    const names = files.map((entry) => entry.name).filter((name) => segment.test(name));
    return [...new Set([...names, ...this.#written.keys()])].sort();
  }

  /** The text of a regular file inside the folder, whatever links say; undefined for anything else. */
  #load(name: string): string | undefined {
    let file: number;
    try {
      const real = realpathSync(join(this.#root, ...name.split("/")));
      if (!real.startsWith(this.#root + sep)) return undefined;
      // a pipe must not make this wait, nor a link put in its place lead elsewhere
      file = openSync(real, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    } catch {
      return undefined;
    }
    try {
      const about = fstatSync(file);
      return about.isFile() && about.size <= maxFile ? readFileSync(file, "utf8") : undefined;
    } finally {
      closeSync(file);
    }
  }
}
