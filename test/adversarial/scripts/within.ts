import type { Script, ScriptClass } from "./script.ts";

/** A container, how it is made, what changes it while a method of it is at work, and those methods with their blocks. */
interface Kind {
  readonly name: string;
  readonly make: string;
  readonly changes: readonly string[];
  /** each answers from its block what the method can go on with */
  readonly calls: readonly string[];
}

const both = (names: string, block: string): string[] => names.split(" ").map((name) => `${name} { |*x| ${block} }`);

const kinds: readonly Kind[] = [
  {
    name: "an array",
    make: 'Array.new(20) { |i| "e#{i}" * 5 }',
    changes: ["clear", "shift", "pop", "freeze", "concat(['y'] * 300)", "replace(['z' * 40])", "insert(0, 'q', 'r')"],
    calls: [
      ...both(
        "each each_with_index each_index reverse_each map map! collect! flat_map filter_map",
        "tick.(); x.inspect",
      ),
      ...both(
        "select select! reject reject! delete_if keep_if partition find find_index index rindex",
        "tick.() % 2 == 0",
      ),
      ...both("count any? all? none? one? take_while drop_while uniq uniq! group_by sort_by sort_by!", "tick.() % 5"),
      ...both("min_by max_by minmax_by sum chunk_while slice_when each_entry bsearch bsearch_index", "tick.()"),
      ...both("sort sort! min max minmax", "tick.(); x[0].to_s <=> x[1].to_s"),
      ...both(
        "inject reduce cycle(2) each_slice(3) each_cons(3) each_with_object([]) zip([1]) product([1])",
        "tick.(); x",
      ),
      ...both("combination(2) permutation(2) repeated_combination(2) repeated_permutation(2)", "tick.()"),
      ...both("fill fill(1,2) fetch(99) delete('none') tally_by to_h lazy.map", "tick.(); [x.to_s, 1]"),
      "lazy.select { |x| tick.(); true }.map { |x| tick.(); x }.first(9)",
      "each_with_index.map { |x, i| tick.(); [x, i] }",
      "values_at(*c.map { |x| tick.(); 1 })",
      "push(*c.map { |x| tick.(); x })",
    ],
  },
  {
    name: "a hash",
    make: '(0...20).to_h { |i| ["k#{i}", "v" * i] }',
    changes: ["clear", "shift", "freeze", "delete('k3')", "store('n' * 9, 1)", "update((0..99).to_h { |i| [i, i] })", "rehash", "compare_by_identity", "default = 1"], // prettier-ignore
    calls: [
      ...both("each each_pair each_key each_value map flat_map filter_map each_with_index", "tick.(); x.inspect"),
      ...both("select select! reject reject! delete_if keep_if filter! partition find any? all? none? count", "tick.() % 2 == 0"), // prettier-ignore
      ...both("transform_values transform_values! transform_keys transform_keys! group_by sort_by min_by max_by sum", "tick.()"), // prettier-ignore
      ...both("to_h fetch('none') delete('none') each_with_object([]) inject uniq tally_by", "tick.(); [x.to_s, 1]"),
      ...both("merge({'k1'=>1,'k2'=>2}) merge!({'k1'=>1,'k2'=>2}) update({'k4'=>1})", "tick.(); x"),
      "each { |k, v| tick.(); c.each { |l, w| tick.() } }",
      "map { |k, v| tick.(); c.keys.size + c.to_a.size }",
    ],
  },
  {
    name: "a string",
    make: '+"hello wörld " * 9',
    changes: ["clear", "replace('q' * 900)", "concat('é' * 90)", "slice!(0, 9)", "freeze", "insert(3, 'é')", "force_encoding('BINARY')", "upcase!", "setbyte(1, 200)"], // prettier-ignore
    calls: [
      ...both("each_char each_byte each_line each_line('o')", "tick.(); x.inspect"),
      ...both("gsub('l') gsub!('l') sub('l') sub!('l')", "tick.(); 'xyz' * 9"),
      ...both("each_char.with_index each_byte.each_slice(2)", "tick.(); x"),
      "upto('hello wörle') { |x| tick.(); x }",
      "each_char.map { |x| tick.(); c[1, 9].to_s + c.to_s }",
    ],
  },
  {
    name: "a set",
    make: 'Set.new((0...20).map { |i| "s#{i}" })',
    changes: ["clear", "delete('s3')", "merge((0..300).to_a)", "freeze", "add('n' * 50)", "subtract(['s1', 's2'])"],
    calls: [
      ...both("each map select select! reject reject! delete_if keep_if partition", "tick.() % 2 == 0"),
      ...both("group_by sort_by sum count find any? all? flat_map each_slice(2) to_h", "tick.(); [x.to_s, 1]"),
      ...both("map! collect!", "tick.().to_s"),
      "each { |x| tick.(); c.each { |y| tick.(); c.include?(y) } }",
    ],
  },
  {
    name: "a struct",
    make: 'S.new("a" * 40, ["b"], { c: 1 })',
    changes: ["a = 5", "b = 'x' * 99", "freeze", "send(:initialize)", "send(:initialize_copy, S.new(1, 2, 3))"],
    calls: [
      ...both("each each_pair map select to_h each_with_index inject sort_by", "tick.(); [x.to_s, 1]"),
      "each { |x| tick.(); c.to_a.inspect; c == c.dup }",
    ],
  },
];

