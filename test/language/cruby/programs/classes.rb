class A; def f(x) = [x]; end; class B < A; def f(x) = [1].map { |y| super }; end; B.new.f(3)
class A; def f(x) = [x]; end; class B < A; def f(x) = [1].each_with_object([]) { |y, m| m << super }; end; B.new.f(3)
class A; def f(x) = [x]; end; class B < A; def f(x) = proc { super }.call; end; B.new.f(3)
class A; def f(x) = [x]; end; class B < A; def f(x) = lambda { super }.call; end; B.new.f(3)
class A; def f(x) = [x]; end; class B < A; def f(x) = [2, 1].sort_by { |y| super; y }; end; B.new.f(3)
class A; def f(x) = [x]; end; class B < A; def f(x) = [[1]].map { |y| y.map { |z| super } }; end; B.new.f(3)
class A; def f(x) = [x]; end; class B < A; def f(x) = catch(:a) { super }; end; B.new.f(3)
class A; def f(x) = [x]; end; class B < A; def f(x) = tap { return super }; end; B.new.f(3)
class A; def f(x) = [x]; end; class B < A; def f(x) = loop { break super }; end; B.new.f(3)
class A; def f(x) = [x]; end; class B < A; def f(x) = begin; raise "x"; rescue; [1].map { super }; end; end; B.new.f(3)
class A; def f(x) = [x]; end; class B < A; def f(x) = 1.then { super }; alias g f; end; [B.new.f(3), (B.new.g(4) rescue $!.class)]
class A; def f(x) = [x]; end; class B < A; def f(x) = [1].map { |i| [2].map { super(i) } }; end; B.new.f(3)
class A; def f = 1; end; class B < A; define_method(:f) { super() + 1 }; end; B.new.f
class A; def f = 1; end; class B < A; define_method(:f) { super }; end; B.new.f rescue $!.class
class A; def f(x) = x; end; class B < A; def self.mk(n) = define_method(n) { |x| super }; mk(:f); end; B.new.f(4) rescue $!.class
class A; def f(x) = x; end; class B < A; def self.mk(n) = define_method(n) { |x| super(x) }; mk(:f); end; B.new.f(4) rescue $!.class
class A; def f(x, &b) = b.call(x); end; class B < A; def f(x) = [1].map { super }; end; B.new.f(4) { _1 + 1 }
super rescue $!.class
[1].each { super } rescue $!.class
class A; def method_missing(n, *a) = [n, a]; end; class B < A; def method_missing(n, *a) = [1].map { super }[0]; end; B.new.zork(1)
class A; def initialize(x) = @x = x; attr_reader :x; end; class B < A; def initialize(x) = 1.times { super }; end; B.new(5).x
a = [1, 2, 3]; a[0], *a[1], a[2] = 4, 5, 6, 7; a
a = [1, 2, 3]; b = [0, 1]; a[b[0]], a[b[1]], b = a[1], a[0], 5; [a, b]
h = {}; h[:x], (h[:y], *h[:z]) = 1, [2, 3, 4]; h.values
s = Struct.new(:a, :b).new; s.a, s.b = s.b, 5; s.to_a
s = Struct.new(:a, :b).new; x = (s.a, s.b = 1, 2); [x, s.to_a]
x = [(a, b = 1, 2), 3]; x
def f(*) = 1; x = f((a[0], b = 1, 2)) rescue $!.class
a = [0, 0]; i = 0; a[i], i, a[i] = 5, 1, 6; [a, i]
a = [0] * 3; i = -1; a[i += 1], a[i += 1], a[i += 1] = :a, :b, :c; a
a = [[0, 0]]; a[0][0], a[0][1] = 1, 2; a
o = Object.new; def o.[]=(*a); ($s ||= []) << a; end; o[1, 2], o[*[3], 4] = 5, 6; $s
o = Object.new; def o.[](*) = 0; def o.[]=(i, v); ($s2 ||= []) << [i, v]; end; o[1], o[2], x = 7, 8, 9; [$s2, x]
o = Object.new; def o.[]=(i, v); ($s3 ||= []) << [i, v]; end; z = [1, (o[1], o[2] = 7, 8), 2]; [$s3, z]
class C; def a=(v); @a = v; end; def t = (self.a, b = 1, 2; [@a, b]); private :a=; end; C.new.t
class C; def go; self[0], x = 1, 2; [@v, x]; end; private def []=(i, v); @v = [i, v]; end; end; C.new.go
a, b = *[1, 2].each_slice(1); [a, b]
(a, b), *c = [[1, 2], 3, 4]; [a, b, c]
*a, (b, c) = 1, [2, 3]; [a, b, c]
a, (*b, c), d = 1, [2, 3, 4], 5; [a, b, c, d]
begin; raise "x"; rescue => @h; end; @h.message
begin; begin; raise "x"; rescue => self.zork; end; rescue NoMethodError => e; e.name; end
module Ma; end; begin; raise "x"; rescue => Ma::E; end; Ma::E.message
h = {}; begin; begin; raise "x"; rescue => h[:e]; raise; end; rescue => e; [h[:e].equal?(e), e.message]; end
h = {}; def t(h) = (begin; raise "x"; rescue => h[:e]; 5; ensure; h[:z] = 1; end); [t(h), h.size]
h = {}; x = begin; raise "x"; rescue => h[:e]; 7; end; [x, h[:e].message]
class E1 < StandardError; def self.===(e) = e.message.start_with?("a"); end; [("a1" rescue 0), (begin; raise "abc"; rescue E1; 1; end), (begin; begin; raise "zbc"; rescue E1; 1; end; rescue; 2; end)]
class C; private attr_accessor :a, :b; private(*attr_reader(:c)); public attr_writer :d; end; [C.private_instance_methods(false).sort, C.public_instance_methods(false)]
class C; def x = 1; def y = 2; private :x, "y"; end; C.private_instance_methods(false).sort
class C; def x = 1; private [:x]; end; C.private_instance_methods(false)
class C; private; attr_reader :q; public; def z = q; end; C.new.z
class C; R = [private, public]; end; C::R
class C; R = [(private :to_s), (public :to_s, :inspect)]; end; C::R
class C; memo = ->(n) { n }; X = memo.(private def foo = 1); end; [C::X, C.private_instance_methods(false)]
class C; private_class_method :new; class << self; def instance = @i ||= new; end; end; [C.instance.equal?(C.instance), (C.new rescue $!.class)]
class C; class << self; private :new; public def make = new; end; end; C.make.class
class C; class << self; private; def hid = 1; public; def shown = hid; end; end; [C.shown, (C.hid rescue $!.class)]
module M; def self.x = 1; private_class_method :x; def self.y = x; end; [M.y, (M.x rescue $!.class)]
module P; def foo = [:p] + super; end; class C; prepend P; def foo = [:c]; private :foo; end; (C.new.foo rescue $!.class)
class A; def foo = 1; end; class B < A; private :foo; end; [(B.new.foo rescue $!.class), A.new.foo, B.new.send(:foo)]
class A; def foo = bar; private def bar = 1; end; class B < A; public :bar; end; [B.new.bar, (A.new.bar rescue $!.class), B.new.foo]
class A; def foo = 1; end; class B < A; def foo = super + 1; private :foo; end; B.new.send(:foo)
class A; def foo = [:a]; end; class B < A; private :foo; def go = foo; end; class C < B; def foo = super + [:c]; public :foo; end; [B.new.go, C.new.foo]
o = Object.new; o.singleton_class.send(:private, :to_s); (o.to_s rescue $!.class)
o = Object.new.freeze; (o.singleton_class.send(:private, :to_s) rescue $!.class)
class F; freeze; (private :to_s) rescue $e = $!.class; end; $e
class C; def respond_to_missing?(n, p) = n == :q || (p && n == :r); private def z = 1; protected def y = 1; end; c = C.new; [:q, :r, :z, :y].map { [c.respond_to?(_1), c.respond_to?(_1, true)] }
Object.new.respond_to?(:puts)
Object.new.respond_to?(:puts, true)
class C; private def to_ary = [1, 2]; end; a, b = C.new; [a.class, b]
class C; private def to_s = "x"; end; "#{C.new}"[0, 3]
class C; private def each = yield(1); include Enumerable; def go = map { _1 }; end; C.new.go
class C; private def deconstruct = [1]; end; (C.new in [1])
class C; private def call(x) = x; end; C.new.(1) rescue $!.class
class C; protected def v = 1; def cmp(o) = o.v; end; [C.new.cmp(C.new), (C.new.v rescue $!.class)]
class TA; def to_ary = ($n = ($n || 0) + 1; [7, 8]); end; a, b = TA.new; [a, b]
class TA; def to_ary = [7, [8, 9]]; end; a, (b, c) = TA.new; [a, b, c]
class TA; def to_ary = [7, 8]; end; [[TA.new, 1]].each { |(a, b), c| $t = [a, b, c] }; $t
class TA; def to_ary = raise("no"); end; (proc { |a, b| a }.call(TA.new)) rescue $!.message
class TA; def to_ary = nil; end; proc { |a, b| [a.class, b] }.call(TA.new)
class TA; def to_ary = 5; end; (proc { |a, b| [a.class, b] }.call(TA.new)) rescue $!.message
class TA; def to_ary = [1, 2]; end; {TA.new => 3}.each { |(a, b), c| $u = [a, b, c] }; $u
class TA; def to_ary = [1, 2]; end; lambda { |a, b| 1 }.call(TA.new) rescue $!.class
{a: 1}.each { |k, v| $x = [k, v] }; $x
def f(a:, b:, c: 1, d:) = 1; [(f rescue $!.message), (f(b: 1) rescue $!.message), (f(a: 1, b: 1, d: 1, e: 1, f: 2) rescue $!.message)]
def f(x, a:, b:) = 1; [(f rescue $!.message), (f(1, 2, a: 1) rescue $!.message), (f(1) rescue $!.message)]
def f(x = 1, *r, y, a:, **o, &b) = 1; [(f rescue $!.message), (f(1) rescue $!.message)]
lambda { |a:, b:| 1 }.call rescue $!.message
proc { |a:, b:| 1 }.call rescue $!.message
class C; define_method(:dm) { |x, a:, b: 2, c:| 1 }; end; [(C.new.dm(1) rescue $!.message), (C.new.dm rescue $!.message)]
def f(a:) = a; [(f("a" => 1) rescue $!.message), (f(a: 1, "b" => 2) rescue $!.message)]
def f(a: 1) = a; [(f(1) rescue $!.message), (f({a: 1}) rescue $!.message), (f("x" => 1, y: 2) rescue $!.message)]
f = Fiber.new { begin; Fiber.yield 1; rescue => e; e.message; end }; f.resume; f.raise("boo")
f = Fiber.new { begin; Fiber.yield 1; rescue TypeError => e; Fiber.yield e.message; 9; end }; [f.resume, f.raise(TypeError, "boo"), f.resume, f.alive?]
f = Fiber.new { 1 }; (f.raise("x") rescue [$!.class, $!.message])
f = Fiber.new { Fiber.yield }; f.resume; (f.raise(TypeError, "x") rescue [$!.class, $!.message])
f = Fiber.new { Fiber.yield }; f.resume; (f.raise(TypeError) rescue [$!.class, $!.message]); f.alive?
f = Fiber.new { begin; Fiber.yield; ensure; $fe = 5; end }; f.resume; (f.raise("x") rescue 1); $fe
f = Fiber.new { Fiber.yield }; f.resume; f.resume; (f.raise("x") rescue [$!.class, $!.message])
f = Fiber.new { [1, 2].each { |x| begin; Fiber.yield x; rescue => e; ($fl ||= []) << e.message; end }; :done }; [f.resume, f.raise("a"), f.raise("b"), $fl]
f = Fiber.new { loop { begin; Fiber.yield; rescue ArgumentError; $cnt = ($cnt || 0) + 1; end } }; f.resume; 3.times { f.raise(ArgumentError) }; $cnt
g = Fiber.new { f = Fiber.new { Fiber.yield 1; 2 }; f.resume; begin; f.raise("in"); rescue => e; e.message; end }; g.resume
f = Fiber.new { f.raise("self") rescue $!.message }; f.resume
f = Fiber.new { Fiber.yield 1 }; f.resume; [f].each { |x| x.raise("q") rescue $fq = $!.message }; $fq
f = Fiber.new { Fiber.yield 1 }; f.resume; f.raise(RuntimeError.new("obj")) rescue $!.message
raise Class rescue [$!.class, $!.message]
raise Object rescue [$!.class, $!.message]
class X; def exception(m = "dflt") = TypeError.new(m); end; [(raise X.new rescue [$!.class, $!.message]), (raise X.new, "given" rescue $!.message)]
class X; def self.exception(*a) = TypeError.new("cls"); end; raise X rescue [$!.class, $!.message]
class X; def exception(m = "dflt") = 5; end; raise X.new rescue [$!.class, $!.message]
StandardError.new.inspect + StandardError.new("").inspect + StandardError.new("a").inspect
class E2 < StandardError; def to_s = "tos"; end; [E2.new.inspect, E2.new.message]
class C; def m = super; end; (C.new.m rescue $!.name)
class TH; def to_hash = {a: 1}; end; def kws(**k) = k.to_a; [kws(**TH.new), {**TH.new, b: 2}.to_a, {c: 3, **TH.new}.to_a]
class TH; def to_hash = 5; end; ({**TH.new}) rescue $!.class
def f(...) = g(...); def g(*a, **k, &b) = [a, k.to_a, b&.call]; [f, f(1), f(a: 1), f { 2 }, f(*[1, 2], **{b: 3}) { 4 }]
[[3, 1], [1, 2]].sort.each { |a, b| ($so ||= []) << a << b }; $so
class TA; def method_missing(n, *) = n == :to_ary ? [1, 2] : super; def respond_to_missing?(n, p) = n == :to_ary; end; a, b = TA.new; [a.class, b.class]
