a, b, *c = *[1, 2], 3; [a, b, c]
*a, b = 1; [a, b]
a, (b, *), c = 1, [2, 3, 4], 5; [a, b, c]
(a, b), c = [1, 2], 3; [a, b, c]
a, b = b = 1, 2; [a, b]
a = 1; b = 2; a, b = b, a; [a, b]
h = {}; h[:a], h[:b], *h[:c] = 1, 2, 3, 4; h.to_a
o = Struct.new(:x, :y).new; o.x, (o.y, *z) = 1, [2, 3]; [o.x, o.y, z]
A1, B1 = 1, 2; [A1, B1]
module M1; end; M1::X, M1::Y = 3, 4; [M1::X, M1::Y]
$g1, @i1 = 1, 2; [$g1, @i1]
class CVx; @@a, b = 1, 2; def self.r = @@a; end; CVx.r
x = (a, b = 1, 2); x
x = (a, b = [1, 2, 3]); x
x = (a, *b = nil); [x, a, b]
def r; return *[1, 2], 3; end; r
def r; return 1, *[2]; end; r
def r; return *nil; end; r
a, b = {a: 1}; [a, b]
class TA; def to_ary = [7, 8]; end; a, b = TA.new; [a, b]
class TA2; def to_a = [7, 8]; end; a, b = *TA2.new; [a, b]
class TA3; def to_ary = nil; end; a, b = TA3.new; [a.class, b]
$o = []; def q(x) = ($o << x; x); h = Hash.new; (q(h))[q(1)], (q(h))[q(2)] = q(3), q(4); $o.map { _1.is_a?(Hash) ? :h : _1 }
$o = []; class TB; def initialize(n) = @n = n; def a=(v); $o << [@n, v]; end; end; def mk(n) = ($o << n; TB.new(n)); mk(1).a, mk(2).a = (($o << :v1); 10), (($o << :v2); 20); $o
$o = []; def mk(n) = ($o << n; [0, 0, 0]); mk(1)[(($o << :i); 0)] = ($o << :v; 3); $o
$o = []; def mk(n) = ($o << n; [0, 0, 0]); mk(1)[($o << :i; 0)] += ($o << :v; 3); $o
a = [1, 2, 3]; a[0], a[1] = a[1], a[0]; a
a = [1, 2, 3]; i = 0; i, a[i] = 1, 9; [i, a]
a, b, c = "x"; [a, b, c]
a = *"x"; a
a = *nil; a
a = 1, 2; a
a = *1, *2; a
a, = [5, 6]; a
a, b = yield_self { |x| [1, 2] }; [a, b]
x = y = [1]; x << 2; y
a ||= b = 5; [a, b]
x = 5 if false; x
x = (y if false); x
h = {a: 1}; h[:a] += 1; h[:b] ||= 2; h[:a] &&= nil; h
a = [[1]]; a[0][0] += 4; a
s = Struct.new(:v).new(1); s.v += 1; s.v ||= 5; s.v &&= s.v + 1; s.v
s = nil; s&.v = 5; s
s = Struct.new(:v).new(1); s&.v += 5; s.v
s = nil; s&.v += 5; s
s = nil; s&.v ||= 5
s = Struct.new(:v).new(nil); s&.v ||= 5; s.v
$zz ||= 3; $zz &&= 4; $zz += 1; $zz
class CW; @@x ||= 1; @@x += 1; def self.x = @@x; end; CW.x
class CX; X ||= 1; X &&= 2 rescue 5; end; CX::X
Object::ZZ1 ||= 5; Object::ZZ1
a = [1,2,3]; a[*[0]] += 1; a
a = [1,2,3]; a[*[0, 2]] = [9]; a
class IX; def [](*a, **k) = [a, k]; def []=(*a, **k); $ix = [a, k]; end; end; IX.new[1, 2]
class IX; def [](*a) = a; def []=(*a); $ix = a; end; end; IX.new[1, *[2, 3]] = 4; $ix
class IX; def [](*a) = (a.sum); def []=(*a); $ix = a; end; end; IX.new[1, *[2, 3]] += 4; $ix
class IX; def [](*a, &b) = b.call(*a); end; IX.new[1, 2]{} rescue 0
x = [1, 2, 3]; x => [a, *]; a
1.+(2)
1&.+(2)
nil&.foo(bar)
nil&.foo&.bar.baz rescue "err"
nil&.foo.bar rescue $!.class
a = nil; a&.b { raise }; 1
[1, 2, 3].sum { |x| next 0 if x == 2; x }
[1, 2, 3].each_with_index.select { |x, i| i > 0 }
def f(a, b = a, *c, d, e:, f: e, **g, &h) = [a, b, c, d, e, f, g, h&.call]; [f(1, 2, e: 3), f(1, 2, 3, 4, 5, e: 6, z: 7) { 8 }]
def f(a, (b, *c), d) = [a, b, c, d]; f(1, [2, 3, 4], 5)
def f(a, (b, (c, d)), e = 9) = [a, b, c, d, e]; f(1, [2, [3, 4]])
def f(*, k: 1) = k; f(1, 2, k: 3)
def f(**) = 1; f(a: 1)
def f(a, b = (return 5; 1)) = 6; f(1)
def f(a: (b = 1), b2: a) = [a, b2]; [f, f(a: 3)]
def f(h) = h; f(a: 1, "b" => 2, 3 => 4).to_a
def f(*a) = a; f(a: 1)
def f(*a) = a; f(1, a: 1).map { _1.is_a?(Hash) ? _1.to_a : _1 }
def f(a, **k) = [a, k]; (f({b: 1}) rescue "err")[1]
def f(a = 5, **k) = [a, k.to_a]; f(**{})
def f(*a, **k) = [a, k.to_a]; f(**{a: 1}, **{b: 2})
def f(*a, **k) = [a, k.to_a]; h = {a: 1}; f(h)[0].size
def f(*a, **k) = [a, k.to_a]; f(**{"a" => 1})
def f(k: 1) = k; f(**{k: 3})
def f(k: 1) = k; (f({k: 3}) rescue $!.message)
def f(k:) = k; (f(j: 1) rescue $!.message)
def f(k:, l:) = k; (f rescue $!.message)
def f(k: 1) = k; (f(j: 1, i: 2) rescue $!.message)
def f(a, k: 1) = k; (f rescue $!.message)
def f(a, k:) = [a, k]; (f(1) rescue $!.message)
def f(a, k:) = [a, k]; (f(1, 2, k: 1) rescue $!.message)
def f = 1; (f(1) rescue $!.message)
def f = 1; (f(a: 1) rescue $!.message)
f = ->(a, b = 2, *c, d, k: 1, **o) {}; f.parameters
f = proc { |x| }; [f.arity, proc { |x, y| }.arity, proc { || }.arity, proc { |*a| }.arity, proc { |a, b = 1| }.arity, lambda { |a, b = 1| }.arity, proc { |a:| }.arity, lambda { |a:| }.arity, lambda { |a: 1| }.arity, lambda { |x, a:| }.arity]
[proc { _1 }.arity, proc { [_1, _2] }.arity, lambda { _1 }.arity, lambda { _2 }.arity, proc { }.arity, lambda { }.arity]
proc { _1 }.parameters
lambda { _2 }.parameters
proc { |a, *b| [a, b] }.call([1, 2, 3])
proc { |*a| a }.call([1, 2])
proc { |a, b, k: 1| [a, b, k] }.call([1, 2])
proc { |a, b = 5| [a, b] }.call([1])
proc { |(a, b)| [a, b] }.call([1, 2])
proc { |(a, b), c| [a, b, c] }.call([[1, 2], 3])
proc { _1 }.call([1, 2])
proc { [_1, _2] }.call([1, 2])
lambda { |a, b| [a, b] }.call([1, 2]) rescue $!.message
[[1, 2]].each { |a, b| $r = [a, b] }; $r
[[1, 2]].map(&lambda { |a| a })
[[1, 2]].map(&lambda { |a, b| a }) rescue $!.class
[[1, [2, 3]]].each { |a, (b, c)| $r = [a, b, c] }; $r
{a: 1}.map { |pair| pair }
{a: 1}.each { |k, v| $r = [k, v] }; $r
{a: 1}.any? { |k, v| v == 1 }
{a: 1}.inject { |a, b| 5 }
{a: 1}.each_with_object([]) { |(k, v), m| m << k << v }
{a: 1}.to_h { |k, v| [v, k] }.to_a
{a: 1}.group_by { |k, v| v }.to_a
{a: 1}.min_by { |k, v| v }
{b: 1, a: 2}.sort_by { |k, v| v }.first
{a: 1}.sum { |k, v| v }
{a: 1}.flat_map { |k, v| [k, v] }
{a: 1}.reduce(0) { |s, (k, v)| s + v }
{a: 1}.each_slice(1).map { |((k, v))| v }
{a: 1, b: 2}.partition { |k, v| v > 1 }
{a: 1}.find { |k, v| v == 1 }
{a: 1}.zip([1]).first
{a: 1}.each_entry.to_a
def y2 = yield(1, 2); [y2 { |a| a }, y2 { |a, b, c| [a, b, c] }, y2 { |*a| a }, y2 { _1 }, y2 { [_1, _2] }]
def y1 = yield([1, 2]); [y1 { |a| a }, y1 { |a, b| [a, b] }, y1 { |a, | a }, y1 { |*a| a }, y1 { |a, *b| [a, b] }, y1 { _1 }]
def yk = yield(a: 1); yk { |a:| a }
def yk = yield(1, a: 1); yk { |x, a:| [x, a] }
def yk = yield({a: 1}); (yk { |a: 5| a })
def yb(&b) = b; yb.nil?
def yb(&b) = [1].map(&b); yb { _1 + 1 }
def sup(&b) = b.call(1, 2); sup { |a, b = 5, *c| [a, b, c] }
proc { |a, k: 1| [a, k] }.call([1, 2])
