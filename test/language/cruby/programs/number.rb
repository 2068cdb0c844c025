7 / 2
-7 / 2
7 % 3
-7 % 3
7.divmod(-2)
-7.5.divmod(2)
1e300.div(2)
1e19.div(1)
7.5.div(0.5)
-7.5.div(2)
5.5.div(2**70)
5.5.div(0)
(0.0 / 0).div(2)
7.fdiv(2)
7.remainder(-3)
-7.remainder(3)
7.pow(2, 5)
2**100
2**-1
2**0.5
(-8)**(1.0 / 3)
0**0
10.digits
1234.digits(100)
10.gcd(4)
10.lcm(4)
10.gcdlcm(4)
255.to_s(2)
255.to_s(16)
"ff".to_i(16)
5.bit_length
(2**64).bit_length
-1.bit_length
5[0]
5[1]
5.pred
5.succ
5.ord
65.chr
8364.chr("UTF-8")
5.clamp(1, 3)
5.clamp(..3)
5.clamp(7..)
5.between?(1, 10)
5.zero?
0.zero?
5.positive?
-5.negative?
-5.abs
-5.magnitude
5 <=> 5.0
5 == 5.0
5.eql?(5.0)
5.equal?(5)
5.coerce(2.5)
5.coerce(2)
1.5.coerce(2)
5.to_f
5.to_r
5.to_c
5.integer?
5.0.integer?
5.finite?
5.infinite?
10.round(-1)
15.round(-1)
25.round(-1, half: :even)
25.round(-1, half: :down)
12345.floor(-2)
12345.ceil(-2)
12345.truncate(-2)
1.5.round
2.5.round
-1.5.round
2.5.round(half: :even)
2.5.round(half: :down)
2.675.round(2)
1.15.round(1)
1.25.round(1)
1234.567.round(-2)
1234.567.round(2)
1e20.round(2)
0.1 + 0.2
1.1 * 3
1.0 / 3
1e100
1e16
1e15
123456789012345.0
1234567890123456789.0
0.0001
0.00001
1e-10
100.0
1.0e23
-0.0
5e-324
1.7976931348623157e308
1.0.to_s
1e2.to_i
3.99.to_i
-3.99.to_i
3.7.floor
3.2.ceil
-3.7.floor
3.14159.floor(2)
3.14159.ceil(2)
3.7.truncate
3.789.truncate(1)
3.7 % 1
-3.7 % 1
3.7.divmod(1.2)
1.0.nan?
(0.0 / 0).nan?
1 / 0.0
-1 / 0.0
1.0.infinite?
(1 / 0.0).infinite?
1.5.rationalize(Rational(1, 100))
0.5.to_r
3.14.rationalize
1.0.eql?(1.0)
1.0.next_float
1.0.prev_float
1.5.numerator
1.5.denominator
Float("1.5")
Float("1e3")
Float("  1.5 ")
Float("1_000.5")
Float("0x1p3")
Float("abc")
Float("1.5x")
Float("")
Float("1.")
Float(".5") rescue "err"
Float("x", exception: false)
Float(nil)
Integer("42")
Integer("0x1f", 16)
Integer("0b11")
Integer("0o17")
Integer("017")
Integer("z", 36)
Integer("12abc")
Integer("1_000")
Integer("1__0")
Integer(" 42 ")
Integer("")
Integer(nil)
Integer("x", exception: false)
Integer(3.99)
Integer("4.5")
Integer([1])
Integer(Float::NAN)
Integer("-0x1f", 16)
Integer.sqrt(17)
Integer.sqrt(10**20)
Integer.sqrt(2**63 - 1)
Integer.sqrt(2**63)
10.pow(20)
(10**20).to_s
10**20 + 1 - 10**20
(10**20) / 7
(10**20) % 7
-(10**20) / 7
(10**20).fdiv(3)
(10**25).to_f
10**20 == 1e20
2**64 <=> 2**63
(2**64).hash == (2**64).hash
(2**70) >> 3
1 << 70
(2**70) & (2**65 - 1)
~5
5 & 3
5 | 3
5 ^ 3
-5 >> 1
-5 & 0xff
1_000_000
0b101
0o17
0xff
5.times.to_a
5.upto(8).to_a
5.downto(2).to_a
1.step(10, 3).to_a
1.step(by: 2, to: 7).to_a
10.step(1, -3).to_a
1.0.step(2.0, 0.5).to_a
1.step(2, 0.5).to_a
3.allbits?(1)
6.anybits?(1)
6.nobits?(1)
5.even?
5.odd?
5.nonzero?
0.nonzero?
5 / 0
5 % 0
5.0 / 0
5.fdiv(0)
5.divmod(0)
1.5.divmod(0)
5 + nil
5 + "a"
nil + 1
"a" * "b"
5 <=> "a"
5 < "a"
[5, "a"].max
5.foo
3.7.to_i
1e30.to_i
Float::MAX
Float::MIN
Float::EPSILON
Float::DIG
Float::INFINITY
Float::NAN.to_s
Integer::MAX rescue "none"
12.ceildiv(5) rescue 3
100.digits.sum
3.zero? ? 1 : 2
10.0.to_s
1e7.to_s
12345678.9
1e22
1e21.to_i
0.1.to_r
3.14.to_s
100.0.inspect
1.23456789012345e+25
4.35
4.349999999999999
2.0**70
10.0**-5
(0.1).round(3)
0.5.round
1.5.floor
-0.5.round
-2.5.round
0.5.floor
1e-7.to_s
1.0.hash == 1.0.hash
1.hash == 1.0.hash
-5.pow(3)
-2 ** 2
2 ** 3 ** 2
-7.abs
7.0 // 2 rescue 3
1.0.to_i.class
3.14.abs
-3.14.abs
3.7 <=> 3
1.0 == 1
1 == 1r
0.1 + 0.7
1.1 + 2.2
1.23.floor(1)
0.3.floor(20)
12.34.ceil(-1)
3.0.to_r
5.round(2)
5.4321.round(3)
1.005.round(2)
10.0.floor
1234567.89.round(1)
0.1 * 3
1.0e-5.round(7)
Rational("1/3").zero?
Complex(0, 1) ** 2 == -1
1.quo(3)
1.0.quo(3)
6.quo(3)
255.to_s(36)
"11".to_i(2)
"0b11".to_i(0)
"0x1F".to_i(16)
10.to_s.rjust(5, "0")
1234567.to_s.reverse.scan(/\d{1,3}/).join(",").reverse rescue "1,234,567"
1234567.to_s.chars.reverse.each_slice(3).map(&:join).join(",").reverse
4 ** Rational(1, 2)
"%.1f|%.2f|%.3f|%.2f" % [99.55, 1.005, 617.0285, 214.405]
"%.2f" % 1e20
[0.5, 1.5, 2.5, 0.05, 0.15, 0.25, 0.35].map { |x| "%.1f %.0f" % [x, x] }
(1..60).map { |i| "%.2f" % (i * 10 + 5).fdiv(1000) }
(1..60).map { |i| "%.1f" % -((i * 10 + 5) / 100.0) }
format("%8.3f|%-9.1f|%+.2f|%08.2f", 2.0005, 0.25, 1.125, -3.145)
12.345.round(2)
3.7.to_int
[1.0.next_float, 1.0.prev_float, 0.0.next_float, 0.0.prev_float, -1.5.next_float, Float::INFINITY.next_float, Float::MAX.next_float]
