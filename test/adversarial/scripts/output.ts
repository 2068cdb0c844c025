import type { ScriptClass } from "./script.ts";

/** Floods of output, and output of odd things. */
export const output: ScriptClass = {
  title: "output floods",
  outcomes: ["value", "KOBAKO_SANDBOX"],
  timeout: 2_000,
  scripts: [
    ["many lines", "50_000.times { puts 1 }"],
    ["many small writes", '20_000.times { print "x" }'],
    ["a long line", 'print "x" * 500_000; print "y" * 500_000; print "z" * 500_000'],
    ["both channels", '20_000.times { puts "o"; warn "e" }'],
    ["a cyclic array", "a = []; a << a; puts a"],
    ["p of a cyclic array", "a = []; a << a; p a"],
    ["a cyclic hash", "h = {}; h[1] = h; p h"],
    ["an empty array", "puts []"],
    ["nil", "puts nil, [nil], [[nil]]"],
    ["an object with a bad to_s", "class A; def to_s = 3; end; puts A.new"],
    ["an object with a bad inspect", "class A; def inspect = 3; end; p A.new"],
    ["a BasicObject", "puts BasicObject.new"],
    ["putc of odd values", "putc 300; putc -1; putc ''; putc 'ab'"],
    ["printf without arguments", "printf"],
    ["printf with a bad format", 'printf("%q")'],
    ["printf with too few arguments", 'printf("%d %d", 1)'],
    ["warn of nothing", "warn"],
    ["writes of many values", '$stdout.write(*(["x"] * 10_000))'],
    ["<< chains", "$stdout << 1 << nil << :a << [1]"],
    ["sync and flush", "$stdout.sync = false; $stdout.flush; $stderr.fsync"],
    ["reassigned to each other", "$stdout = $stderr; puts 1"],
    ["reopened", "$stdout.reopen('x')"],
    ["closed", "$stdout.close; puts 1"],
    ["a negative count", "$stdout.write('x' * -1)"],
  ],
};
