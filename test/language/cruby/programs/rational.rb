Rational("1.2e3/4")
Rational(" 1/3 ")
Rational("x") rescue [$!.class, $!.message]
Rational("1/3x") rescue [$!.class, $!.message]
Rational("x", exception: false)
Rational(0.5)
Rational(1.5, 2)
Rational("1/3", 2)
Rational(nil) rescue [$!.class, $!.message]
"0.75abc".to_r
"abc".to_r
"-1_000/3".to_r
" 3 ".to_r
"1/0".to_r rescue $!.class
Rational(1, 2).step(2, Rational(1, 2)).to_a
Time.utc(2024, 1, 1, 0, 0, Rational(3, 2)).usec
Rational(7, 2) % 2
Rational(-7, 2) % 2
Rational(7, 2) % Rational(1, 3)
Rational(7, 2).divmod(2)
Rational(-7, 2).divmod(Rational(1, 3))
Rational(7, 2).div(2)
Rational(7, 2).div(0) rescue $!.class
Rational(-7, 2).remainder(2)
Rational(7, 2) % 0.5
Rational(7, 2).coerce(1)
Rational(7, 2).coerce(1.5)
7.divmod(Rational(1, 2))
7 % Rational(2, 3)
7.div(Rational(2, 3))
7.5 % Rational(1, 2)
".5".to_r
"1/3.5".to_r
"1/ 3".to_r
"1_0.5_0".to_r
"1__0".to_r
"1e3".to_r
"1e-2".to_r
"-".to_r
"+5".to_r
"3.".to_r
Rational("1_000")
Rational("  -3/4  ")
Rational("") rescue [$!.class, $!.message]
Rational("0x10") rescue [$!.class, $!.message]
Rational("1/3", "2/3")
Rational(:a) rescue [$!.class]
Rational(nil, exception: false)
Rational(Rational(1, 2), Rational(3, 4))
Rational(1, 2.5)
Rational(2**62, 3) + Rational(2**62, 5)
Rational(2**62, 3) * Rational(2**62, 5)
Rational(2**62, 3) - Rational(1, 2**61)
Rational(1, 3) / Rational(2**62, 2**61 + 1)
Rational(10**30, 7) + 0.5
Rational(10**30, 7) * 0.5
Rational(10**30, 7) - 0.5
Rational(10**30, 7) / 0.5
Rational(2**70, 2**69)
Rational(2**70, 2**69) == 2
Rational(2**40, 3) == Rational(2**41, 6)
Rational(10**20 + 1, 3 * 10**20) > Rational(1, 3)
Rational(1, 3) <=> Rational(10**20 + 1, 3 * 10**20)
Rational(1, 3) < 1
1 > Rational(1, 3)
10**20 <=> Rational(10**21 + 1, 10)
Rational(1, 3) <=> 0.3
Rational(1, 3) <=> "a"
Rational(1, 3) < "a" rescue [$!.class, $!.message]
[Rational(1, 2), 0.25, 1, Rational(1, 3)].sort
[Rational(1, 2), 0.25, 1, Rational(1, 3)].max
Rational(1, 2).hash == Rational(2, 4).hash
{Rational(1, 2) => 1}[Rational(2, 4)]
Rational(7, 3).between?(2, 3)
