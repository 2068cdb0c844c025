import { expect, test } from "vitest";

import { Sandbox } from "../../src/node.ts";

const sandbox = new Sandbox();
const run = (source: string): unknown => sandbox.eval(source).value;

/** A method is called while there is none; something is done; the method is called again. */
const appearing: [string, string][] = [
  ["is defined", "class C; def m = 1; end"],
  ["is defined in its superclass", "class P; def m = 1; end"],
  ["is defined in Object", "def m = 1; Object.send(:public, :m)"],
  ["is defined of the object alone", "def X.m = 1"],
  ["comes with a module", "module M; def m = 1; end; class C; include M; end"],
  ["comes with a module of its superclass", "module M; def m = 1; end; class P; include M; end"],
  ["comes with a module put before", "module M; def m = 1; end; C.prepend M"],
  ["comes with a module that the object is extended by", "module M; def m = 1; end; X.extend M"],
  ["is defined in a module that was there", "module Old; def m = 1; end"],
  ["is an alias", "class C; alias m one; end"],
  ["is defined by a block", "C.define_method(:m) { 1 }"],
  ["is an attribute", "class C; attr_reader :m; end; X.instance_variable_set(:@m, 1)"],
];

test.each(appearing)("a method that was missing is found once it %s", (_, change) => {
  const source = `
    module Old; end
    class P; end
    class C < P; include Old; def one = 1; end
    X = C.new
    ask = -> { [(X.m rescue "none"), X.respond_to?(:m)] }
    before = [ask.(), ask.()]
    ${change}
    before + [ask.()]`;
  expect(run(source)).toStrictEqual([
    ["none", false],
    ["none", false],
    [1, true],
  ]);
});

test("a method that is gone stays gone until it is there again", () => {
  const source = `
    class P; def m = 'parent'; end
    class C < P; def m = 'child'; end
    x = C.new
    ask = -> { x.m rescue "none" }
    seen = [ask.()]
    C.remove_method(:m); seen << ask.()
    P.remove_method(:m); seen << ask.() << ask.()
    class P; def m = 'again'; end
    seen << ask.()
    class C; undef_method :m; end
    seen << ask.() << ask.()
    class C; def m = 'last'; end
    seen << ask.()`;
  const names = ["child", "parent", "none", "none", "again", "none", "none", "last"];
  expect(run(source)).toStrictEqual(names);
});

test("a copy of a class has the methods of what it copies, whatever was asked of it before", () => {
  const source = `
    class C; def m = 1; end
    d = Class.new
    x = d.new
    first = (x.m rescue 0)
    e = C.dup
    e.class_eval { def n = 2 }
    [first, e.new.m, e.new.n, (C.new.n rescue 0)]`;
  expect(run(source)).toStrictEqual([0, 1, 2, 0]);
});

test("a service that lacks a method is asked again once the guest defines it", () => {
  const services = new Sandbox();
  const calls: string[] = [];
  services.bind("Shop", { open: () => calls.push("open") });
  const source = `
    seen = [(Shop.close rescue "none"), (Shop.close rescue "none")]
    def Shop.close = 'guest'
    def Shop.open = 'taken'
    seen << Shop.close << Shop.open`;
  expect(services.eval(`Shop.open; ${source}`).value).toStrictEqual(["none", "none", "guest", "taken"]);
  expect(services.eval("Shop.open").value).toBe(2);
});

/** What changes the tables of methods, constants and variables that every invocation begins with. */
const changes = [
  "class String; def upcase = 'changed'; end",
  "class String; remove_method :upcase; end",
  "class String; undef_method :upcase; end",
  "class String; private :upcase; end",
  "class String; alias_method :upcase, :downcase; end",
  "class Object; def upcase = 1; def added = 1; end",
  "module Kernel; def added = 1; end; module Comparable; def added = 1; end",
  'class String; 200.times { |i| define_method(:"m#{i}") { i } }; end',
  "def Math.sqrt(x) = 0",
  "Math.singleton_class.send(:remove_method, :sqrt) rescue Math.singleton_class.send(:undef_method, :sqrt)",
  "Math::PI = 3",
  "Object.send(:remove_const, :Comparable)",
  "Object.const_set(:Added, 1)",
  '300.times { |i| Object.const_set(:"Added#{i}", i) }',
  "Object.send(:remove_const, :String)",
  "$/ = 'x'; $added = 1",
  "String.class_variable_set(:@@added, 1)",
  "String.instance_variable_set(:@added, 1)",
  "String.include(Module.new { def added = 1 })",
  "String.prepend(Module.new { def upcase = 1 })",
  "String.extend(Module.new { def added = 1 })",
  '300.times { |i| :"symbol of its own #{i}".to_s }',
];

const probe = `
  ["a".upcase, ("a".added rescue "none"), (1.added rescue "none"), Math.sqrt(4), Math::PI > 3.1, Comparable.class.to_s,
   defined?(Added).nil?, defined?(Added5).nil?, $/, $added, String.class_variables.size, String.instance_variables.size,
   String.ancestors.size, (String.added rescue "none"), ("a".m5 rescue "none")]`;

test.each(changes)("nothing of what every invocation begins with is changed for the next: %s", (change) => {
  const fresh = new Sandbox().eval(probe).value;
  run(`begin; ${change}; rescue => e; end; (${probe}) rescue nil; nil`);
  expect(run(probe)).toStrictEqual(fresh);
});

test("methods outlive the constants of their classes", () => {
  const source = `
    m = Comparable.instance_method(:clamp)
    n = Enumerable.instance_method(:each_slice)
    s = Set.method(:[])
    set = Set[1, 2]
    Object.send(:remove_const, :Comparable)
    Object.send(:remove_const, :Enumerable)
    Object.send(:remove_const, :Set)
    GC.start
    a = Array.new(5000) { |i| "text #{i}" }
    GC.start
    [m.owner.to_s, m.bind_call(5, 1, 3), n.bind_call([1, 2, 3], 2).to_a, s.call(1, 1).size, set.include?(2), a.size]`;
  expect(run(source)).toStrictEqual(["Comparable", 3, [[1, 2], [3]], 1, true, 5000]);
});
