import { expect, test } from "vitest";

import { FuelExhaustedError, Sandbox } from "../../src/node.ts";

/** Work of every kind that is done below Ruby, each as much at a time as memory allows. */
const work: readonly (readonly [string, string])[] = [
  ["copying a string", 's = "x" * 12_000_000; loop { s.dup << "y" }'],
  ["adding to a string", 's = "x" * 10_000_000; loop { s + "y" }'],
  ["interpolating a string", 's = "x" * 10_000_000; loop { "#{s}y" }'],
  ["replacing within a string", 's = "x" * 12_000_000; loop { s[0] = "yy"; s[0, 2] = "x" }'],
  ["prepending to a string", 's = "x" * 10_000_000; loop { s.prepend("y"); s[0, 1] = "" }'],
  ["making a string", 'loop { "abc" * 4_000_000 }'],
  ["comparing strings", 's = "x" * 12_000_000; t = "x" * 12_000_000; loop { s == t; s <=> t; s.eql?(t) }'],
  ["hashing a string", 's = "x" * 12_000_000; loop { s.hash }'],
  ["looking for a character", 's = "x" * 12_000_000; loop { s.index("y"); s.rindex("y"); s.include?("y") }'],
  ["looking for a string", 's = "x" * 6_000_000; t = "x" * 3_000_000 + "y"; loop { s.index(t) }'],
  ["counting characters", 's = "é" * 6_000_000; loop { s.length; s.count("a-z") }'],
  ["changing case", 's = "x" * 6_000_000; loop { s.upcase; s.swapcase }'],
  ["reversing", 's = "é" * 3_000_000; loop { s.reverse }'],
  ["tr, delete and squeeze", 's = "xy" * 3_000_000; loop { s.tr("a-z", "b-za"); s.delete("y"); s.squeeze }'],
  ["splitting", 's = "x," * 300_000; loop { s.split(","); s.lines; s.chars }'],
  ["gsub", 's = "ab" * 300_000; loop { s.gsub("a", "c") }'],
  ["inspect", 's = "x" * 2_000_000; loop { s.inspect; s.dump }'],
  ["succ", 's = "z" * 5_000_000; loop { s.succ }'],
  ["padding", 'loop { "x".ljust(12_000_000); "x".center(12_000_000, "ab") }'],
  ["formatting a width", 'loop { "%10000000d" % 1 }'],
  ["packing", "a = [1] * 1_000_000; loop { a.pack('C*') }"],
  ["unpacking", 's = "x" * 500_000; loop { s.unpack("C*"); s.unpack("m"); s.bytes }'],
  ["checking an encoding", 's = "é" * 5_000_000; loop { s.valid_encoding?; s.ascii_only? }'],
  ["numbers of text", 's = "9" * 200_000; loop { s.to_i; s.hex; s.to_f }'],
  ["writing", 's = "x" * 10_000_000; loop { print s }'],
  ["copying an array", "a = [1] * 1_500_000; loop { a.dup.push(1); a + [1] }"],
  ["moving an array", "a = [1] * 1_500_000; loop { a.insert(1, 1); a.delete_at(1); a[1, 0] = [1]; a[1, 1] = [] }"],
  ["an array as a queue", "a = [1] * 1_500_000; loop { a.unshift(1); a.push(2); a.shift; a.pop }"],
  ["filling an array", "a = [1] * 1_500_000; loop { a.fill(2); [1, 2, 3] * 500_000 }"],
  ["comparing arrays", "a = [1] * 1_000_000; b = [1] * 1_000_000; loop { a == b; a <=> b; a.include?(2) }"],
  ["joining", 'a = ["x"] * 500_000; loop { a.join }'],
  ["sorting", "a = (1..300_000).to_a.reverse; loop { a.sort }"],
  ["sets of arrays", "a = (1..100_000).to_a; loop { a.uniq; a - a; a | a; a & a }"],
  ["flattening", "a = [[[1] * 1000] * 1000]; loop { a.flatten }"],
  ["turning an array", "a = [1] * 1_500_000; loop { a.rotate(3); a.reverse; a.compact }"],
  ["copying a Hash", "h = {}; 200_000.times { |i| h[i] = i }; loop { h.dup; h.merge(h) }"],
  ["listing a Hash", "h = {}; 200_000.times { |i| h[i] = i }; loop { h.keys; h.values; h.rehash; h.value?(-1) }"],
  ["a Hash as a queue", "h = {}; 200_000.times { |i| h[i] = i }; loop { k, v = h.shift; h[k] = v }"],
  ["multiplying", "a = (1 << 2_000_000) - 1; loop { a * a }"],
  ["dividing", "a = (1 << 2_000_000) - 1; b = (1 << 1_000_000) - 3; loop { a / b; a % b }"],
  ["bits of large Integers", "a = (1 << 20_000_000) - 1; loop { a & a; a | 1; ~a; a ^ 3 }"],
  ["shifting", "a = 1; loop { (a << 60_000_000) >> 60_000_000 }"],
  ["text of a large Integer", "a = (1 << 400_000) - 1; loop { a.to_s; a.to_s(2) }"],
  ["digits of a large Integer", "a = (1 << 40_000) - 1; loop { a.digits }"],
  ["powers", "loop { 3**1_000_000 }"],
  ["powers of a modulus", "m = (1 << 100_000) - 1; loop { 3.pow(m, m) }"],
  ["roots", "a = (1 << 400_000) - 1; loop { Integer.sqrt(a) }"],
  ["quotients as Floats", "a = (1 << 4_000_000) - 1; b = 3**1_000_000; loop { a.fdiv(b); a.to_f; a <=> 1.5 }"],
  ["reducing Rationals", "a = 3**20_000; b = 5**20_000; loop { Rational(a, b) }"],
  ["collecting garbage", "a = (1..300_000).map { [_1] }; loop { GC.start }"],
  ["backtraces", "def r(n) = n == 0 ? raise('x') : r(n - 1)\nloop { begin; r(500); rescue => e; e.backtrace; end }"],
  ["constants", '20_000.times { |i| Object.const_set("K#{i}", i) }; loop { Object.constants }'],
  ["methods", 'c = Class.new; 20_000.times { |i| c.define_method("k#{i}") {} }; loop { c.instance_methods }'],
  ["instance variables", 'o = Object.new; 20_000.times { |i| o.instance_variable_set("@a#{i}", i) }; loop { o.dup; o.instance_variables }'], // prettier-ignore
  ["names that may have been meant", '40_000.times { |i| Object.const_set("Kaaaaaaa#{i}", 1) }; loop { begin; Kaaaaaaab; rescue NameError; end }'], // prettier-ignore
];

test.each(work)("%s uses up fuel", { timeout: 60_000 }, (_, source) => {
  const sandbox = new Sandbox({ timeout: 30_000, memoryLimit: 96 << 20, fuel: 8_000_000, stdoutLimit: 1024 });
  expect(() => sandbox.eval(source)).toThrow(FuelExhaustedError);
});
