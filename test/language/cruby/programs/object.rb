Point = Struct.new(:x, :y); pt = Point.new(1, 2); [pt.x, pt[1], pt["x"], pt[:y], pt.to_a, pt.to_h, pt == Point.new(1, 2), pt.members, pt.size, pt.inspect, pt.to_s]
S2 = Struct.new(:a, :b) { def sum = a + b }; [S2.new(1, 2).sum, S2.new(1).to_a, S2.members]
S3 = Struct.new(:a, :b, keyword_init: true); [S3.new(a: 1, b: 2).to_h, S3.new(a: 1).b, S3.inspect]
S4 = Struct.new(:a, :b); S4.new(1, 2, 3)
S5 = Struct.new(:a, :b); s = S5.new(1, 2); s.a = 5; s[:b] = 6; [s.a, s.b, s.each.to_a, s.each_pair.to_a, s.values_at(0), s.dig(:a), s.eql?(S5.new(5, 6)), s.hash == S5.new(5, 6).hash]
S6 = Struct.new(:a); S6.new(1)[:z]
S7 = Struct.new(:a); S7.new(1)[3]
S8 = Struct.new(:a, :b); a, b = *S8.new(1, 2); [a, b]
S9 = Struct.new(:a); S9.new([1, 2]).to_h { |k, v| [k.to_s, v] }
S10 = Struct.new(:a, :b); [S10.new(2, 1), S10.new(1, 2)].sort_by(&:a).map(&:b)
S11 = Struct.new(:a, :b); S11.new(1, 2).select(&:even?)
S12 = Struct.new(:a, :b); S12.new(3, 4).sum
S13 = Struct.new(:a, :b); case S13.new(3, 4) in [x, y] then x + y end
S14 = Struct.new(:a, :b); S14.new(1, 2).filter_map { |x| x * 2 if x > 1 }
class Foo1; attr_accessor :a; def initialize(a) = @a = a; end; f = Foo1.new(1); f.a += 1; [f.a, f.instance_variables, f.instance_variable_get(:@a), f.respond_to?(:a=), Foo1.instance_methods(false).sort]
class Foo2; def initialize; @b = 1; end; def ==(o) = o.is_a?(Foo2); alias eql? ==; def hash = 1; end; [{Foo2.new => 1}[Foo2.new], [Foo2.new, Foo2.new].uniq.size, Foo2.new == Foo2.new, Foo2.new != Foo2.new]
class Foo3; def to_s = "foo3"; end; "#{Foo3.new}"
class Foo4; def method_missing(n, *a) = n == :zork ? a : super; def respond_to_missing?(n, p = false) = n == :zork; end; [Foo4.new.zork(1), Foo4.new.respond_to?(:zork), (Foo4.new.blah rescue $!.class), Foo4.new.method(:zork).call(2)]
class Foo5; def <=>(o) = 0; include Comparable; end; Foo5.new == Foo5.new
module M1; def hi = "m1"; end; class Foo6; include M1; def hi = "foo+" + super; end; [Foo6.new.hi, Foo6.ancestors.first(2), Foo6.include?(M1), Foo6.new.is_a?(M1)]
module M2; def hi = "m2+" + super; end; class Foo7; prepend M2; def hi = "foo"; end; Foo7.new.hi
module M3; def self.included(b) = b.extend(CM); module CM; def cm = "cm"; end; end; class Foo8; include M3; end; Foo8.cm
class Foo9; class << self; attr_accessor :conf; def build = new; end; self.conf = 3; end; [Foo9.conf, Foo9.build.class]
class Foo10; @@c = 0; def self.inc = @@c += 1; end; Foo10.inc; [Foo10.inc, Foo10.class_variables, Foo10.class_variable_get(:@@c)]
class Foo11; private def x = 1; protected def y = 2; public; def z(o) = o.y; end; [(Foo11.new.x rescue $!.class), (Foo11.new.y rescue $!.class), Foo11.new.z(Foo11.new), Foo11.private_instance_methods(false), Foo11.new.send(:x)]
class Foo12; define_method(:a) { |x = 2, *r, k: 1| [x, r, k] }; end; [Foo12.new.a, Foo12.new.a(1, 2, k: 3)]
class Foo13; def initialize(a:, b: 2) = (@a, @b = a, b); attr_reader :a, :b; end; [Foo13.new(a: 1).b, (Foo13.new rescue $!.class), (Foo13.new(a: 1, c: 2) rescue $!.class)]
class Foo14; CONST = [1].freeze; def self.const_missing(n) = n; end; [Foo14::CONST, Foo14::Zork, Foo14.constants, Foo14.const_get(:CONST)]
class Foo15; def each; return to_enum(:each) { 2 } unless block_given?; yield 1; yield 2; end; include Enumerable; end; [Foo15.new.each.size, Foo15.new.map { |x| x + 1 }, Foo15.new.each.next]
o = Object.new; def o.hi = "hi"; [o.singleton_methods, o.hi, o.dup.respond_to?(:hi), o.clone.respond_to?(:hi)]
o = Object.new.freeze; (o.instance_variable_set(:@a, 1) rescue $!.class)
[1, "a", :b, nil, 1.0, [], {}].map { |x| x.class }
[1.frozen?, "a".dup.frozen?, :a.frozen?, nil.frozen?, [].frozen?]
1.instance_of?(Integer)
Integer === 1
Integer.ancestors.include?(Comparable)
Class.class
Object.new.then { |x| x.class }
5.then { |x| x + 1 }
5.tap { |x| x + 1 }
[1, 2].dup.push(3)
a = [[1]]; b = a.dup; b[0] << 2; a
"a".instance_of?(String)
nil.to_a
nil.to_s
nil.inspect
nil & true
nil.to_h
NilClass
true & false
true ^ true
false | true
!true
true.to_s
true.class
1.is_a?(Comparable)
obj = Object.new; obj.instance_variable_set(:@x, 1); obj.instance_variables
Object.new.singleton_class.inspect[0, 8]
def kw(a, b = 2, *c, d:, e: 5, **f, &g) = [a, b, c, d, e, f]; kw(1, d: 4)
def kw2(a, b = 2, *c, d:, e: 5, **f, &g) = 1; method(:kw2).parameters
def kw3(*) = kw4(*); def kw4(*a) = a; kw3(1, 2)
def kw5(**) = kw6(**); def kw6(**k) = k; kw5(a: 1)
def kw7(&) = kw8(&); def kw8 = yield; kw7 { 3 }
def kw9(...) = kw10(...); def kw10(a, b: 1) = [a, b]; kw9(1, b: 2)
method(:puts).arity
method(:p).owner
def mm(a, b) = a + b; m = method(:mm); [m.call(1, 2), m.(1, 2), m[1, 2], m.arity, m.name, m.to_proc.call(1, 2), m.unbind.class]
def mm2(a, b) = a + b; method(:mm2).curry[1][2]
[1, 2].map(&method(:Integer))
add = ->(a, b) { a + b }; [add.curry[1][2], add.arity, add.lambda?, add.parameters]
proc { |a, b = 2, *c| }.parameters
proc { |a, b| [a, b] }.call([1, 2])
proc { |a| a }.call(1, 2)
lambda { |a| a }.call(1, 2)
proc { |a, b| }.arity
proc { |*a| }.arity
->(a, b = 1) {}.arity
->(a:) {}.arity
f = ->(x) { x + 1 }; g = ->(x) { x * 2 }; [(f >> g).call(3), (f << g).call(3), (f >> method(:Integer)).call(1)]
:upcase.to_proc.call("a")
(:upcase.to_proc >> :to_sym.to_proc).call("a")
proc { next 5; 6 }.call
[1, 2, 3].each { |x| break x * 10 if x == 2 }
def yielder; yield 1, 2; end; yielder { |a, (b, c)| [a, b, c] }
def blk(&b) = b; blk.nil?
def bg = block_given?; [bg, bg {}]
counter = 0; inc = -> { counter += 1 }; inc.(); inc.(); counter
x = 10; [1].each { |i; x| x = i }; x
->(x) { x }.inspect[0, 8]
begin; raise "boom"; rescue => e; [e.class, e.message, e.full_message.class, e.backtrace.class]; end
begin; raise ArgumentError; rescue => e; e.message; end
begin; raise ArgumentError, "x"; rescue TypeError, ArgumentError => e; e.inspect; end
begin; raise Class.new(StandardError), "anon"; rescue => e; e.message; end
class MyErr < StandardError; def initialize(m = "dflt") = super; end; begin; raise MyErr; rescue => e; [e.message, e.inspect]; end
class MyErr2 < StandardError; attr_reader :code; def initialize(msg = "m", code: 5) = (super(msg); @code = code); end; begin; raise MyErr2.new(code: 7); rescue => e; [e.message, e.code]; end
begin; begin; raise "a"; rescue; raise "b"; end; rescue => e; [e.message, e.cause&.message]; end
begin; raise "x", cause: nil; rescue => e; e.cause; end
def ens; yield; ensure; @e = 1; end; [ens { 5 }, @e]
begin; 1; rescue; 2; else; 3; ensure; 4; end
def rt; n = 0; begin; n += 1; raise if n < 3; n; rescue; retry; end; end; rt
begin; Integer("x"); rescue ArgumentError => e; e.message; end
begin; [].fetch(3); rescue IndexError => e; e.message; end
begin; {a: 1}.fetch(:b); rescue KeyError => e; [e.message, e.key, e.receiver]; end
begin; nil.foo; rescue NoMethodError => e; [e.name, e.receiver]; end
begin; xyz; rescue NameError => e; [e.class, e.name]; end
begin; Xyz; rescue NameError => e; [e.message, e.name]; end
begin; "a".freeze << "b"; rescue FrozenError => e; [e.message, e.receiver]; end
begin; 1 / 0; rescue ZeroDivisionError => e; e.message; end
begin; raise Exception, "e"; rescue StandardError; 1; rescue Exception => e; e.message; end
begin; def m1(a) = 1; m1; rescue ArgumentError => e; e.message; end
begin; ->(a, b = 1) {}.call; rescue ArgumentError => e; e.message; end
begin; def m3(a:) = 1; m3; rescue ArgumentError => e; e.message; end
begin; def m4(a:) = 1; m4(a: 1, b: 2); rescue ArgumentError => e; e.message; end
begin; [1, 2].first("x"); rescue TypeError => e; e.class; end
begin; "x" + 1; rescue TypeError => e; e.message; end
begin; 1 + "x"; rescue TypeError => e; e.message; end
begin; 1 + nil; rescue TypeError => e; e.message; end
begin; [1] + nil; rescue TypeError => e; e.message; end
begin; Float("x"); rescue ArgumentError => e; e.message; end
begin; [3, "a"].sort; rescue ArgumentError => e; e.message; end
begin; 3 < nil; rescue ArgumentError => e; e.message; end
begin; raise StopIteration; rescue IndexError => e; e.class; end
begin; loop { raise StopIteration }; :after; end
begin; throw :x; rescue UncaughtThrowError => e; e.message; end
catch(:a) { catch(:b) { throw :a, 1 }; 2 }
catch { |t| throw t, 5 }
begin; Comparable.new; rescue NoMethodError => e; e.class; end
begin; BasicObject.new.inspect; rescue NoMethodError => e; e.class; end
begin; raise "a"; rescue => e; e.exception.equal?(e); end
e = RuntimeError.new("x"); [e == RuntimeError.new("x"), e.exception("y").message, e.backtrace]
StandardError.new.message
StandardError.new(nil).message rescue "StandardError"
StandardError.new(:sym).message
KeyError.new("m", receiver: {}, key: 1).key
e = (raise "a" rescue $!); e.detailed_message rescue "a (RuntimeError)"
def deep(n) = n.zero? ? 0 : 1 + deep(n - 1); deep(500)
begin; def inf = inf; inf; rescue SystemStackError => e; e.class; end
defined?(foo)
defined?(String)
defined?(@a)
a = 1; defined?(a)
__method__.inspect
def mname = __method__; mname
ObjectSpace.respond_to?(:each_object)
obj = Object.new; obj.inspect =~ nil rescue nil
1.singleton_methods
Object.const_defined?(:String)
Object.const_get("Math::PI")
Kernel.format("%d", 5)
Kernel.respond_to?(:puts, true)
format("%05d", 42)
sprintf("%.1f", 0.25)
rand.class
rand(1)
rand(5..5)
Random.new(1).rand(1)
Random.rand(1)
[1, 2, 3].shuffle(random: Random.new(1)).sort
Random.new(42).seed
binding.class rescue "Binding"
caller.class
[*1..3, *[4]]
a, *b = 1, 2, 3; [a, b]
*a, b = 1, 2, 3; [a, b]
a, (b, c) = 1, [2, 3]; [a, b, c]
a = b = 1; [a, b]
h = {a: 1}; h => {a:}; a
x = [1, [2, 3]]; x in [a, [b, *]]; [a, b]
i = 0; i += 1 until i == 5; i
for i in 1..3 do; end; i
(1..3).each_with_index { |x, i| next if i == 1 }
case 5 when 1..3 then :a when 4..6 then :b end
case "x" when "a", "x" then 1 end
case 1 when Integer, Float then :n end
x = if false then 1 end; x
[1, 2, 3].sum do |x| x * 2 end
puts [1, [2, [nil]]].flatten.compact.inspect
"a" "b"
"#{1}#{"x" * 2}"
'a\nb'
"a\nb"
%q(a'b)
%Q(a#{1})
%w[a #{1}]
%W[a#{1} b]
?a
:"a#{1}"
1.then { _1 + 1 }
[[1, 2]].map { _1 + _2 }
[1].each_with_index.map { |x, i| x + i }
ObjectSpace.garbage_collect.inspect
GC.start.inspect
[Time.utc(2024, 1, 2), Time.utc(2024, 1, 1)].min.day
Set.new([1, 2, 2]).size
Set[1, 2] | Set[3]
Set[1, 2] & [2]
Set[1, 2] - [2]
Set[1, 2] ^ Set[2, 3]
Set[1, 2].include?(1)
Set[1, 2] === 1
Set[1, 2].subset?(Set[1, 2, 3])
Set[1, 2] <= Set[1, 2]
Set[1, 2].superset?(Set[1])
Set[1, 2].disjoint?([3])
Set[1, 2].intersect?([2])
Set[3, 1, 2].sort
Set[1, 2].map { |x| x * 2 }
Set[1].add(2).to_a
Set[1].add?(1)
Set[1, 2].delete(1).to_a
Set[1, 2].to_a
Set[1, [2]].flatten.to_a rescue [1, [2]]
Set[1, 2] == Set[2, 1]
Set[1, 2].group_by(&:odd?).transform_values(&:to_a)
Set[1, 2].partition(&:odd?)
Set[1, 2].min
Set[1, 2].sum
Set[1, 2].each { |x| x }.class
Set[1, 2].empty?
Set[1, 2].first
Set[1, 2].dup.add(3).size
Set[1, 2].merge([5, 6]).size
Set[1, 2].select(&:odd?).class
Set[1, 2].hash == Set[2, 1].hash
{Set[1] => 2}[Set[1]]
Set[1, 2].inspect.include?("1, 2")
Set[1, 2].join("-")
Set[1, 2].proper_subset?(Set[1, 2, 3])
Set.new([1, 2]) { |x| x * 10 }.to_a
Set[1, nil].to_a
Set[1, 2].filter_map { |x| x if x > 1 }
Set[1, 2, 3].delete_if(&:odd?).to_a
Set[[1, 2]].to_h
module M2; module_function; def x = 1; end; M2.x
module M2a; module_function; def x = y; def y = 2; end; [M2a.x, (Object.new.extend(M2a).x rescue "private")]
module M2b; def a = 1; module_function; def b = 2; public; def c = 3; end; [M2b.respond_to?(:a), M2b.b, M2b.respond_to?(:c), M2b.instance_methods.sort]
module M2c; def a = 1; module_function :a; end; [M2c.a, M2c.private_instance_methods(false)]
module M2d; module_function; PI2 = 3; def area(r) = PI2 * sq(r); def sq(x) = x * x; end; M2d.area(2)
class B9; def initialize(v = 5) = @v = v; def coerce(o) = [o, @v]; end; [3 + B9.new, 3 - B9.new, 3 * B9.new, 30 / B9.new, 3 % B9.new, 3 ** B9.new, 3.5 + B9.new, 3.0 * B9.new, 3.0 / B9.new, 3.0 - B9.new, 3.0 % B9.new, 2.0 ** B9.new]
class V2; attr_reader :x; def initialize(x) = @x = x; def *(o) = V2.new(x * o); def coerce(o) = [self, o]; end; (3 * V2.new(4)).x
V3 = Struct.new(:x) { def +(o) = V3.new(x + o); def coerce(o) = [V3.new(o), x] }; (3 + V3.new(4)).x
class B10b; def coerce(o) = 5; end; begin; 3 + B10b.new; rescue TypeError => e; e.message; end
begin; 3 + nil; rescue TypeError => e; e.message; end
begin; 3 * nil; rescue TypeError => e; e.message; end
begin; 3 / "a"; rescue TypeError => e; e.message; end
begin; 3 ** "a"; rescue TypeError => e; e.message; end
begin; 3.0 ** nil; rescue TypeError => e; e.message; end
begin; 3 - []; rescue TypeError => e; e.message; end
class B4; def initialize; @a = 1; @b = 2; @zz = 3; @c = 4; @d = 5; @e = 6; @f = 7; @g = 8; @h = 9; @i = 10; @j = 11; end; end; B4.new.instance_variables
class B4b; def initialize; 30.times { |i| instance_variable_set("@v#{i}", i) }; 10.times { |i| remove_instance_variable("@v#{i * 3}") }; 5.times { |i| instance_variable_set("@w#{i}", i) }; end; end; B4b.new.instance_variables.map { |n| [n, B4b.new.instance_variable_get(n)] }
class B4c; def initialize; @b = 1; @a = 2; end; end; B4c.new.dup.instance_variables
class B4d; def initialize; @b = 1; @a = 2; end; end; B4d.new.inspect.split(" ", 2)[1]
$PROGRAM_NAME == $0
[$/, $DEBUG]
begin; zork(); rescue NameError => e; [e.class, e.name]; end
begin; self.zork; rescue NameError => e; [e.class, e.name]; end
begin; zork; rescue NoMethodError; 1; rescue NameError => e; [e.class, e.name]; end
begin; [1].each { |x| x + zork }; rescue NameError => e; [e.class, e.name]; end
class Pat1; def deconstruct = 5; end; begin; Pat1.new in [1]; rescue TypeError => e; e.message; end
class Pat2; def deconstruct = nil; end; begin; case Pat2.new; in [*, 1, *] then 2; end; rescue TypeError => e; e.message; end
class Pat3; def deconstruct_keys(_) = [1]; end; begin; Pat3.new in {a: 1}; rescue TypeError => e; e.message; end
class Pat4; def deconstruct = [1, [2, 3]]; end; case Pat4.new; in [a, [b, *c]] then [a, b, c]; end
begin; raise EOFError, "x"; rescue IOError => e; e.message; end
begin; raise "x"; rescue SystemExit, IOError; 1; rescue => e; e.message; end
case 4 when 2.method(:<) then :big end
RUBY_PLATFORM.class
Warning[:deprecated] = false
def pm1(a, b = 2, *c, d, e:, f: 5, **g, &h) = 1; method(:pm1).parameters
def pm2(...) = 1; method(:pm2).parameters
def pm3(a, k:) = [a, k]; [pm3(1, k: 2), (pm3(1) rescue $!.message)]
proc { |a, k: 1, **o| }.parameters
StandardError.new.inspect
RuntimeError.new("").inspect
RuntimeError.new("m").dup.message
RuntimeError.new("m").clone.inspect
class Told < StandardError; def to_s = "told"; end; Told.new.inspect
5.clamp(2)
"b".clamp("a")
[5.clamp(1, 3), 5.clamp(..3), 5.clamp(7..), "b".clamp("c", "d"), 2.clamp(1..3), 1.5.clamp(2, 3)]
5.clamp(1...3)
5.clamp("a", "b")
5.clamp(3, 1)
[Comparable >= Comparable, Integer >= Integer, Numeric >= Integer, Integer >= Numeric, Integer >= String, Integer > Integer]
[Math.const_get(:PI, false), Math.const_get("PI", true), Object.const_get("Math::PI", false)]
Integer.const_get(:Math, false)
Integer.const_get("Math", false)
[Integer.method_defined?(:succ, false), Integer.method_defined?(:clamp, false), Integer.method_defined?(:clamp, true)]
class MD1; def a = 1; private def b = 1; end; class MD2 < MD1; prepend Comparable; def c = 1; end; [MD2.method_defined?(:a, false), MD2.method_defined?(:c, false), MD2.method_defined?(:a), MD2.private_method_defined?(:b, false), MD2.public_method_defined?(:c, false)]
