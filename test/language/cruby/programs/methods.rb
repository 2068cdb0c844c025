class P; def m(a, b = 2, *c, k: 1, **o, &blk) = [a, b, c, k, o, blk&.call]; end; class C < P; def m(a, b = 3, *c, k: 5, **o, &blk) = super; end; C.new.m(1) { 9 }
class P; def m(*a, **k) = [a, k.to_a]; end; class C < P; def m(a, k: 5); a += 1; k += 1; super; end; end; C.new.m(1)
class P; def m(*a) = a; end; class C < P; def m(a, (b, c), d = 4) = super; end; C.new.m(1, [2, 3])
class P; def m(*a) = a; end; class C < P; def m(*) = super; end; C.new.m(1, 2)
class P; def m(*a) = a; end; class C < P; define_method(:m) { |x| super(x) }; end; C.new.m(1)
class P; def m(*a) = a; end; class C < P; define_method(:m) { |x| super }; end; C.new.m(1) rescue [$!.class, $!.message]
class P; def m(*a, &b) = b&.call; end; class C < P; def m(&b) = super(&nil); end; C.new.m { 1 }
class P; def m(*a, &b) = b&.call; end; class C < P; def m(&b); b = proc { 5 }; super; end; end; C.new.m { 1 }
class P; def m(*a) = a; end; class C < P; def m(a) = [1, 2].each { |x| return super }; end; C.new.m(7)
class P; def m(*a) = a; end; class C < P; def m(a) = proc { super() }.call; end; C.new.m(7)
class P; def x=(v); @x = v * 2; end; attr_reader :x; end; class C < P; def x=(v); super; end; end; c = C.new; c.x = 4; c.x
class P; def [](i) = i; end; class C < P; def [](i) = super + 1; end; C.new[4]
class P; def self.m = 1; end; class C < P; def self.m = super + 1; end; C.m
class P; class << self; def m = 1; end; end; class C < P; class << self; def m = super + 1; end; end; C.m
module A; def m = [:a] + super; end; module B; def m = [:b] + super; end; class P; def m = [:p]; end; class C < P; include A, B; def m = [:c] + super; end; C.new.m
module A; def m = [:a] + super; end; class C; prepend A; def m = [:c]; end; class D < C; def m = [:d] + super; end; D.new.m
module A; def m = [:a] + super; end; class C; def m = [:c]; end; o = C.new; o.extend A; def o.m = [:o] + super; o.m
class C; def method_missing(n, *a, &b) = n == :foo ? [n, a, b&.call] : super; def respond_to_missing?(n, p = false) = n == :foo || super; end; c = C.new; [c.foo(1) { 2 }, c.respond_to?(:foo), c.respond_to?(:bar), (c.bar rescue $!.class), c.method(:foo).call(3)]
class C; def self.method_missing(n, *a) = [n, a]; end; C.foo(1)
class C; def self.const_missing(n) = n; end; [C::Foo, (C.class_eval { Bar } rescue $!.class)]
class C; X = 1; def self.x = X; end; class D < C; X = 2; end; [D.x, D::X, C::X]
module M; X = 1; module N; def self.x = X; end; end; M::N.x
module M; X = 1; end; module M::N; def self.x = X rescue $!.class; end; M::N.x
class C; private; def a = 1; public; def b = a; protected def c = 2; private def d = 3; end; c = C.new; [(c.a rescue $!.class), c.b, (c.c rescue $!.class), (c.d rescue $!.class)]
class C; def a = 1; def b = 2; private :a, :b; public def c = a + b; end; C.new.c
class C; X = 1; private_constant :X; def self.x = X; end; C.x
module M; module_function; def a = 1; def b = a; end; [M.a, M.b]
module M; def a = 1; module_function :a; end; M.a
module M; extend self; def a = 5; end; M.a
class C; def a; end; undef a; end; C.new.a rescue $!.class
class C; undef_method :to_s; end; C.new.to_s rescue $!.class
class C; def a = 1; def b = 2; undef a, b; end; C.new.respond_to?(:b)
class C; def a = 1; alias b a; alias_method :c, :b; alias :d :a; def a = 2; end; c = C.new; [c.a, c.b, c.c, c.d]
class C; remove_const(:X) rescue $!.class; end
class C; X = 1; remove_const(:X); end
o = Object.new; class << o; X = 5; def x = X; attr_accessor :y; end; o.y = 2; [o.x, o.y, o.singleton_methods.sort]
class C; class << self; attr_accessor :conf; def configure = yield(self); end; end; C.configure { |c| c.conf = 5 }; C.conf
class C; @x = 1; @@y = 2; class << self; attr_reader :x; end; def self.y = @@y; def y = @@y; end; [C.x, C.y, C.new.y]
class C; @@a = 1; end; class D < C; def self.a = @@a; def self.a=(v); @@a = v; end; end; D.a = 4; [D.a, C.class_variable_get(:@@a), C.class_variables]
class C; def self.g = @@zork; end; C.g rescue [$!.class, $!.message]
class D < Struct.new(:a, :b); def sum = a + b; end; D.new(1, 2).sum
class E < StandardError; def message = "custom"; end; begin; raise E; rescue => e; [e.message, e.to_s, e.inspect]; end
class E < StandardError; def initialize(a, b) = super("#{a}-#{b}"); end; begin; raise E.new(1, 2); rescue => e; e.message; end
class E < StandardError; attr_reader :d; def initialize(msg = "def", d: 1); super(msg); @d = d; end; end; begin; raise E.new(d: 5); rescue => e; [e.message, e.d]; end
class E < StandardError; def initialize(msg = "def", d: 1); super(msg); @d = d; end; attr_reader :d; end; begin; raise E, "x"; rescue => e; [e.message, e.d]; end
begin; raise Class.new(StandardError) { def self.name = "Zed" }, "q"; rescue => e; e.message; end
defined?(x)
x = 1; [defined?(x), defined?(@y), defined?(@@z), defined?($qq), defined?(String), defined?(Zork), defined?(puts), defined?(zork), defined?(1 + 1), defined?(nil), defined?(self), defined?(true), defined?(x = 2), defined?(yield), defined?(super), defined?([1]), defined?({}), defined?("a"), defined?(:a), defined?(1..2), defined?(->{}), defined?(if true; end), defined?(String.new), defined?(String.zork), defined?(zork.foo), defined?(@a ||= 1), defined?(x && 1), defined?(!x), defined?(__method__), defined?(String::Zork), defined?(::String), defined?(x.foo), defined?(x.to_s.foo), defined?(begin; 1; end), defined?(())]
[defined?(@a = 1), @a]
def self.q = 1; [defined?(self.q), defined?(q), defined?(q = 1), defined?(Object.new.q)]
class C; private def p1 = 1; def t = [defined?(p1), defined?(self.p1), defined?(C.new.p1)]; end; C.new.t
class C; def m = defined?(super); end; class D < C; def m = defined?(super); def x = defined?(super()); end; [C.new.m, D.new.m, D.new.x]
def yy = [defined?(yield), block_given?]; [yy, yy {}]
o = Object.new; def o.respond_to_missing?(n, p) = n == :zork; defined?(o.zork)
x = 5; [1].each { |i; x| x = i }; x
x = 5; [1].each { |x| x = 9 }; x
y = 0; [1, 2].each { |x; t| t = x; y += t }; y
f = ->(x; y) { y = x; y }; f.(3)
->(a, b = a, *c, d:, **e, &f) { [a, b, c, d, e] }.(1, d: 2)
-> x, y { x + y }.(1, 2)
-> { _1 + _2 }.(1, 2)
f = proc { |x| next x * 2; 5 }; f.call(2)
f = lambda { |x| return x * 2; 5 }; f.call(2)
def f = proc { return 5 }; f.call rescue $!.class
def f; [1, 2].each { |x| return x }; 9; end; f
def f; l = -> { return 1 }; l.call; 2; end; f
(f = ->(x) { x + 1 }) >> ->(x) { x * 2 } << ->(x) { x - 1 }
(->(x) { x + 1 } >> ->(x) { x * 2 }).call(3)
->(a, b, c) { a + b + c }.curry[1][2][3]
->(a, b, c) { a + b + c }.curry.(1, 2).(3)
f = method(:Integer); ["1", "2"].map(&f)
[1, 2].each_slice(1).map(&:first)
%w[a b].each_with_index.to_h
def kw(a, k: 1) = [a, k]; m = method(:kw); [m.call(1, k: 2), m.to_proc.call(3), m.parameters]
def opt(a, b = 1, *c, d, e:, f: 2, **g, &h); end; method(:opt).parameters
def fwd(...) = anon2(...); def anon2(*a, **k, &b) = [a, k.to_a, b&.call]; fwd(1, b: 2) { 3 }
def fwd2(a, ...) = anon2(a, 9, ...); def anon2(*a, **k, &b) = [a, k.to_a, b&.call]; fwd2(1, 2, b: 2) { 3 }
def anon3(&) = [1, 2].map(&); anon3 { _1 * 2 }
def e1(x) = x * 2; e1 3
def e2(x) = puts(x) rescue 5; e2(1)
def e3 = begin 1 end; e3
def self.e4 = 4; e4
def e5?() = true; e5?
def ==(o) = true; self == 5
def m1((a, b), c) = [a, b, c]; m1([1, 2], 3)
def m2(a:, b: a * 2) = [a, b]; m2(a: 1)
def m4(*a, b) = [a, b]; [m4(1), m4(1, 2, 3)]
def m5(a, b = 2, *c, d) = [a, b, c, d]; [m5(1, 2), m5(1, 2, 3), m5(1, 2, 3, 4)]
def m6(if:, end: 2) = [binding.local_variable_get(:if)] rescue 0; 1
def m8 = yield(*[1, 2], **{a: 3}); m8 { |x, y, a:| [x, y, a] }
def m9 = block_given? ? yield : 0; [m9, m9 { 1 }, m9(&nil), m9(&:x.to_proc)] rescue $!.class
def m10(a) a end; m10 4
def m11 a, b = 2; [a, b] end; m11 1
puts(*[]) ; p(*[]).inspect
p 1, 2 if false; (p)
[[1, 2], [3, 4]].each { |(a, b)| $r = a + b }; $r
[[1, [2, [3]]]].each { |a, (b, (c))| $r = [a, b, c] }; $r
%w[x y].each.with_index(1) { |s, i| ($w ||= []) << "#{i}#{s}" }; $w
a = [*1..3, *[4, 5]]; a
[*"a".."c", *nil, *[]]
{**{}, a: 1}.size
"a".."c" === "b"
[(1..).first(2), (..5).include?(3), (1...3).size, (1..nil).size]
x = [1, 2, 3]; x[..1] + x[1..] + x[-2..] + x[0...-1]
"hello"[1..3] + "hello"[-3..] + "hello"[1, 2]
"x".then { |s| s.frozen? }
:sym.to_proc.call("x") rescue $!.class
"%d %s %p %05.2f %x %-5s| %+d %e %b %o %c %%" % [1, "a", nil, 3.14159, 255, "ab", 5, 12345.678, 5, 8, "z"]
format("%08.3f|%+.2e|%#x|%#o|% d|%*d", 3.14159, 12345.678, 255, 8, 5, 6, 7)
$0.class
$PROGRAM_NAME.class
__dir__.class
[$;, $,, $/, $\].inspect
obj = Object.new; obj.instance_variable_set(:@a, 1); obj.instance_variables
obj = Object.new; def obj.each; yield 1; yield 2; end; obj.extend(Enumerable); [obj.to_a, obj.map { _1 + 1 }, obj.each_slice(1).to_a, obj.lazy.map { _1 * 2 }.to_a, obj.min_by { -_1 }, obj.each_with_index.to_a, obj.sum, obj.include?(2), obj.first, obj.sort_by { -_1 }, obj.reduce(:+), obj.to_set.size]
def anon(*, **, &) = nil; method(:anon).parameters
