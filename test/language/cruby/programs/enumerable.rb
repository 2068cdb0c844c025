class E1; include Enumerable; def each; yield 3; yield 1; yield 2; self; end; end; e = E1.new; [e.sort, e.min, e.max, e.sum, e.to_a, e.include?(2), e.first, e.first(2)]
class E2; include Enumerable; def each; yield 1, 2; yield 3; end; end; [E2.new.to_a, E2.new.map { |x| x }, E2.new.each_slice(1).to_a]
class E3; include Enumerable; def each; yield 3; yield 1; end; end; e = E3.new; [e.each_with_index.to_a, e.sort_by { |x| x }, e.reduce(:+), e.inject { |a, b| a * b }, e.each_entry.to_a, e.lazy.map { |x| x + 1 }.to_a]
class E4; include Enumerable; def each; yield 3; yield 1; yield 4; end; end; e = E4.new; [e.partition(&:odd?), e.group_by(&:odd?), e.min_by { |x| -x }, e.minmax, e.tally, e.each_cons(2).to_a, e.zip([1, 2, 3]), e.chunk_while { |a, b| a > b }.to_a]
class E5; include Enumerable; def each; yield 3; yield 1; yield 4; end; end; e = E5.new; [e.to_set.class, e.reject(&:odd?), e.take(2), e.drop(1), e.find_index(1), e.reverse_each.to_a, e.each_with_object([]) { |x, a| a << x }, e.cycle.first(4), e.uniq, e.count, e.entries]
class C1; include Comparable; attr_reader :v; def initialize(v) = @v = v; def <=>(o) = v <=> o.v; def inspect = "C(#{v})"; end; a, b = C1.new(1), C1.new(2); [a < b, a == b, a.between?(a, b), a.clamp(b, b), [b, a].sort, [a, b].max, a.clamp(a..b)]
class C2; include Comparable; def <=>(o) = nil; end; C2.new < C2.new
class C3; include Comparable; attr_reader :v; def initialize(v) = @v = v; def <=>(o) = v <=> o.v; end; C3.new(1) == C3.new(1)
e = [1, 2, 3].each; [e.next, e.next, e.next, (e.next rescue $!.class)]
e = [1, 2, 3].each; [e.peek, e.next, e.peek, e.rewind.next]
e = Enumerator.new { |y| y << 1 << 2; y.yield 3, 4; :done }; [e.to_a, e.size, e.next]
e = Enumerator.new(3) { |y| y << 1 }; e.size
fib = Enumerator.new { |y| a, b = 0, 1; loop { y << a; a, b = b, a + b } }; fib.take(8)
fib = Enumerator.new { |y| a, b = 0, 1; loop { y << a; a, b = b, a + b } }; fib.lazy.select(&:even?).first(4)
Enumerator.produce(1) { |x| x * 2 }.take(5)
Enumerator.produce([0, 1]) { |a, b| [b, a + b] }.lazy.map(&:first).first(5)
[1, 2].each.with_index(1).map { |x, i| x * i }
[1, 2].map.with_index { |x, i| [i, x] }
[1, 2].each_with_index.with_index.to_a
[1, 2].select.with_index { |x, i| i == 0 }
[4, 5].each.with_object(:a).to_a
%w[a b].each_with_index.to_a
[1, 2].each.size
[1, 2].each.inspect
[1, 2].each_slice(2).inspect
[1, 2].each_slice(2).size
[1, 2].map.inspect
([1].each + [2].each).to_a
[1].each.chain([2]).inspect
[1, 2, 3].each_entry.with_index.to_a
loop { break 5 }
e = [1].each; e.next; loop { e.next }
o = Object.new; def o.each; yield 1; yield 2; end; o.to_enum.to_a
o = Object.new; def o.foo(x); yield x; yield x + 1; end; o.enum_for(:foo, 3).to_a
[3, 1].each_with_index.sort.map(&:last)
[1, 2, 3].each.with_index.select { |x, i| i > 0 }
[1, 2, 3, 4].each_slice(2).with_index.map { |a, i| a.sum * i }
[1, 2, 3].lazy
[1, 2, 3].lazy.map { |x| x }.force
[4, 3].lazy.sort.first
[1, 2, 3].lazy.include?(2)
[[1, 2], [3, 4]].lazy.map { |a, b| a + b }.to_a
[1, 2].sum { |x| x.to_f }
[1, 2, 3].each_with_index.reduce(0) { |s, (x, i)| s + x * i }
[1, 2, 3].inject(:-)
[1, 2, 3].inject(10) { |a, b| a - b }
["a", "b"].inject(:+)
[[:a, 1]].each_with_object({}) { |(k, v), h| h[k] = v }
%w[x y z].zip(1..3).to_h
%w[x y z].each_with_index.map { |s, i| s * i }
[1, 2, 3, 4, 5].slice_before(&:even?).to_a
[1, 2, 3, 4, 5].slice_after(&:even?).to_a
[1, 2, 3].to_set == Set.new([3, 2, 1])
[1, 2, 3].zip([1, 2, 3]).all? { |a, b| a == b }
[1, 2, 3].min_by(2) { |x| -x }
[1, 2, 3].max_by(2) { |x| -x }
[1, 2, 3, 4].minmax_by { |x| (x - 2).abs }
%w[apple pie a la mode].sort_by { |w| [w.size, w] }
%w[apple pie a la mode].group_by(&:size).transform_values(&:count)
[1, 2, 3].each_cons(2).map { |a, b| b - a }
[nil, 1, false].filter_map(&:itself)
[3, 1, 2].sort.reverse
[3, 1, 2].max(2)
[0.5, 1, 2r].sum
(1..3).each_with_object("").class
g = (1..3).each_entry; g.next
[5, 6].each_with_index.to_h { |x, i| [i, x] }
[1, 2, 3].tally_by(&:even?) rescue({false => 2, true => 1})
[1, nil, 2].each_entry.to_a.compact
[[1, 2], [3]].sum([])
[1, 2, 3, 4].each_slice(2).to_h
%w[a b c].each.with_index(1).to_h
[1, 2, 3].zip
[1, 2, 3].each_slice(2).include?([3])
(1..3).lazy.zip(4..6).to_a
(1..3).lazy.zip([4, 5]).first(3)
Enumerator.new { |y| [1, 2].each(&y) }.to_a
5.times.size
[1, 2].cycle.size
[1, 2].cycle(2).size
[1, 2, 3, 4].each_cons(3).size
[1, 2].each_cons(3).size
[1, 2, 3].each_slice(2).size
[1, 2, 3].max_by { |x| [x % 2, x] }
[1, 2, 3].min_by { |x| [x % 2, x] }
[1, 2, 3].minmax_by { |x| [x % 2, -x] }
%w[pear fig].minmax_by { |x| [x.size, x] }
[1, 2].max_by { nil }
[1, 2].max_by { |x| x == 1 ? "a" : 1 } rescue [$!.class, $!.message]
count = 0; [1, 2, 3].minmax_by { count += 1 }; count
[[1, 2], [0, 3]].minmax
[1, nil].minmax rescue $!.class
[1, 2].inject("+")
[1, 2].inject(3, "*")
[1, 2].inject(3, nil) rescue [$!.class, $!.message]
[1, 2].inject rescue [$!.class, $!.message]
[:a].inject(:b) { |a, b| [a, b] }
%w[a b].each_with_index.to_set
%w[a b].each_with_index.lazy.map { |x, i| [i, x] }.to_a
%w[a b].each_with_index.compact
(1..).lazy.filter { |x| x % 3 == 0 }.first(2)
(1..).lazy.filter_map { |x| x * 2 if x.even? }.first(2)
l = (1..4).lazy.take(2); [l.to_a, l.to_a]
l = (1..4).lazy.drop(2); [l.to_a, l.to_a]
l = [1, 1, 2].lazy.uniq; [l.to_a, l.to_a]
l = (1..4).lazy.drop_while { |x| x < 3 }; [l.to_a, l.to_a]
(1..4).lazy.grep(2..3) { |x| x * 2 }.to_a
(1..4).lazy.grep_v(2..3) { |x| x * 2 }.to_a
(1..2).lazy.flat_map { |x| x == 1 ? 5 : [6, 7] }.to_a
(1..).lazy.each_slice(2).first(2)
(1..).lazy.chunk_while { |a, b| b % 3 > 0 }.first(2)
(1..).lazy.slice_when { |a, b| b % 3 == 0 }.first(2)
((1..2).lazy + [3]).map { |x| x * 2 }.to_a
(1..3).lazy.map { |x| x }.take(2).size
(1..3).lazy.select(&:odd?).size
(1..).lazy.map { |x| x * 2 }.take(4).inspect
(1..3).lazy.map rescue [$!.class, $!.message]
(1..3).lazy.take(-1) rescue [$!.class, $!.message]
(1..3).lazy.with_index(1).to_a
(1..3).lazy.zip([4], [5, 6]).to_a
(1..3).lazy.take_while { |x| x < 3 }.map { |x| x + 1 }.to_a
(1..3).lazy.take(0).to_a
seen = []; (1..9).lazy.map { |x| seen << x; x }.take(2).to_a; seen
Enumerator::Lazy.new([1, 2]) { |y, x| y << x << x * 10 }.to_a
Enumerator::Lazy.new([1, 2]).class rescue $!.class
(1..3).lazy.eager.class
