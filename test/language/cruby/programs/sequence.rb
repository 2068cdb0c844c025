1.step(10, 3)
1.step(10, 3).class
(1..10) % 3
((1..10) % 3).to_a
1.step(by: 2, to: 7).inspect
1.step(by: 2).first(2)
1.step(10, 3).size
1.step(10, 3).last
1.step(10, 3).last(2)
(1..10).step(3) == (1..10).step(3)
1.step(10,3) == (1..10).step(3)
[1.step(10,3).begin, 1.step(10,3).end, 1.step(10,3).step, 1.step(10,3).exclude_end?]
1.0.step(2.0, 0.5)
(1.0..2.0).step(0.5)
(1.0..2.0).step(0.5).size
1.step(10, 3).hash == 1.step(10, 3).hash
1.step(10, 3).first(2)
1.step(10, 3).reverse_each.to_a
1.step(10, 3).first
1.step(10, 3).map { _1 * 2 }
1.step(10, 3).lazy.map { |x| x * 2 }.first(2)
1.step(10, 3).with_index.to_a
("a".."e").step(2)
(1..).step(5).first(2)
e = 1.step(10, 3); [e.next, e.next]
[0,1,2,3,4,5][(1..) % 2]
[0,1,2,3,4,5][(..-2) % 2]
[0,1,2,3,4,5][(-1..0).step(-2)] rescue $!.class
[0,1,2,3,4,5][4.step(1,-2)] rescue $!.class
(nil..3).step(2) rescue [$!.class, $!.message]
(..3) % 2 rescue [$!.class, $!.message]
((..-2) % 2).inspect
1.step
1.step.first(2)
1.step(3, by: 2) rescue [$!.class, $!.message]
1.step(by: 2, to: 5).to_a
1.step(3, nil).to_a
1.step(nil, 2).first(2)
1.step(10, 4) { |x| x }
1.step(10, 4).each { |x| x }
1.0.step(by: 0.5, to: 2.0).to_a
(1..2).step(0.5).to_a
(1.0...2.0).step(0.5).to_a
(1..10).step(4).last
(1...9).step(4).last
(1...9).step(4).size
(1.0..2.0).step(0.3).last
1.step(10, 3).include?(4)
1.step(10, 3).each_slice(2).to_a
1.step(10, 3).with_index(1).to_a
1.step(10, 3).zip(1.step(4))
1.step(10, 3).each_with_index.map { |a, b| a * b }
1.step(10, 3).min
1.step(10, 3).max
1.step(10, 3).sum
1.step(10, 3).to_set
1.step(10, 3).is_a?(Enumerator)
1.step(10, 3).rewind.next
1.step(10, 3) === 1.step(10, 3)
1.step(10, 3).first(0)
1.step(0, 3).first
1.step(0, 3).last
1.step(0, 3).last(2)
10.step(1, -3).last
10.step(1).to_a
[0, 1, 2, 3, 4, 5][(0..10) % 2] rescue [$!.class, $!.message]
[0, 1, 2, 3, 4, 5][(7..) % 2] rescue [$!.class, $!.message]
[0, 1, 2, 3, 4, 5][(6..) % 2] rescue [$!.class, $!.message]
[0, 1, 2, 3, 4, 5][(7..) % 1] rescue [$!.class, $!.message]
[0, 1, 2, 3, 4, 5][(1...4) % 2]
[0, 1, 2, 3, 4, 5][(4..1) % -1]
(1..3).step(0) rescue [$!.class, $!.message]
(1..3).step(-1).to_a
(3..1).step(-1).to_a
("a".."e").step(2).class
(1..3).%(2).to_a
e = 1.step(3); [e.next, e.peek, e.next, e.next, (e.next rescue "stop")]
1.step.size
1.step(3).lazy.map { |x| x + 1 }.to_a
(0.0..1.0).step(0.1).to_a
(0.0..1.0).step(0.1).last
1.step(10**20, 10**19).size
10**30 % 7.5
