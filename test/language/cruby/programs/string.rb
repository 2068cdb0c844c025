"hello".capitalize
"Hello World".swapcase
"hello world".upcase
"hello"[1]
"hello"[1, 3]
"hello"[1..]
"hello"[-3, 2]
"hello"["ell"]
"hello"["z"]
"hello"[9]
"hello"[5, 1]
"hello".slice(0, 2)
"héllo".length
"héllo".bytesize
"héllo".reverse
"héllo".bytes
"héllo".chars
"héllo"[1]
"héllo".upcase
"日本語".chars
"日本語".inspect
"日本語".each_char.with_index.to_a
"a,b,c".split(",")
"a,b,,".split(",")
"a,b,,".split(",", -1)
"a,b,c".split(",", 2)
" a  b ".split
" a  b ".split(" ")
"abc".split("")
"".split(",")
"a b c".partition(" ")
"a b c".rpartition(" ")
"abc".partition("x")
"abc".rpartition("x")
"hello".index("l")
"hello".index("l", 3)
"hello".rindex("l")
"hello".rindex("l", 2)
"hello".include?("ll")
"hello".start_with?("he", "x")
"hello".end_with?("lo")
"hello".delete_prefix("he")
"hello".delete_suffix("lo")
"hello".sub("l", "L")
"hello".gsub("l", "L")
"hello".gsub("l") { |m| m.upcase }
"hello".gsub("l", "l" => "1")
"hello".tr("el", "ip")
"hello".tr("a-y", "b-z")
"hello".tr("^l", "*")
"hello".tr_s("l", "r")
"hello".delete("l")
"hello".delete("l-o")
"aaabbb".squeeze
"aaabbb".squeeze("a")
"hello".count("lo")
"hello".count("^l")
"  hi  ".strip
"  hi  ".lstrip
"  hi  ".rstrip
"\t\n hi\0".strip
"hi\n".chomp
"hi\r\n".chomp
"hi".chomp("i")
"hi".chop
"hi".center(6, "*")
"hi".ljust(5, ".")
"hi".rjust(5)
"hi" * 3
"hi" + "ho"
"a".ord
"abc".sum
"abc".hex
"0x1f".hex
"17".oct
"0b11".oct
"12abc".to_i
"abc".to_i
"0x1f".to_i(16)
"z".to_i(36)
"1_000".to_i
"1__0".to_i
" 12".to_i
"3.7abc".to_f
"1e3".to_f
".5".to_f
"1_0.5".to_f
"abc".to_f
"1/3".to_r
"1.5".to_r
"1+2i".to_c
"abc".to_sym
"hello world".to_sym.inspect
"abc".succ
"az".succ
"zz".succ
"a9".succ
"Zz".succ
"1.9".succ
"".succ
"abc" <=> "abd"
"a" == :a
"abc".eql?("abc")
"abc".equal?("abc")
"abc".casecmp("ABC")
"abc".casecmp?("ABC")
"abc".hash == "abc".hash
"abc".insert(1, "X")
"abc".prepend("X", "Y")
"abc".replace("x")
"abc".concat("d", "e")
s = "abc".dup; s << "d" << 101; s
s = "abc".dup; s[1] = "XX"; s
s = "abc".dup; s[0, 2] = "Y"; s
s = "abc".dup; s["b"] = "Q"; s
s = "hello".dup; [s.slice!(1, 2), s]
s = "hello".dup; [s.upcase!, s.upcase!]
s = "hello".dup; [s.sub!("z", ""), s.gsub!("l", "")]
s = "hello".dup; s.clear
"abc".each_char.to_a
"abc".each_byte.to_a
"a\nb\n".lines
"a\nb\n".each_line.map(&:chomp)
"a\nb".lines(chomp: true)
"a\n\nb\n\n\nc".each_line("").to_a
"axbxc".each_line("x").to_a
"abc".upto("abf").to_a
"9".upto("11").to_a
"a".upto("e", true).to_a
"hello %s you are %d" % ["Bob", 3]
"%05.2f|%+d|%x|%o|%b|%e" % [3.14159, 5, 255, 8, 5, 12345.678]
"%-10s|%10s|" % ["ab", "cd"]
"%s" % nil
"%p %p" % ["a", nil]
"%%" % []
"%c%c" % [65, "B"]
"%08b" % 37
"%#x %#o %#b" % [255, 8, 5]
"%<a>d %{b}" % {a: 1, b: 2}
"%<a>05.1f" % {a: 1.25}
"%.3s" % "abcdef"
"%*d" % [5, 42]
"%-*d|" % [5, 42]
"%+x % d" % [255, 5]
"%x" % -255
"%b" % -5
"%.10g %g %g" % [1.0 / 3, 1e10, 1e-5]
"%g" % 123456789.0
"%a" % 1.0
"%10.4e" % 0.00012345
"%d" % 3.99
"%d" % "12"
"%d" % "x"
"%d" % nil
"%f" % "1.5"
"%s %s" % ["a"]
"%z" % 1
"%d" % 12345678901234567890
"%x" % 12345678901234567890
"%,d" % 1
"abc".unpack("C*")
"abc".unpack1("a2")
["a", "b"].pack("a2a2")
"YWJj".unpack1("m")
"abc".crypt("ab") rescue "no"
"caf\u00e9".unpack("U*")
"\xff".valid_encoding?
"abc".valid_encoding?
"abc".encoding.to_s
"abc".force_encoding("ASCII-8BIT").bytesize
"é".b.length
"abc".unicode_normalize rescue "no"
"\xffabc".scrub("?")
"abc\xe3\x81".scrub
"abc".ascii_only?
"é".ascii_only?
"\e\a\b\t\n\u0001\u007f".inspect
"\u200b\u00a0".inspect
'#{x} #$x #@x #x'.inspect
"a\\b\"c".inspect
"a".inspect + 'b'.dump
"é\n".dump
"\"\\u00e9\\n\"".undump
"abc".freeze.frozen?
"abc".dup.frozen?
"lit".frozen?
"abc".between?("abb", "abd")
"abc".clamp("b", "c")
"b".clamp("a", "c")
"abc".then { |s| s + "d" }
"ab\0c".inspect
"abc" "def"
"abc".sum(8)
"hello world".capitalize.center(21, "=")
"title case here".split.map(&:capitalize).join(" ")
"snake_case_word".split("_").each_with_index.map { |w, i| i.zero? ? w : w.capitalize }.join
"hello".each_char.tally
"hello".chars.uniq.size
"hello".chars.sort.join
"abc".each_grapheme_cluster.to_a rescue ["a", "b", "c"]
"%s" % :sym
"%s and %s" % %w[a b]
"%-5s%3d" % ["ab", 7]
"%05s" % "ab"
"%+05d" % 3
"%.2e" % 0
"%5.1f%%" % 12.34
"abc" =~ nil rescue nil
"abc".byteslice(1, 1)
"abc".getbyte(0)
"héllo".byteindex("l")
s = "abc".dup; s.setbyte(0, 65); s
"line1\nline2".each_line.count
"abc".tr("a-c", "A-C")
"a-b".tr("-", "_")
"hello"*0
"x".ljust(3, "ab")
"x".center(4, "ab")
"x".rjust(0)
"x".ljust(3, "")
"ab".casecmp("a\u00e9")
"ab".casecmp(1)
"ÀÉ".downcase
"ß".upcase
"ǆ".capitalize
"straße".casecmp?("STRASSE")
"abc".start_with?("")
"ab".match?("a") rescue "no Regexp"
"abc".chars.each_slice(2).map(&:join)
"abc".unpack("a1 a1")
"test".encode("UTF-8")
"abc".to_s.equal?("abc")
"5" + 5
"5" * -1
"abc".to_str
"abc".dup << nil
"abc".foo
String.new
String.new("abc")
String.new(capacity: 10)
String(12)
String(nil)
"abc".then.class
"ab c".squeeze(" ").split.length
"%s" % [[1, 2]]
"%p" % [nil]
"a".."e" === "c"
("a".."e").include?("c")
("a".."zz").count
("a".."e").step(2).to_a
"abc".each_char.with_object([]).to_a.length
"Hello" "World"
"\u{1F600}".length
"\u{1F600}".bytes.length
"a".unpack("B8")
"abc".bytes.sum
"abcabc".index("c", -2)
"hello world foo".split(" ", 2)
"aXbXc".split("X").join("-")
"hello".insert(-1, "!")
"hello".insert(9, "!")
"abc".delete_suffix!("x")
"ABC".downcase.to_sym
"foo bar".capitalize
"%s" % true
"%3d|%-3d|%03d" % [1, 2, 3]
"%.2f" % 2.675
"%.0f" % 0.5
"%.0f" % 1.5
"%5.2s|" % "abc"
"%e" % Float::INFINITY
"%f" % Float::NAN
"%d" % Float::INFINITY
"%010.3f" % -3.14159
"%+.1f" % 0.05
"% 5d" % 42
"ab\xffc".encode("UTF-8", invalid: :replace, replace: "?")
"é".encode("US-ASCII")
"é".encode("US-ASCII", undef: :replace)
"aé".encode("ASCII", undef: :replace, replace: "")
"abc".encode("NOPE")
"abc".encode!("UTF-8")
"abc".force_encoding("NOPE")
"abc".force_encoding("BINARY").bytes
"abc".force_encoding(Encoding::UTF_8).encoding.name
"abc".unicode_normalize(:nfd)
"abc".unicode_normalized?
[Encoding::UTF_8.name, Encoding::US_ASCII.to_s]
