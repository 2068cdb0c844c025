def f(x) = (x > 0 ? :pos : x < 0 ? :neg : :zero); [f(1), f(-1), f(0)]
[1, 2, 3].each_slice(2).map { |a, b = 9| [a, b] }
[[1, [2, 3]], [4, [5, 6]]].map { |a, (b, c)| a + b + c }
[[1, 2], [3, 4]].each_with_index.map { |(a, b), i| a * b + i }
[[[1, 2], 3]].each { |((a, b), c)| $r = [a, b, c] }; $r
x = [1, 2]; x => [a, b]; a + b
x = {a: {b: {c: 1}}}; x.dig(:a, :b, :c) + x[:a][:b][:c]
def m(a, *b, c: 1, **d) = [a, b, c, d]; m(1, *[2, 3], c: 4, **{e: 5}).inspect.size > 0
def m(*a) = a.size; m(*1..3, *"a")
def m(a, b = {}) = [a, b.to_a]; m(1, x: 2)
def m(a, b = {}, c: 3) = [a, b.to_a, c]; [m(1, {x: 2}), m(1, c: 4)]
def m(opts = {}) = opts.to_a; [m, m(a: 1), m({b: 2})]
def m(*args, **opts) = [args, opts.to_a]; [m({a: 1}), m({a: 1}, b: 2), m(**{}), m(*[{a: 1}])]
def m(a:, **r) = [a, r.to_a]; m(**{a: 1, b: 2})
def m(a: 1, b: a + 1, c: b + 1) = [a, b, c]; [m, m(a: 5), m(b: 0)]
def m(a, b = a + 1, c = b + 1) = [a, b, c]; [m(1), m(1, 5)]
def m(&b) = b; m.nil? && m { 1 }.call == 1
def m(a, &b) = b ? b.(a) : a; [m(1), m(1) { |x| x + 1 }, m(1, &:succ), m(1, &nil)]
def m = yield; (m rescue [$!.class, $!.message])
def m = proc { |x| next x * 2 if x > 1; 0 }; [m.call(1), m.call(2)]
def m; [1, 2, 3].each { |x| return x if x > 1 }; nil; end; m
def m; yield 1; yield 2; end; r = []; m { |x| r << x }; r
def m; return to_enum(:m) unless block_given?; yield 1; yield 2; end; m.to_a
def fib(n) = n < 2 ? n : fib(n - 1) + fib(n - 2); fib(15)
def fact(n) = (1..n).reduce(1, :*); fact(20)
a = [3, 1, 2]; [a.sort, a.sort { |x, y| y <=> x }, a.sort_by { -_1 }, a.min, a.max, a.sum, a.minmax]
h = {a: 1, b: 2}; h.each_with_object({}) { |(k, v), acc| acc[v] = k }.to_a
h = Hash.new { |hash, k| hash[k] = k * 2 }; [h[1], h.fetch(1), h.key?(2), h.size]
h = Hash.new(0); "hello".each_char { |c| h[c] += 1 }; h.to_a
h = {b: 1, a: 2}; [h.sort.to_a, h.min_by { |k, v| v }, h.sum { |k, v| v }, h.to_a.transpose, h.invert.to_a, h.select { |k, v| v > 1 }.to_a, h.reject { |k, v| v > 1 }.to_a, h.partition { |k, v| v > 1 }]
s = "hello world"; [s.capitalize, s.split.map(&:capitalize).join(" "), s.tr("lo", "01"), s.delete("l"), s.squeeze("l"), s.count("lo"), s.index("o"), s.rindex("o"), s[0, 5], s[-5..], s.center(15, "*"), s.ljust(13, "."), s.rjust(13, ".")]
"%s and %p" % ["a", "a"] + "%-5s|%5s|%05d|%+d|%x|%o|%b|%e|%.2f|%%" % ["a", "b", 42, 5, 255, 8, 5, 12345.678, 3.14159]
"abc".each_char.with_index.map { |c, i| c * (i + 1) }.join("-")
"abc".freeze.frozen? && :a.frozen? && 1.frozen? && nil.frozen? && (1..2).frozen?
"abc".unpack("C*") + [1, 2].pack("C*").bytes + ["abc"].pack("m0").chars.first(2)
[1, 2, 3, 4].each_cons(2).to_a + [1, 2, 3, 4].each_slice(3).to_a
(1..10).step(3).to_a + 1.step(10, 4).to_a + 10.downto(7).to_a + 1.upto(3).to_a
(1..Float::INFINITY).lazy.select(&:even?).map { _1 ** 2 }.reject { |x| x % 3 == 0 }.first(3)
[1, 2, 3].zip([4, 5, 6], [7, 8, 9]).map(&:sum)
[1, 2, 3, 4].inject { |a, b| a * b } + [1, 2].inject(10) { |a, b| a + b } + [1, 2].inject(:+) + [1, 2].inject(3, :*)
%w[apple banana cherry].group_by(&:size).to_a + %w[a b a].tally.to_a + %w[a b c].each_with_index.to_a
[1, 2, 3, 4, 5].partition(&:even?) + [[1, 2, 3].take_while { _1 < 3 }, [1, 2, 3].drop_while { _1 < 2 }, [1, 2, 3, 4].chunk_while { |a, b| b == a + 1 }.to_a, [1, 2, 4].slice_when { |a, b| b > a + 1 }.to_a]
class Point; attr_reader :x, :y; def initialize(x, y) = (@x, @y = x, y); def +(o) = Point.new(x + o.x, y + o.y); def ==(o) = o.is_a?(Point) && x == o.x && y == o.y; alias eql? ==; def hash = [x, y].hash; def to_s = "(#{x}, #{y})"; def inspect = "#<P #{x},#{y}>"; def -@ = Point.new(-x, -y); def [](i) = i == 0 ? x : y; def to_a = [x, y]; def coerce(n) = [Point.new(n, n), self]; def <=>(o) = x <=> o.x; include Comparable; end; pt = Point.new(1, 2); ["#{pt + pt}", pt == Point.new(1, 2), {pt => 1}[Point.new(1, 2)], (-pt).inspect, pt[1], [*pt], pt.clamp(pt, pt).to_s, [Point.new(2, 1), pt].min.to_s, pt.between?(pt, pt)]
class Stack; include Enumerable; def initialize(*a) = @a = a; def each(&b) = (@a.each(&b); self); def push(x) = tap { @a.push(x) }; alias << push; end; s = Stack.new(1, 2); s << 3 << 4; [s.map { _1 * 2 }, s.select(&:even?), s.include?(3), s.sort_by { -_1 }, s.first(2), s.each_slice(2).to_a, s.inject(:+), s.entries, s.min_by { |x| -x }, s.each_with_index.to_a, s.reduce(1) { |a, b| a * b }, s.lazy.map { _1 + 1 }.first(1), s.to_set.size, s.zip(s.to_a).first, s.sum, s.tally.size, s.each_entry.to_a, s.reverse_each.to_a]
module Greet; def self.included(b) = b.extend(CM); module CM; def make(*a) = new(*a); end; def greet = "hi #{name}"; end; class Per; include Greet; attr_accessor :name; def initialize(n) = @name = n; end; Per.make("Bob").greet
class Meta; %w[a b].each { |n| define_method("#{n}?") { n }; define_method("#{n}=") { |v| instance_variable_set("@#{n}", v) } }; end; m = Meta.new; m.a = 5; [m.a?, m.instance_variable_get(:@a), Meta.instance_methods(false).sort]
class Dyn; def method_missing(n, *a) = n.to_s.start_with?("get_") ? n.to_s.sub("get_", "") : super; def respond_to_missing?(n, p = false) = n.to_s.start_with?("get_") || super; end; d = Dyn.new; [d.get_x, d.respond_to?(:get_y), (d.other rescue $!.class), d.method(:get_z).call]
class Cnt; @count = 0; class << self; attr_accessor :count; def inc! = self.count += 1; end; def initialize = self.class.inc!; end; 3.times { Cnt.new }; Cnt.count
class Abs; def self.inherited(k) = (super; (@subs ||= []) << k.name); def self.subs = @subs; end; class S1x < Abs; end; class S2x < Abs; end; Abs.subs
class Par0; def tmpl = "#{pre}-#{post}"; private def pre = "p"; def post = "q"; end; class Chi0 < Par0; private def pre = "c"; end; Chi0.new.tmpl
class Err0 < StandardError; def initialize(code) = (@code = code; super("code #{code}")); attr_reader :code; end; begin; raise Err0.new(5); rescue Err0 => e; [e.message, e.code, e.class.ancestors.include?(StandardError)]; end
def risky(n); yield n; rescue ZeroDivisionError => e; "z:#{e.message}"; rescue ArgumentError, TypeError => e; "a:#{e.class}"; else; "ok"; ensure; ($log ||= []) << n; end; [risky(1) { 1 / 0 }, risky(2) { Integer("x") }, risky(3) { nil + 1 rescue raise TypeError }, risky(4) { 1 }, $log]
def retry_it; n = 0; begin; n += 1; raise "x" if n < 3; "done #{n}"; rescue; retry if n < 3; "fail"; end; end; retry_it
begin; begin; raise "inner"; rescue => e; raise ArgumentError, "outer"; end; rescue => e; [e.message, e.cause.message, e.cause.cause]; end
x = begin; Integer("z"); rescue ArgumentError; -1; ensure; 99; end; x
def ens; yield; ensure; return 5 if $ens_ret; end; $ens_ret = true; ens { raise "lost" }
def early; [1, 2, 3].each { |x| begin; return x if x == 2; ensure; ($en ||= []) << x; end }; end; [early, $en]
catch(:found) { [[1, 2], [3, 4]].each { |r| r.each { |x| throw :found, x if x > 2 } }; nil }
loop_r = loop do; break 7; end; while_r = while true; break 8; end; [loop_r, while_r, (until true; end)]
i = 0; r = []; while i < 5; i += 1; next if i == 2; break if i == 4; r << i; end; r
r = []; (1..3).each { |a| (1..3).each { |b| next if b == 2; break if b == 3; r << [a, b] } }; r
r = []; 3.times { |i| r << i; redo if r.size == 2 }; r
1.upto(3).inject { |a, b| a + b }.then { |s| s * 2 }
a = [1, 2, 3]; b = a; b += [4]; a.equal?(b) || [a, b]
a = "x"; b = a; b << "y"; [a, b, a.equal?(b)]
a = [1, 2]; b = a.dup; b << 3; c = a.clone.freeze; [a, b, c.frozen?, a.frozen?]
a, b = 1, 2; a, b = b, a + b; [a, b]
first, (second, *third), *rest = 1, [2, 3, 4], 5, 6; [first, second, third, rest]
h = {a: 1, b: 2}; h => {a:, **others}; [a, others.to_a]
case {name: "x", tags: ["a", "b"]}; in {name: String => n, tags: [*, "b", *]} then n; end
case [1, "two", :three, 4.0, nil, true]; in [Integer => a, String => b, Symbol => c, Float => d, nil, true | false => e] then [a, b, c, d, e]; end
conf = {db: {host: "h", port: 1}}; case conf; in {db: {host:, port: Integer => port}} if port > 0 then "#{host}:#{port}"; end
[[:add, 1, 2], [:neg, 5], [:unk]].map { |op| case op; in [:add, a, b] then a + b; in [:neg, a] then -a; in [x, *] then x; end }
$glob = 1; def chg = $glob += 1; chg; chg; $glob
CONST_A = [1, 2].freeze; CONST_A.frozen? && CONST_A.sum
module Cfg; LIST = %w[a b].freeze; DEF = {k: LIST.first}.freeze; def self.get(k) = DEF.fetch(k) { "none" }; end; [Cfg.get(:k), Cfg.get(:z), Cfg::LIST.size]
module Util; def self.helper(x) = x * 2; module_function; def dbl(x) = x * 2; PI2 = 6.28; end; [Util.helper(2), Util.dbl(3), Util::PI2]
Pair = Struct.new(:l, :r) { def swap = Pair.new(r, l); def to_s = "#{l}/#{r}" }; q = Pair.new(1, 2); [q.swap.to_s, q == Pair.new(1, 2), q.to_a, q.to_h.to_a, q.each.to_a, q.members, Pair.members, (q.l = 5; q.l), q[0], q["r"], q[:l], q.dig(:r), q.eql?(q.dup), q.values_at(0, 1)]
KS = Struct.new(:a, :b, keyword_init: true); k = KS.new(a: 1); [k.a, k.b, k.to_h.to_a, (KS.new(c: 1) rescue $!.class)]
counter = 0; inc = -> { counter += 1 }; 3.times(&inc) rescue 3.times { inc.() }; counter
add = ->(a, b) { a + b }; add5 = add.curry[5]; [add5[1], add.(1, 2), add[3, 4], add.arity, add.lambda?, add.parameters]
compose = ->(*fns) { fns.reduce { |f, g| f >> g } }; compose.(->(x) { x + 1 }, ->(x) { x * 2 }).call(3)
mk = ->(n) { ->(x) { n += x } }; acc = mk.(10); [acc.(1), acc.(2), mk.(0).(5)]
def blk_to_proc(&b) = b; pr = blk_to_proc { |a, b = 2, *c| [a, b, c] }; [pr.(1), pr.call(1, 2, 3), pr.([4, 5]), pr.yield(6), pr.arity, pr.lambda?]
def yielder; r = yield 1, [2, 3]; r; end; yielder { |a, (b, c)| [a, b, c] }
memo = Hash.new { |h, n| h[n] = n < 2 ? n : h[n - 1] + h[n - 2] }; memo[40]
gen = Enumerator.new { |y| a, b = 0, 1; loop { y << a; a, b = b, a + b } }; [gen.take(5), gen.lazy.select(&:odd?).first(3), gen.next, gen.next, gen.peek]
e = [1, 2, 3].each; r = []; begin; loop { r << e.next }; r << :end; end; r
e = [1, 2, 3].map; e.with_index(1).to_a rescue 0
e = %w[a b].each_with_index; e.next; e.next; (e.next rescue $!.class)
ObjectSpace rescue 0; 1
[1, 2, 3].each_entry.to_a rescue 0
[0.1 + 0.2, 1.0 / 3, 1e20, 1e-5, 100.0, 1e100, 2.5.round, 3.5.round, -2.5.round, 2.675.round(2), 1234.567.round(-2), 10.0.to_s, 1e15.to_s, 1e16.to_s]
[7 / 2, -7 / 2, 7 % 3, -7 % 3, 7.fdiv(2), 7.divmod(-2), 2**10, 2**-1, 2**0.5, 10.digits, 255.to_s(2), "ff".to_i(16), 10.gcd(4), 10.lcm(4), 5.pred, 5.succ, -5.abs, 5.clamp(1, 3), 5.between?(1, 10), 3.zero?, 0.zero?, 5.positive?]
[1 <=> 2, "a" <=> "b", [1, 2] <=> [1, 3], nil <=> 1, 1 == 1.0, 1.eql?(1.0), 1.equal?(1), "a".eql?("a"), "a".equal?("a"), :a.equal?(:a)]
[nil.to_a, nil.to_s, nil.inspect, nil & true, nil.to_i, [nil, 1].compact, [nil, false, 0].map { !!_1 }]
[Integer("42"), Integer("0x1f", 16), Integer("101", 2), Float("1.5"), "12abc".to_i, "abc".to_i, "1.5e3".to_f, "0b11".to_i(0), Integer("z", exception: false)]
[:a <=> :b, :abc.size, :abc[1], :a.to_proc.call("x") , %i[b a].sort] rescue $!.class
"#{1}#{"#{2}#{'3'}"}" 'lit' "\t\x41\u00e9\u{1F600}\101\e[0m".size.to_s
"line1\nline2\r\nline3".lines.map(&:chomp) + "a\tb".expand_tabs rescue "line1\nline2".lines
"snake_case_word".split("_").map.with_index { |w, i| i.zero? ? w : w.capitalize }.join
"Hello" "World" + 'x' * 3 + ?y
"abc" <=> "abd" and "a".ord + "a".hash.class.to_s.size
"über".upcase.size + "über".reverse.size + "über".bytes.size + "über".chars.size
"%.3d|%+.1e|%#b|%08.3f|% d|%-8s|%c|%5.1f%%" % [5, 12345.6789, 5, 3.14159, 42, "ab", 65, 99.5]
"a-b_c d".tr("-_", "  ").split.map(&:to_sym)
"ab\ncd".each_line.map(&:chomp).map(&:reverse)
"hello world foo".split(" ", 2) + "a:b:c".partition(":") + "a:b:c".rpartition(":")
"abcdef".each_char.each_slice(2).map(&:join) + "abc".succ.chars + "az".next.chars + "zz".succ.chars
"Hello World".swapcase + "hello"*2 + "abc".include?("b").to_s + "abc".start_with?("ab").to_s + "hello".insert(2, "XX") + "x".prepend("y")
