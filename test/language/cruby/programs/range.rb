(1..5).to_a
(1...5).to_a
(1..5).step(2).to_a
(1..5) % 2
((1..5) % 2).to_a
(1.0..2.0).step(0.5).to_a
(1..).first(3)
(1..5).sum
(1..5).reduce(:*)
(1..5).include?(3)
(1..5).cover?(2..3)
(1..5) === 3.5
("a".."e").to_a
("a".."e").cover?("cc")
("a".."e").include?("cc")
(1..5).size
(1...5).size
(1..5.5).size
(1..).size
("a".."c").size
(1..5).count
(1..5).minmax
(1..5).min
(1...5).max
(1...1).max
(1.0...2.0).max
(5..1).to_a
(1..5).each_slice(2).to_a
(1..5).each_cons(2).to_a
(1..5).each_with_index.to_a
(1..5).inspect
(1..nil).inspect
(nil..1).inspect
(1..5).to_s
(1..5).eql?(1..5)
(1..5) == (1...6)
(1..5).hash == (1..5).hash
(1..5).begin
(1..5).end
(1..5).first
(1..5).last(2)
(1..5).exclude_end?
(1..5).bsearch { |x| x >= 3 }
(0.0..10.0).bsearch { |x| x >= 2.5 }
(0..).bsearch { |x| x * x >= 50 }
(1..10).each_entry.first(2)
(1..3).flat_map { |x| [x] * x }
(1..3).each_with_object([]) { |x, a| a << x }
(1..3).zip(4..6)
(1..3).cycle.first(5)
(1..6).each_slice(2).map(&:sum)
(1..3).inject(:+)
(1..3).to_set.size
(1..10).find { |x| x % 7 == 0 }
(1..10).select(&:even?)
(1..10).partition { |x| x > 5 }
(1..10).group_by { |x| x % 3 }
(1..10).tally.size
(1..3).reverse_each.to_a
(1..10).step(3).map { |x| x }
1.step(10, 4).to_a
(1..10).filter_map { |x| x * 2 if x.even? }
(1..10).min_by { |x| (x - 5).abs }
(1..10).sum { |x| x * x }
(1..10).each_with_index.select { |x, i| i.even? }.map(&:first)
(1..Float::INFINITY).lazy.map { |x| x * 2 }.first(3)
(1..Float::INFINITY).lazy.select(&:even?).map { |x| x * x }.reject { |x| x % 3 == 0 }.first(2)
(1..3).lazy.inspect
(1..20).lazy.select(&:even?).to_a.length
(1..3).lazy.eager.class
(1..4).lazy.zip(5..8).to_a
(1..4).lazy.flat_map { |x| [x, x] }.to_a
(1..4).lazy.take_while { |x| x < 3 }.to_a
(1..4).lazy.drop(2).to_a
(1..4).lazy.uniq { |x| x % 2 }.to_a
(1..4).lazy.filter_map { |x| x * 2 if x.even? }.to_a
(1..4).lazy.with_index.map { |x, i| x * i }.to_a
(1..4).lazy.chunk_while { |a, b| b == a + 1 }.to_a
(1..4).lazy.compact.to_a
(1..4).lazy.tally
(1..3).each_cons(2).to_a.length
('a'..'zz').to_a.length
("08".."11").to_a
(1..3).frozen?
Range.new(1, 3)
Range.new(1, 3, true)
Range.new(1, "a")
(1..nil).to_a
(nil..1).each { }
(1.5..3).to_a
(1..3).each { |x| x }
(1..3).pred rescue "NoMethodError"
(1..10) .% (3)
(1..3).none?(4)
(1..3).step(0)
(1..10).step(2).size
1.step(10, 3).inspect
(1..10).step(3).inspect
(1..3).to_a.sum
(0...10).each_slice(3).to_a.last
((1..3).each_entry).class
(1..3).overlap?(3..4) rescue true
(1..2).dup == (1..2)
(1..5).last
(1..5).take(2)
(1..5).take_while { |x| x < 3 }
(1..5).minmax_by { |x| -x }
(1..5).each_entry { |x| x }
(1..5).to_a.reverse
('A'..'C').map(&:downcase)
(1..3).inject { |a, b| a - b }
(0..100).bsearch { |x| x >= 50 }
(0...100).bsearch { |x| x >= 100 }
(0.0..10.0).bsearch { |x| x >= 2.5 }
(-3.0..3.0).bsearch { |x| x >= -1.25 }
(0.0..).bsearch { |x| x >= 1e10 }
(0..).bsearch { |x| x >= 1000 }
(..0).bsearch { |x| x >= -1000 }
(0..4).bsearch { |x| 2 <=> x }
(0..4).bsearch { |x| 9 <=> x }
(0..4).bsearch { nil }
(0..4).bsearch { "a" }
("a".."c").bsearch { true }
(1..10).min(2)
(1..10).max(2) { |a, b| b <=> a }
[(1..5).cover?(3..9), (1..5).cover?(2..4), (1..5).cover?(1..5), (1..5).cover?(1...6), (1...5).cover?(1..5), (1...5).cover?(2...5)]
[(1..5).cover?(0..3), (1..5).cover?(4..2), (1..).cover?(3..), (1..).cover?(3..9), (1..).cover?(..9), (..5).cover?(..4), (..5).cover?(..6)]
[(..5).cover?(1..5), (..5).cover?(1..), (nil..nil).cover?(1..2), (1..5).cover?(nil..nil), ("a".."e").cover?("b".."d"), ("a".."e").cover?(5..9)]
[(1.0..5.5).cover?(2..5), (1..5).cover?(2.5..5), (1..5).cover?(1.0...5.1), (1..5).cover?(1...7)]
("a".."e").each { |a| nil }
("a".."e").each { |a| break a }
[(1.5..3.5).minmax, (1..5).minmax, (5..1).minmax, (1..5).minmax { |a, b| b <=> a }, ("a".."c").minmax]
[(nil..nil).inspect, (nil...nil).inspect, (1..nil).inspect, (nil..1).inspect]
[(1...5).last(1.9), (1..5).last(2)]
