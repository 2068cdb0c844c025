import { execFileSync } from "node:child_process";

/** The CRuby that answers of the sandbox are compared with: the machine's, which Debian 12 has in 3.1. */
export const cruby: string = execFileSync("ruby", ["--disable-gems", "-e", "print RUBY_VERSION"], { encoding: "utf8" });

/** Why there is nothing to compare with; nothing where the machine's CRuby is the one that the lists were made for. */
export const otherCruby: string | undefined = cruby.startsWith("3.1.")
  ? undefined
  : `the answers were compared with CRuby 3.1, and this machine has ${cruby}, which words and does some things otherwise`;
