"héllo wörld".tr("éö", "eo")
"hello".tr("el", "éö")
"привет".tr("а-я", "А-Я")
"aéb€c".tr("^a-z", "*")
"a€a".tr("€a", "x😀")
s = "ééb"; [s.tr!("é", ""), s]
s = "abc"; [s.tr!("x-z", "é"), s.tr!("a", "é"), s]
"hello wörld".tr_s("lö", "é")
"héllo".delete("é")
"héllo wörld".delete("é-ö")
s = "héé"; [s.delete!("é"), s.delete!("é"), s]
"hello".delete("l", "lo")
"éé aa".squeeze
"ééaa".squeeze("é")
s = "aéé"; [s.squeeze!("a"), s.squeeze!("a-é"), s]
"yellow moon".squeeze("a-z", "^l")
"héllo é".count("é")
"hello".count("lo", "o")
"hello".count("^l", "a-m")
"hello".count
"hello".delete
"abc".tr("a")
"abc".tr("c-a", "x")
"a-b\\c".tr("\\-\\\\", "+*")
"x-\\]".tr("X-\\]", "")
"abc".freeze.tr!("a", "b")
"abc".freeze.delete!("x")
s = "hello"; [s.slice!("l"), s.slice!(0, 0), s.slice!(1..2), s.slice!(9), s]
s = "hello"; s.slice!(1, "a")
"abc".freeze.slice!(9)
s = "hello"; s.slice!(nil)
s = "ab"; t = s.ljust(1); t << "c"; [s, t]
s = "ab"; [s.rjust(2).equal?(s), s.center(0).equal?(s)]
"abc".insert(-1, "x").insert(-2, "y").insert(1, "z")
"abc".insert(-1, 2)
"%c|%5c|%-3c|" % ["é", 8364, 65]
"%c" % 66.9
"%c" % nil
"%c" % [[1]]
"%08b %x %.8b" % [-5, -255, -5]
"%7x|%-7x|%05x|%.3x|%#x|%X" % [-2, -2, -3, -16, -16, -255]
"%10o|%.5o|%08o" % [-8, -255, -1]
"%x %b %o" % [-(2**70), -(2**66), -(2**65)]
"%20.3x|%-20b|%020x" % [-(2**64), -(2**10), -(2**66)]
"%{a} %<b>s" % Hash.new { |h, k| k.to_s * 2 }
"%{a}" % Hash.new(5)
"%{zz}" % {a: 1}
"%{a}|" % {a: nil}
"%<a" % {a: 1}
"%{a" % {a: 1}
["a" * 45].pack("m")
["a" * 46].pack("m")
["abcdef"].pack("m3")
["YQ".unpack1("m"), "YWI".unpack1("m"), "YWJjZA".unpack1("m"), "YW Jj\n".unpack1("m")]
"YWI".unpack1("m0")
"YW Jj".unpack1("m0")
["YWJj".unpack1("m0"), "YWI=".unpack1("m0"), "".unpack1("m0")]
"YWI=YWJj".unpack1("m0")
"".unpack("Cn")
"ab".unpack("C3N2")
"ab".unpack("C*N*")
"abc".unpack("nn")
[1].pack("CC")
[].pack("N")
[].pack("H*")
[1, 2].pack("C*n*").bytes
[1].pack("a")
[1, 2].pack("Jj").bytes
["[]=".casecmp("upcase"), "a".casecmp("é"), "é".casecmp("a")]
("hello é " * 400).count("lé")
("hello wo" * 400).count("a-l")
"ab".each_codepoint.with_index.to_a
"a,b".gsub(",").inspect
["abc\n".chomp(nil), "abc\n".chomp!(nil)]
"abc".sum(0)
"a\nb".lines { |line| line }
"a\nb".each_line(1) { |line| line }
