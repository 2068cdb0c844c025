Class.new { private def a = 1 }.new.respond_to?(:a)
StandardError.new.inspect
StandardError.new("").inspect
[1].freeze.frozen?
"a".dup << "b"
class C; private attr_reader :x; end; C.private_instance_methods(false)
class C; R = attr_accessor :x, :y; end; C::R
class C; R = attr_writer :x; end; C::R
class C; R = attr :x; end; C::R
class C; R = (def x; end); end; C::R
class C; R = define_method(:x) {}; end; C::R
class C; R = alias_method(:x, :to_s); end; C::R
class C; def a; end; R = private(:a); def b; end; S = private(:a, :b); end; [C::R, C::S]
class C; def a; end; R = module_function rescue $!.class; end; C::R
class C; public def a = 1; protected def b = 2; end; C.new.a
class C; def a = 1; public_class_method :new; end; C.new.a
class C; private_class_method :new; def self.make = new; end; [C.make.class, (C.new rescue $!.class)]
class C; def initialize = @a = 1; def ==(o) = o.class == self.class && o.st == st; protected def st = @a; end; C.new == C.new
class C; def <=>(o) = 0; include Comparable; end; C.new == C.new
class C; def hash = 1; def eql?(o) = true; end; {C.new => 1}[C.new]
class C; def to_s = "cc"; end; "#{C.new}" + C.new.inspect[0, 4]
class C; def inspect = "ii"; end; [C.new].inspect + {a: C.new}.values.inspect
class C; def each; return to_enum(:each) { 3 } unless block_given?; yield 1; end; end; [C.new.each.size, C.new.each.to_a]
class C; include Enumerable; def each; yield 1; yield 2; self; end; end; c = C.new; [c.sort, c.each_cons(2).to_a, c.zip(c), c.inject(:+), c.each_entry.to_a, c.tally, c.min_by { -_1 }, c.to_a.sum]
Float::NAN == Float::NAN
h = {0.0 / 0 => 1}; h[0.0 / 0]
[Float::NAN].uniq.size
[0.0 / 0, 0.0 / 0].uniq.size
Float::NAN.eql?(Float::NAN)
{0.0 => 1}[-0.0]
{1 => 1}[1.0]
{2**70 => 1}[2**70]
{"a" => 1}["a"]
h = {"a".dup => 1}; k = h.keys[0]; k.frozen?
f = Fiber.new { Fiber.yield }; f.resume; (f.raise(TypeError, "x") rescue [$!.class, $!.message]); f.alive?
f = Fiber.new { Fiber.yield 1; 2 }; [f.resume, f.resume, f.alive?, (f.resume rescue [$!.class, $!.message])]
f = Fiber.new { |x| loop { x = Fiber.yield x * 2 } }; [f.resume(1), f.resume(2)]
[1, "a", :b, nil, 2.0].map { |x| case x when Integer then :i when String, Symbol then :s when nil then :n else :o end }
x = [1, [2, 3]]; case x; in [Integer => a, [b, *]]; [a, b]; end
(1 in Integer) and 2
x = {a: 1}; if x in {a: Integer => n} then n end
x = 5; (x in 1..3 | 5..7) && :y
[1, "a"].select { _1 in Integer }
in_ok = ({s: "x"} in {s: String | Symbol}); in_ok
case {n: "a", r: {k: [1, 2]}}; in {n: String => n, r: {k: [first, *rest]}}; [n, first, rest]; end
case [1, 2, 3, 4, 5]; in [a, *, b]; [a, b]; end
case {a: 1, b: 2}; in {a: 1, **rest}; rest; end
case {a: 1, b: 2}; in {a: 1, **nil}; 1; else 2; end
case 5; in Integer | Float => n; n; end
case 5; in n if n > 3; :big; end
case [1, 1]; in [a, ^a]; :same; end
case {v: 1}; in {v: 0..}; :pos; end
case "x"; in "a" | "x"; 1; end
case nil; in nil; 1; end
case []; in []; 1; end
case {}; in {}; 1; end
case {a: nil}; in {a: nil}; 1; end
case 1.5; in 1..2; 1; end
case :a; in :a | :b; 1; end
case [[:a, 1], [:b, 2]]; in [[:a, x], [:b, y]]; x + y; end
case {a: [{b: 1}, {b: 2}]}; in {a: [*, {b: 2} => f, *]}; f; end
P3 = Struct.new(:x, :y); case P3.new(1, 2); in P3[x, y]; [x, y]; end
P3 = Struct.new(:x, :y); case P3.new(1, 2); in P3(x:, y: Integer => z); [x, z]; end
case 7; in Integer => n unless n < 5 then n end
case [1, [2, [3, [4]]]]; in [a, [b, [c, [d]]]] then a + b + c + d end
r = case 5; in 1 then :a; in 5 then :b; end
val = 5; case 5; in ^val then :m; end
case 5; in ^(2 + 3) then :m; end
@v = 5; case 5; in ^@v then :m; end
case [1, 2]; in Integer, Integer then :two; end
case {a: 1}; in a: Integer then :k; end
case [1, 2, 3]; in first, *rest then rest; end
data = {user: {name: "Bob", roles: [:admin, :dev]}}; data => {user: {name:, roles: [*, :dev, *]}}; name
result = {status: "ok", items: []}; case result; in {status: "ok", items: []} then :empty; in {status: "ok"} then :full; end
x = nil; case x; in String | nil => y then y.inspect; end
case 1; in 0 then :z; in Integer | Float if false then :n; else :e; end
[[:ok, 1], [:err, "x"]].map { |r| case r; in [:ok, v] then v; in [:err, m] then m; end }
h = {Float::NAN => 1}; [h[Float::NAN], h.key?(Float::NAN)]
[Float::NAN].include?(Float::NAN)
[Float::NAN] == [Float::NAN]
[Float::NAN, Float::NAN].uniq.size
[Float::NAN].index(Float::NAN)
class TA; def to_str = "x"; end; "a" + TA.new
class TA; def to_ary = [7, 8]; end; [1] + TA.new
class TA; def to_ary = [7, 8]; end; [TA.new].flatten
[5.method(:+).arity, 5.method(:+).parameters]
class C; def coerce(o) = [o, 2]; end; 1 <=> C.new
class A; def f(x) = [x]; end; class B < A; def f(x) = Fiber.new { super }.resume; end; B.new.f(3)
class A; def f(x) = [x]; end; class B < A; def f(x) = instance_exec { super }; end; B.new.f(3)
__ENCODING__
defined?($!)
class C; private def <=>(o) = 0; include Comparable; end; C.new.clamp(C.new, C.new).class
class TA; def to_ary = [7, 8]; end; def y1 = yield(TA.new); y1 { |a, k: 1| a.class }
def s(*) = s2(*); def s2(*a) = a; s(1)
[1].map { it + 1 }
