[3, 1, 2].sort
[3, 1, 2].sort { |a, b| b <=> a }
[3, 1, 2].sort_by { |x| -x }
[1, 2, 3, 4].partition(&:even?)
[1, 2, 3, 4].each_slice(3).to_a
[1, 2, 3, 4].each_cons(2).to_a
[1, 2, 3, 4].each_cons(2) { |a, b| a + b }
[1, 2, 3].each_with_object([]) { |x, acc| acc << x * 2 }
[1, 2, 3].inject { |a, b| a * b }
[1, 2, 3].inject(10, :+)
[1, 2, 3].inject(:+)
[].inject(:+)
[1, 2, 3].sum
[0.1] * 10 == [0.1] * 10
([0.1] * 10).sum
[0.1, 0.2, 0.3].sum
[1, 2.5, 3r].sum
["a", "b"].sum("")
[1, 2, 3].minmax
[1, 2, 3].min(2)
[1, 2, 3].max(2)
%w[aa b ccc].max_by(&:size)
%w[aa b ccc].min_by(&:size)
%w[aa b ccc].minmax_by(&:size)
[1, 2, 3].zip([4, 5, 6], [7, 8, 9])
[1, 2, 3].zip([4])
[[1, 2], [3, 4]].transpose
[[1, 2], [3]].transpose
[1, [2, [3, [4]]]].flatten
[1, [2, [3, [4]]]].flatten(1)
[1, 2, 2, 3, 3, 3].uniq
[1, 2, 2, 3, 3, 3].tally
[1, 2, 3, 4].group_by(&:odd?)
[1, 2, 4, 5, 7].slice_when { |a, b| b != a + 1 }.to_a
[1, 2, 4, 5, 7].chunk_while { |a, b| b == a + 1 }.to_a
[1, 1, 2, 3, 3].chunk { |x| x.odd? }.to_a
[1, 2, 3].cycle.first(7)
[1, 2, 3].cycle(2).to_a
[1, 2, 3].rotate
[1, 2, 3].rotate(-1)
[1, 2, 3].combination(2).to_a
[1, 2, 3].permutation(2).to_a
[1, 2].product([3, 4])
[1, 2].product([3, 4], [5])
[1, 2].repeated_combination(2).to_a
[1, 2].repeated_permutation(2).to_a
[1, nil, 2, nil].compact
[3, 5, 2].each_with_index.max
[3, 5, 2].each_with_index.map { |x, i| x * i }
[3, 5, 2].each.with_index(1).to_a
[1, 2, 3].first(2)
[1, 2, 3].last(2)
[1, 2, 3].take_while { |x| x < 3 }
[1, 2, 3].drop_while { |x| x < 2 }
[1, 2, 3, 4, 5][1..-2]
[1, 2, 3, 4, 5][1, 2]
[1, 2, 3, 4, 5][-3..]
[1, 2, 3, 4, 5][..1]
[1, 2, 3, 4, 5][5]
[1, 2, 3, 4, 5][5, 1]
[1, 2, 3, 4, 5][6, 1]
[0, 1, 2, 3, 4, 5][(0..).step(2)]
[0, 1, 2, 3, 4, 5][(1..4) % 2]
[1, 2, 3].values_at(0, 2, 5, -1)
[1, 2, 3].fetch(1)
[1, 2, 3].fetch(9)
[1, 2, 3].fetch(9, :none)
[1, 2, 3].fetch(9) { |i| i * 2 }
[1, [2, [3]]].dig(1, 1, 0)
[1, 2, 3].include?(2)
[1, 2, 3].index(2)
[1, 2, 3].index { |x| x > 1 }
[1, 2, 3, 2].rindex(2)
[1, 2, 3].find { |x| x > 1 }
[1, 2, 3].find_index(3)
[1, 2, 3].count(&:odd?)
[1, 2, 3].count(2)
[1, 2, 3].none? { |x| x > 3 }
[nil, 1].one?
[1, 2, 3].all?(Integer)
[1, "a", :b].any?(Symbol)
[1, 2, 3].each_entry.to_a
a = [1, 2, 3]; a.delete_if { |x| x == 2 }; a
a = [1, 2, 3]; [a.delete(2), a.delete(9), a]
a = [1, 2, 3]; [a.delete_at(1), a]
a = [1, 2, 3]; [a.slice!(0, 2), a]
a = [1, 2, 3]; a.insert(1, :x, :y)
a = [1, 2, 3]; a.insert(-2, :x)
a = [1, 2, 3]; a.fill(0)
a = [1, 2, 3]; a.fill { |i| i * i }
a = [1, 2, 3]; a.fill(9, 1)
a = [1, 2, 3]; a.fill(9, 1, 4)
a = [1, 2, 3]; a[5] = 1; a
a = [1, 2, 3]; a[0, 2] = [9]; a
a = [1, 2, 3]; a[1..] = [7, 8, 9]; a
a = [1, 2, 3]; a[-1] = 7; a
a = [1, 2, 3]; a[-5] = 7; a
a = [1, 2]; a.push(3, 4).unshift(0)
a = [1, 2]; a.concat([3], [4])
a = [1, 2, 3]; [a.pop, a.shift, a]
a = [1, 2, 3, 4]; [a.pop(2), a.shift(1), a]
a = [1, 2, 3]; a.keep_if(&:odd?)
a = [1, 2, 3]; [a.select!(&:odd?), a.reject!(&:even?)]
a = [3, 1]; a.sort!; a
a = [1, 2]; a.map! { |x| x + 1 }
a = [1, 1]; [a.uniq!, a.uniq!]
a = [1, [2]]; [a.flatten!, a.flatten!]
a = [nil]; [a.compact!, a.compact!]
a = [1, 2, 3]; a.replace([4])
[1, 2] <=> [1, 3]
[1, 2] <=> [1]
[1, 2] <=> 3
[1, 2] == [1, 2.0]
[1, 2].eql?([1, 2.0])
[1, 2] + [3]
[1, 2, 2] - [2]
[1, 2] & [2, 3]
[1, 2] | [2, 3]
[1, 2] * 2
[1, 2] * ","
[1, 2].union([3], [1])
[1, 2].difference([2])
[1, 2, 2].intersection([2])
[1, 2].intersect?([2])
[1, 2].intersect?([3])
[[1, :a], [2, :b]].to_h
[1, 2].to_h { |x| [x, x * x] }
[[1, 2]].assoc(1)
[[1, 2]].rassoc(2)
[1, 2, 3, 4].bsearch { |x| x >= 3 }
[1, 2, 3, 4].bsearch_index { |x| x >= 3 }
[1, 2, 3].reverse_each.to_a
[1, 2, 3].filter_map { |x| x * 2 if x.odd? }
[1, 2, 3].flat_map { |x| [x, x] }
[1, 2, 3].each_with_index.to_a
[1, 2, 3].reduce(1) { |a, x| a * x }
[1, 2, 3].sum { |x| x / 2.0 }
[[1, [2, 3]]].map { |a, (b, c)| a + b + c }
Array.new(3) { |i| i * i }
Array.new(2, "x")
Array.new(-1)
Array(nil)
Array([1])
Array(1..3)
Array({a: 1})
Array("a")
[1, 2, 3].inspect
[1, [nil, true], "x", :y, 1.5].to_s
a = [1]; a << a; a.inspect
[1, 2, 3].join("-")
[1, [2, [3]]].join(",")
[1, nil, "a"].join
[1, 2, 3].pack("C*")
["abc"].pack("m")
["616263"].pack("H*")
[1, 2].hash == [1, 2].hash
[3, 1, 2].max { |a, b| a <=> b }
[1, 2, 3, 4, 5].each_slice(2).map(&:sum)
[1, 2, 3].lazy.map { |x| x * 2 }.select(&:even?).first(2)
[5, 3, 9].each_with_index.min_by { |x, _| x }
[1, 2, 3].step
["b", "a"].sort!.first
[1, "a"].sort
[1, nil].max
["a", "B"].sort_by(&:downcase)
[0.0, -0.0, 1].sort
[[2, "b"], [1, "a"], [2, "a"]].sort
[1, 2, 3].sample.class
[1, 2, 3].shuffle.sort
%w[a b c].each_with_index.to_h
[1, 2, 3, 4].sum.fdiv(4)
[4, 5].each_with_index { |x, i| x }
[1, 2].freeze << 3
[1, 2].frozen?
[1, 2, 3].take(2) + [1, 2, 3].drop(2)
[1, 2, 3].first("x")
[1, 2, 3].first(-1)
[].first
[].max
[].sum
[].sample
[nil, false].compact
[1, 2, 3, 4].find_all(&:even?)
[[3, 4], [1, 2]].min
[1, 2, 3].each_cons(4).to_a
[1, 2, 3].each_slice(0)
["x", "y"].cycle.lazy.map(&:upcase).first(3)
[1, 2, 3].to_a.equal?([1, 2, 3])
[[1, 2], [3, 4]].sum { |a, b| a * b }
[[1, 2], [3, 4]].each_with_index.map { |(a, b), i| a + b + i }
[1, 2, 3, 4].inject { |memo, x| break memo if x > 3; memo + x }
[1, 2, 3].deconstruct
Array.try_convert([1])
Array.try_convert("a")
[1, 2, 3].fetch_values(0, 2) rescue [1, 3]
[1, 2].to_ary
[1].push(a: 1)
[].append(a: 1, b: 2)
[1].unshift(a: 1)
[0].push(1, b: 2).append(c: 3)
[1, [2, [3]]].flatten(-1)
[1, [2, [3]]].flatten!(-1)
[[1, [2]]].flatten("a") rescue [$!.class, $!.message]
[3, 1, 2].freeze.delete(1) rescue $!.class
a = [1, 1]; [a.union, a.union.equal?(a), a.difference.equal?(a), a.intersection.equal?(a)]
class Mine < Array; end; [[1] | Mine[2], [1, 2] - Mine[2], [1, 2] & Mine[2], [1].intersect?(Mine[1])]
[1] - nil rescue $!.message
[1] | 5 rescue $!.message
[1] & "a" rescue $!.message
[1].product(2) rescue $!.class
[1][nil] rescue $!.message
[1].first(nil) rescue $!.message
[1] * nil rescue $!.message
[1].drop("a") rescue $!.message
[1].dig(0, 1) rescue $!.message
[1].each_slice("a") rescue $!.message
[1].each_cons(nil) rescue $!.message
Array.try_convert(nil)
