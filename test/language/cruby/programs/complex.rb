Complex(1,2) == 1
Complex(1,0) == 1
1.5 * Complex(1, 2)
2.0 / Complex(1, 1)
Complex(1.0, 2) / Complex(3, 4)
Complex(1, 2) / 0 rescue $!.class
Complex(1, 2) / 0.0
Complex(1, 2).fdiv(2)
Complex.polar(2, 1)
Complex(3, 4).arg
Complex(3, 4).polar
Complex(3, 4) == Complex(3.0, 4.0)
Complex(3, 0) == 3
3 == Complex(3, 0)
3.0 == Complex(3, 0)
Rational(3, 1) == Complex(3, 0)
Complex(3, 4) == "a"
Complex(3, 4).eql?(Complex(3, 4))
Complex(3, 4).hash == Complex(3, 4).hash
Complex(3, 0) <=> 2
Complex(3, 1) <=> 2
Complex(3, 0).to_i
Complex(3, 0).to_r
Complex(3, 4).real?
Complex(3, 4).finite?
Complex(3, 4).frozen?
Complex(:a) rescue [$!.class]
Complex.new(1, 2) rescue $!.class
Complex(1, 2).is_a?(Numeric)
Complex(1, 2).zero?
Complex(0, 0).zero?
Complex(1, 2).i rescue $!.class
