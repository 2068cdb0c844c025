import type { Random } from "./random.ts";

const names = ["a", "b", "c", "x"];
const literals = [
  "0",
  "1",
  "-7",
  "3.5",
  "nil",
  "true",
  '"abc"',
  '"é€"',
  ":sym",
  "2 ** 70",
  "1r",
  "[]",
  "{}",
  "1e300",
  '""',
];
const binary = [
  "+",
  "-",
  "*",
  "/",
  "%",
  "**",
  "<<",
  ">>",
  "&",
  "|",
  "^",
  "==",
  "<=>",
  "<",
  ">=",
  "&&",
  "||",
  "===",
  "!=",
];
const calls = [
  "to_s", "inspect", "size", "reverse", "sort", "uniq", "sum", "first", "last", "upcase", "to_a", "to_i", "to_f", "abs",
  "hash.class", "keys", "values", "flatten", "compact", "min", "max", "dup", "freeze", "frozen?", "nil?", "class.name",
  "chars", "bytes", "succ", "length", "empty?", "to_sym", "tally", "each_slice(2).to_a", "digits", "floor", "round(1)",
]; // prettier-ignore
const blocks = [
  "map",
  "select",
  "each",
  "reject",
  "sort_by",
  "group_by",
  "find",
  "any?",
  "sum",
  "each_with_index",
  "min_by",
];
const patterns = ["Integer", "[x, *]", "{ a: x }", "nil", "String | Symbol", "1..5", "[Integer, Float => x]", "_"];

const prelude = 'a = 3; b = "text"; c = [3, 1, 2]; x = { a: 1 }\ndef m0(x) = x\ndef m1(x) = [x]\ndef m2(x) = x.to_s\n';

/** Random programs of Ruby: most run, some raise, some do not end, some do not compile. */
export class RubyGenerator {
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  program(): string {
    const lines = Array.from({ length: 1 + this.#random.below(6) }, () => {
      const statement = this.statement(0);
      return this.#random.once(6) ? statement : `begin\n${statement}\nrescue => e\np e.message\nend`;
    });
    const source = prelude + lines.join("\n");
    return this.#random.once(5) ? this.#mutate(source) : source;
  }

  statement(depth: number): string {
    const random = this.#random;
    const body = (): string => (depth > 2 ? this.expression(depth) : this.statement(depth + 1));
    const value = (): string => this.expression(depth + 1);
    switch (random.below(16)) {
      case 0:
        return `if ${value()}\n${body()}\nelse\n${body()}\nend`;
      case 1:
        return `${1 + random.below(20)}.times { |x| ${body()} }`;
      case 2:
        return `begin\n${body()}\nrescue => e\ne.message\nensure\n${body()}\nend`;
      case 3:
        return `def m${random.below(3)}(x = ${value()}, *r, k: 1, **o, &b)\n${body()}\nend`;
      case 4:
        return `case ${value()}\nin ${random.pick(patterns)}\n${body()}\nelse\n${body()}\nend`;
      case 5:
        return `class K${random.below(3)}\ndef ${random.pick(names)}(*) = ${value()}\nend`;
      case 6:
        return `puts ${value()}`;
      case 7:
        return `i = 0\nwhile i < ${random.below(50)}\ni += 1\n${body()}\nend`;
      case 8:
        return `raise ${random.pick(["ArgumentError", "'x'", "StopIteration", value()])} if ${value()}`;
      case 9:
        return `catch(:t) { ${body()}; throw :t, ${value()} }`;
      case 10:
        return `${random.pick(names)}, *${random.pick(names)} = ${value()}`;
      case 11:
        return `f = Fiber.new { |x| Fiber.yield ${value()}; ${value()} }\nf.resume(1)\nf.resume`;
      default:
        return `${random.pick(names)} = ${value()}`;
    }
  }

  expression(depth: number): string {
    const random = this.#random;
    if (depth > 5) return random.pick(random.once(3) ? names : literals);
    const inner = (): string => this.expression(depth + 1);
    switch (random.below(14)) {
      case 0:
      case 1:
        return `(${inner()} ${random.pick(binary)} ${inner()})`;
      case 2:
      case 3:
        return `${inner()}.${random.pick(calls)}`;
      case 4:
        return `${inner()}.${random.pick(blocks)} { |x| ${inner()} }`;
      case 5:
        return `[${inner()}, ${inner()}]`;
      case 6:
        return `{ a: ${inner()}, ${inner()} => ${inner()} }`;
      case 7:
        return `"#{${inner()}}-${random.below(9)}"`;
      case 8:
        return `(${inner()} ? ${inner()} : ${inner()})`;
      case 9:
        return `->(x) { ${inner()} }.(${inner()})`;
      case 10:
        return `(${inner()} rescue ${inner()})`;
      case 11:
        return `m${random.below(3)}(${inner()})`;
      default:
        return random.pick(random.once(2) ? names : literals);
    }
  }

  /** A cut, a repetition or another character somewhere. */
  #mutate(source: string): string {
    const random = this.#random;
    const at = random.below(source.length + 1);
    const to = at + random.below(12);
    switch (random.below(3)) {
      case 0:
        return source.slice(0, at) + source.slice(to);
      case 1:
        return source.slice(0, to) + source.slice(at);
      default:
        return (
          source.slice(0, at) +
          String.fromCodePoint(random.pick([random.below(128), 0x301, 0x1f600])) +
          source.slice(at)
        );
    }
  }
}