/** Runs the method once for each change, which comes every third time that its block is called, with a collection. */
function source({ make, changes }: Kind, call: string): string {
  const blocks = changes.map((change) => `->(c) { c.${change} }`).join(", ");
  return `
    S = Struct.new(:a, :b, :c) unless Object.const_defined?(:S)
    [${blocks}].each do |change|
      c = ${make}
      n = 0
      tick = lambda do
        n += 1
        throw :enough, n if n > 400
        if n % 3 == 1
          begin; change.(c); rescue StandardError; end
        end
        GC.start if n < 9
        n
      end
      r = begin
        catch(:enough) { c.${call} }
      rescue StandardError, NotImplementedError, SystemStackError => e
        e.message
      end
      r.inspect
      c.inspect
      GC.start
    end
    1`;
}

/** Containers that change, and are collected, while a method of theirs is at work. */
export const within: ScriptClass = {
  title: "containers changed and collected from within",
  outcomes: ["value", "KOBAKO_MEMORY_LIMIT"],
  timeout: 5_000,
  scripts: [
    ...kinds.flatMap((kind) => kind.calls.map((call): Script => [`${kind.name} in ${call}`, source(kind, call)])),
    ["a collector without steps", "GC.step_ratio = 0; a = (1..2000).map(&:to_s); GC.start; a.size"],
    ["a collector with less than none", "GC.step_ratio = -5; GC.interval_ratio = -5; (1..2000).map(&:to_s).size"],
    ["a collector with endless steps", "GC.step_ratio = 2**62; GC.interval_ratio = 2**62; (1..2000).map(&:to_s).size"],
    ["generations turned on and off", "50.times { |i| GC.generational_mode = i.even?; (1..50).map(&:to_s) }"],
    ["a collection in every hash", "class O; def hash = (GC.start; 1); def eql?(o) = (GC.start; false); end; h = {}; 30.times { h[O.new] = 'x' * 50 }; h.size"], // prettier-ignore
    ["a collection in every comparison", "class O; def <=>(o) = (GC.start; 0); end; Array.new(30) { O.new }.sort.minmax.size"],
    ["a collection in every conversion", "class O; def to_s = (GC.start; 'x' * 99); def to_str = to_s; def to_ary = [to_s]; def coerce(o) = (GC.start; [1, 2]); end; o = O.new; [\"#{o}\", [o].join, [[o]].flatten.size, 1 + o, format('%s', o)]"], // prettier-ignore
    ["objects dropped while they are walked", "a = (1..500).map { Object.new }; n = 0; ObjectSpace.each_object { |o| n += 1; a.pop; GC.start if n % 200 == 0 }; a = nil; n > 0"], // prettier-ignore
    ["classes dropped while they have instances", "o = 20.times.map { Class.new { def x = 'x' * 9 }.new }; GC.start; o.map(&:x).size"],
    ["a method that removes itself", "def m = (Object.send(:remove_method, :m); GC.start; 'x' * 9); m.size"],
    ["a block's variables after its method", "def m(x) = proc { x << 'y'; GC.start; x }; f = m('x' * 9); GC.start; 9.times { f.call }; f.call.size"],
    ["fibers dropped in the middle", "200.times { |i| f = Fiber.new { a = 'x' * 99; Fiber.yield a; a }; f.resume }; GC.start; 1"],
    ["enumerators dropped in the middle", "200.times { e = Enumerator.new { |y| loop { y << 'x' * 9 } }; e.next; e.peek }; GC.start; 1"],
    ["an exception that holds what it left", "e = begin; a = ['x' * 999] * 50; raise 'x'; rescue => x; x; end; GC.start; e.backtrace.inspect.size > 0"],
    ["a finalizer that raises", "ObjectSpace.define_finalizer(Object.new, proc { raise 'x' }) rescue 0; GC.start; 1"],
    ["weak references", "(WeakRef.new('x') rescue 0); (ObjectSpace::WeakMap.new rescue 0); (ObjectSpace::WeakKeyMap.new rescue 0); GC.start; 1"],
  ], // prettier-ignore
};
