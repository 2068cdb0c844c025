class H0; def self.method_added(n) = ($h ||= []) << n; def a; end; define_method(:b) {}; attr_reader :c; alias d a; end; $h
class H1; def self.singleton_method_added(n) = ($h1 ||= []) << n; def self.a; end; end; $h1
module H2; def self.included(b) = $i = b; def self.extended(b) = $e = b.class; def self.prepended(b) = $p = b; end; class H3; include H2; prepend H2; end; Object.new.extend(H2); [$i, $e, $p]
class H4; def self.method_removed(n) = $r = n; def self.method_undefined(n) = $u = n; def a; end; def b; end; remove_method :a; undef_method :b; end; [$r, $u]
class H5; def self.method_undefined(n) = $u2 = n; def b; end; undef b; end; $u2
class H6; def self.inherited(k) = ($k = k.name; super); end; class H7 < H6; end; k8 = Class.new(H6); [$k, k8.superclass]
class C; def a = 1; end; m = C.instance_method(:a); [m.bind(C.new).call, m.bind_call(C.new), m.name, m.owner]
class A; def a = 1; end; class B < A; def a = 2; end; m = B.new.method(:a); [m.super_method.call, m.owner, m.unbind.class, m.receiver.class]
class C; def initialize; @a = 1; @b = 2; end; end; c = C.new; c.remove_instance_variable(:@a); [c.instance_variables, c.instance_variable_defined?(:@a), c.instance_variable_get(:@b)]
class C; @@x = 1; end; [C.class_variable_get(:@@x), C.class_variable_set(:@@y, 2), C.class_variables.sort, C.class_variable_defined?(:@@z)]
k = Class.new(StandardError) { def message = "m" }; begin; raise k; rescue => e; e.message; end
K9 = Class.new; K9.name + Module.new.name.inspect + Class.new.to_s[0, 8]
o = Object.new; o.define_singleton_method(:x) { |a| a * 2 }; [o.x(2), o.singleton_methods, o.method(:x).arity]
a = [1, [2]]; b = a.dup; c = a.clone; b[1] << 3; [a, b.equal?(a), a[1].equal?(b[1])]
"a".freeze.dup.frozen? || "a".freeze.clone.frozen?
"a".freeze.clone(freeze: false).frozen?
[1, 2].freeze.map { _1 + 1 }.frozen?
class C; attr_accessor :a; def initialize_copy(o) = @a = o.a.dup; end; x = C.new; x.a = [1]; y = x.dup; y.a << 2; x.a
class C; def ==(o) = o.is_a?(C); end; [C.new == C.new, C.new != C.new, C.new.eql?(C.new), [C.new].include?(C.new), [C.new].index(C.new), [C.new] == [C.new]]
class C; def each = [1, 2].each { |x| yield x }; include Enumerable; end; C.new.each_with_index.map { |x, i| x * i }
class C; def <=>(o) = 0; include Comparable; end; [C.new == C.new, C.new <= C.new, C.new.clamp(C.new, C.new).class]
class C; def to_proc = method(:go).to_proc; def go(x) = x + 1; end; [1, 2].map(&C.new)
class C; def call(*a, **k, &b) = [a, k, b&.call]; end; C.new.(1, k: 2) { 3 }
class C; def []=(*a) ; @a = a; end; def a = @a; end; c = C.new; c[1, 2] = 3; x = (c[4] = 5); [c.a, x]
class C; def and?(x) = x; def class? = 1; def if = 2; def self.end = 3; def nil? = :n; end; [C.new.and?(1), C.new.class?, C.new.if, C.end, C.new.nil?]
x = {if: 1, "end": 2, nil: 3, self: 4}; [x[:if], x[:end], x[:nil], x[:self]]
[*"a".."c", *1..2].each_slice(2).to_a
->(x) do x * 2 end.call(2)
[1, 2].each do |x| next end
x = [1, 2].map do |y| y * 2 end; x
f = ->(a, b: 2) { [a, b] }; [f.(1), f.(1, b: 3), f[1], f.call(1), f === 1] rescue $!.class
[proc { |x, y| }, proc { |x, y = 1| }, proc { |*x, y| }, lambda { |x, y| }, lambda { |x, y = 1| }, lambda { |*x, y| }, lambda { |x, k:| }, lambda { |k: 1| }].map(&:arity)
def opt(a, b = 1, *c, d, e:, f: 2, **g, &h) = 0; method(:opt).arity
def ar1; end; def ar2(a) = a; def ar3(*a) = a; def ar4(a, *b) = a; def ar5(a:, b: 1) = a; def ar6(a: 1) = a; def ar7(a, b = 1, c:) = a; %i[ar1 ar2 ar3 ar4 ar5 ar6 ar7].map { method(_1).arity }
x = 10; f = -> { x }; x = 20; f.()
x = 10; [1].each { x += 1 }; x
x = 10; [1].each { |x| x += 1 }; x
1.times { zz = 5 }; defined?(zz)
if false then qq = 1 end; qq.inspect
while (line = [1, nil].shift) && !line.nil?; break line; end
a = []; begin; a << 1; raise "x"; rescue; a << 2; else; a << 3; ensure; a << 4; end; a
def m; return 1 if true; ensure; $m = 2; end; [m, $m]
def m; begin; return 1; ensure; $mm = [$mm, 2]; end; ensure; $mm = [$mm, 3]; end; [m, $mm]
def m; [1, 2].each { |x| begin; next if x == 1; return x; ensure; ($mn ||= []) << x; end }; end; [m, $mn]
def m; loop { begin; break 5; ensure; $lo = 1; end }; end; [m, $lo]
def m; yield; rescue LocalJumpError => e; e.class; end; m { next 5 }
def m = [1, 2, 3].each { |x| yield x }; m { |x| break x * 10 if x == 2 }
def lam = [1, 2].map(&lambda { |x| return x * 2 }); lam
begin; [1, 2].fetch(9); rescue IndexError => e; e.message; end
begin; {a: 1}.fetch(:b); rescue KeyError => e; [e.message, e.key, e.receiver]; end.first
begin; nil.foo; rescue NoMethodError => e; [e.name, e.args, e.receiver]; end
begin; foo_bar; rescue NameError => e; [e.class, e.name]; end
begin; Integer("z"); rescue => e; [e.class, e.message]; end
begin; raise "a"; rescue => e; e.backtrace.class; end
begin; raise IOError, "x"; rescue => e; [e.class, e.message]; end
begin; def rec(n) = rec(n + 1); rec(0); rescue SystemStackError => e; e.class; end
begin; [1, 2].first(-1); rescue ArgumentError => e; e.message; end
begin; :a + 1; rescue NoMethodError => e; e.name; end
begin; Float("x"); rescue => e; e.message; end
begin; "a" * -1; rescue => e; [e.class, e.message]; end
begin; [3, "a"].sort; rescue => e; [e.class, e.message]; end
begin; Struct.new(:a).new(1, 2); rescue => e; [e.class, e.message]; end
begin; Comparable.new; rescue => e; e.class; end
begin; BasicObject.new.foo; rescue NoMethodError => e; e.name; end
begin; Object.new <=> 1; end.inspect
begin; raise StopIteration; rescue => e; e.result rescue $!.class; end
begin; loop { raise StopIteration, "x" }; end.inspect
begin; Class.new.allocate.class.class; end
begin; obj = Object.new; obj.freeze; obj.instance_variable_set(:@a, 1); rescue => e; e.class; end
begin; CONST0 = 1; Object.send(:remove_const, :CONST0); end
begin; eval("1"); rescue NotImplementedError, StandardError; 1; end
"%d" % 3.99 + "%d" % "0x1f".hex + "%s" % nil + "%s" % :a + "%s" % [[1]] + "%p" % [nil]
"%-10s|%+05d|%x|%X|%#x|%o|%b|%08b|%e|%g|%g|%10.4f|%c|%%" % ["ab", 5, 255, 255, 255, 8, 5, 5, 1234.5, 1234567.0, 0.00001234, 3.14159, "z"]
"%<a>05.1f %{b} %<c>s" % {a: 3.14159, b: :x, c: [1]}
"%3$s %1$s %2$s" % %w[a b c]
"%*d|%-*d|%.*f" % [5, 42, 5, 42, 2, 3.14159]
format("%s", "é").bytes.size + format("%5s", "é").size
"%b %o %x" % [-5, -8, -255]
"%+x % x %#b" % [255, 255, 5]
"%.0f %.1f %.2f %.3g %g" % [0.5, 0.25, 1.005, 1234.5, 100000.0]
"%e %E %a" % [0.0, 1e-10, 1.0] rescue "a"
"%c%c" % [65, "BC"]
"%s %s" % ["a"] rescue [$!.class, $!.message]
"%d" % "a" rescue [$!.class, $!.message]
"%z" % 1 rescue [$!.class, $!.message]
5.clamp(..3) + 5.clamp(7..) + 5.clamp(1, 3) + (-1).clamp(0, 10)
1.then { |x| x + 1 }.tap { |x| $tp = x } + $tp
Array(nil) + Array([1]) + Array(1..2) + Array({a: 1}) + Array("a")
Hash[[[1, 2]]].merge(Hash[3, 4]).size
rand.class; [rand(1), rand(1..1), [1].sample, [1].shuffle]
srand(5); a = rand(100); srand(5); a == rand(100)
[1, 2, 3].frozen? || "a".frozen? || :a.frozen? && nil.frozen? && 1.5.frozen? && (1..2).frozen? && true.frozen?
o = Object.new; o.instance_eval { @x = 1 }; [o.instance_variable_get(:@x), o.instance_exec(5) { |y| @x + y }]
String.class_eval { def shout = upcase + "!" }; "a".shout
class Integer; def double = self * 2; end; 5.double
module Kernel; def hey = "hey"; end; hey
class Object; def try_it = yield(self); end; 5.try_it { _1 + 1 }
class NilClass; def empty? = true; end; nil.empty?
class Array; def second = self[1]; end; [1, 2].second
class String; alias_method :old_up, :upcase; def upcase = old_up + "?"; end; "a".upcase
class Hash; def method_missing(n, *a) = key?(n) ? self[n] : super; def respond_to_missing?(n, p = false) = key?(n) || super; end; [{a: 1}.a, ({a: 1}.b rescue $!.class)]
module H2; def self.extended(b) = ($e = b.class); end; Object.new.extend(H2); $e
module H2; def self.extended(b); b.instance_variable_set(:@x, 5); super; end; def x = @x; end; class Q2; extend H2; end; [Q2.x, Object.new.extend(H2).x]
module H2; def self.extended(base) = base.include(IM); module IM; def im = 3; end; def cm = 4; end; class Q3; extend H2; end; [Q3.new.im, Q3.cm]
class H0; def self.method_added(n) = ($h ||= []) << n; attr_accessor :c; attr_writer :d; end; $h
["%-5s|" % "é", "%5s|" % "日本", "%.1s" % "日本", "%-10.2s|" % "ééé", "%5p" % ["é"], "%3s" % "éééé"]
["a".clone(freeze: true).frozen?, "a".freeze.clone.frozen?, "a".freeze.clone(freeze: nil).frozen?, [1].freeze.clone(freeze: false) << 2, {a: 1}.freeze.clone(freeze: false).frozen?, 1.clone, :a.clone(freeze: true), nil.clone]
class Fz; attr_accessor :a; end; f = Fz.new.freeze; g = f.clone(freeze: false); g.a = 5; [g.a, f.frozen?, g.frozen?]
a, (b, (c, *d), e), *f = 1, [2, [3, 4, 5], 6], 7, 8; [a, b, c, d, e, f]
def f((a, (b, *c)), d = a, *e, (f, g), h:, **i) = [a, b, c, d, e, f, g, h, i.size]; f([1, [2, 3, 4]], [5, 6], h: 7, z: 8)
->((a, b), c = a) { [a, b, c] }.([1, 2])
[[1, {a: 2}]].each { |x, h| $hx = [x, h[:a]] }; $hx
def opt_kw(x, opts = {}, **kw) = [x, opts.size, kw.size]; [opt_kw(1), opt_kw(1, {a: 1}), opt_kw(1, a: 1), opt_kw(1, {a: 1}, b: 2)]
def last_hash(*a, **k) = [a.size, k.size]; h = {a: 1}; [last_hash(h), last_hash(**h), last_hash(h, **h), last_hash({}), last_hash(**{})]
def blk; yield [1, 2], 3; end; blk { |(a, b), c| $bb = [a, b, c] }; $bb
def blk = yield([1, [2, 3]]); blk { |a, (b, c)| [a, b, c] }
def blk = yield([[1, 2]]); [blk { |a| a }, blk { |a, b| [a, b] }, blk { |(a, b)| [a, b] }]
def blk = yield(nil); [blk { |a, b| [a, b] }, blk { |*a| a }, blk { |a, *b| [a, b] }]
def blk = yield; [blk { |a, b| [a, b] }, blk { |*a| a }, blk { |a = 5| a }]
def blk = yield(1, 2, 3); [blk { |a, b| [a, b] }, blk { |a, *b| b }, blk { |*, c| c }, blk { |a, (b, c), d| [a, b, c, d] }]
x = [1, 2, 3]; case x; in [Integer => a, *] if a > 5 then 1; in [*, 3] then 2; end
x = {status: 200, body: {items: [1, 2]}}; case x; in {status: 200..299 => code, body: {items: [first, *]}} then [code, first]; end
def deep(n) = n.zero? ? [] : [deep(n - 1)]; deep(50).flatten
begin; raise "a"; rescue => e; begin; raise "b"; rescue => f; [e.message, f.message, f.cause.equal?(e), $!.equal?(f)]; end; end
begin; raise "a"; rescue => e; end; $!.nil?
begin; begin; raise "a"; ensure; $ea = $!.message; end; rescue; $ea; end
def ex; yield; rescue ArgumentError => e; "A#{e.message}"; rescue TypeError, NameError => e; "T"; end; [ex { raise ArgumentError, "x" }, ex { nil.foo }, ex { raise TypeError }]
def ex2 = (raise "q" rescue "w"); ex2
def ex3(n) = n > 0 ? n : raise(ArgumentError, "neg"); [ex3(1), (ex3(-1) rescue $!.message)]
x = (raise "a" rescue raise "b" rescue "c"); x
[1, 2, 0].map { |d| 10 / d rescue Float::INFINITY }
begin; exit_code = catch(:exit) { throw :exit, 3 }; exit_code; end
Timeout rescue $!.class
obj = Struct.new(:a, :b).new(1, 2); a, b = *obj; [a, b]
obj = Struct.new(:a, :b).new(1, [2, 3]); obj => [x, [y, z]]; [x, y, z]
(1..10).step(3).map { _1 } + 1.0.step(2.0, 0.5).to_a + (1..2).step(0.5).to_a
("a".."e").step(2).to_a + ("a".."e").each_slice(2).to_a
[1, 2, 3].each.with_object([]).each { |x, acc| acc << x * 2 }
[4, 5].each_with_index.to_a + %w[a b].each.with_index(1).to_a + [1, 2].each.with_index.map { |x, i| x * i }
e = [1, 2, 3].each; [e.next, e.peek, e.next, e.next, (e.next rescue "done"), e.rewind.next]
Enumerator.new { |y| 3.times { |i| y << i } }.with_index.to_a + Enumerator.produce(1) { _1 * 2 }.take(4)
%w[a b c].cycle.first(5) + [1, 2].cycle(2).to_a
[[1, :a], [2, :b]].each_with_object({}) { |(n, s), h| h[s] = n }.to_a
[1, 2, 3, 4].each_slice(2).to_h { |a, b| [a, b] }.to_a
%w[x y z].zip(1..3).to_h.to_a + [[1, 2], [3, 4]].transpose + [1, 2].product([3, 4])
"the quick brown fox".split.map(&:length).each_with_index.max
h = {a: {b: [1, {c: 2}]}}; [h.dig(:a, :b, 1, :c), h[:a][:b][0], h.fetch(:z, 0), h.fetch(:z) { |k| k }, h.key?(:a), h.to_a.flatten(1).size]
h = {b: 1, a: 2}; h.sort_by { |k, v| [-v, k] }.to_h.keys + h.min_by(1) { |k, v| v } + h.each_with_index.map { |(k, v), i| [k, i] }
h = {a: 1}; h.merge({b: 2}) { |k, o, n| o + n }.to_a + h.update(a: 5) { |k, o, n| o + n }.to_a + h.transform_values { _1 * 2 }.to_a + h.filter_map { |k, v| v if v > 1 } + h.sum { |k, v| v }.digits
h = Hash.new { |hh, k| hh[k] = [] }; h[:a] << 1; h[:b] << 2; h.to_a + [h.default_proc.class, h.any? { |k, v| v.empty? }, h.count, h.reduce(0) { |s, (k, v)| s + v.sum }]
f = proc { |a| }; lambda(&f).lambda?
module A; module B; X = 1; end; Y = 5; end; [Object.const_defined?("A::B::X"), A.const_defined?("B::X"), Object.const_defined?("A::Z"), A.const_defined?("B"), A.const_defined?("B::Z"), Object.const_defined?("::A"), Object.const_defined?(:A), A.const_defined?("Y"), Object.const_defined?("String"), A.const_defined?("String", false), (Object.const_defined?("a") rescue $!.class), (Object.const_defined?("A::b") rescue $!.class), (Object.const_defined?(5) rescue $!.class)]
["%+x" % (2**70), "%+d" % (2**70), "% d" % (2**70), "%+d" % -(2**70), "%d" % (2**70), "%030d" % (2**70), "%030d" % -(2**70), "%-30d|" % -(2**70), "%+30d|" % (2**70), "%x" % -(2**70), "%+x" % -(2**70), "% x" % -(2**70), "%#x" % (2**70), "%35x|" % (2**70), "%b" % (2**65), "%o" % -(2**65), "%.30d" % -(2**70)]
