Rational(1, 3)
Rational("1/3")
Rational("0.75")
Rational(1.5)
Rational(3, 6)
1/3r
3.to_r / 4
Rational(1, 3) + Rational(1, 6)
Rational(1, 3) * 3
Rational(1, 3) ** 2
Rational(7, 2).floor
Rational(7, 2).ceil
Rational(7, 2).round
Rational(5, 2).round
Rational(7, 2).truncate
Rational(22, 7).round(2)
Rational(1, 3).to_f
Rational(1, 3).inspect
Rational(1, 3).to_s
Rational(1, 3) <=> 0.33
Rational(1, 2) == 0.5
Rational(-1, 3).abs
Rational(1, 0)
Complex(1, 2)
Complex(1, 2) * Complex(3, 4)
Complex(1, 2).abs
Complex(3, 4).abs
Complex(1, 2).conjugate
Complex(1, -2).to_s
Complex(1, 2).rectangular
Complex("1+2i")
Complex(1, 2) ** 2
2i * 2i
Math.sqrt(16)
Math.sqrt(-1)
Math.cbrt(27)
Math.hypot(3, 4)
Math.log(Math::E)
Math.log(8, 2)
Math.log2(8)
Math.log10(1000)
Math.sin(0)
Math.atan2(1, 1)
Math::PI
Math.exp(0)
Math.gamma(5)
Math.lgamma(5)
Math.erf(0.5)
