class TA; def to_ary = [7, 8]; end; [proc { |a, b| [a, b] }.call(TA.new), [TA.new].map { |a, b| b }, [[1, TA.new]].map { |a, (b, c)| c }]
class TA; def to_ary = [7, 8]; end; (a, b), c = TA.new, 3; [a, b, c]
class TA; def to_ary = [7, 8]; end; a, (b, c) = 1, TA.new; [a, b, c]
class TA; def to_ary = [7, 8]; end; *a = TA.new; a.size
class TA; def to_ary = [7, 8]; end; a, *b = TA.new; [a, b]
class TA; def to_ary = [7, 8]; end; def f((a, b)) = [a, b]; f(TA.new)
class TA; def to_ary = 5; end; (a, b = TA.new) rescue [$!.class, $!.message]
class TA; def to_ary = [7, 8]; end; for a, b in [TA.new] do $r = [a, b] end; $r
class TA; def to_hash = {a: 1}; end; def f(**k) = k.to_a; f(**TA.new)
class TA; def to_hash = {a: 1}; end; {**TA.new, b: 2}.to_a
(def f(**k) = k; f(**5)) rescue [$!.class, $!.message]
(def f(**k) = k; f(**nil)) rescue [$!.class, $!.message]
class TA; def to_proc = ->(x) { x * 2 }; end; [1, 2].map(&TA.new)
"#{Class.new { def to_s = 5 }.new}"[0, 3]
class Foo; def to_s = "foo"; end; "#{Foo.new} #{nil} #{:a} #{1.0} #{[1]}"
"a#{}b"
"a#{1; 2}b"
"#{"#{"x"}"}"
'a\nb\'c\\'
"\u{1F600}\x41\101\e\a\b\cA\C-a\M-a".bytes
"\s\0\1\12\777".bytes
%q{a{b}c} + %Q<a#{1}> + %[x] + %|y| + %!z!
%w[a\ b c#{1} d] + %W[a\ b c#{1} #{"x y"}z]
%i[a b] + %I[a#{1} b]
%s(sym bol)
:"foo bar".to_proc rescue 1
:"a#{1}b"
{"a b": 1, "c#{1}": 2}.keys
{a: 1, **{b: 2}, "c" => 3}.size
x = 1; y = 2; {x:, y:}.to_a
{:a => 1, b: 2, "c": 3, 4 => 5, nil => 6, [1] => 7}.keys
'a' "b#{1}" 'c'
1.then do |x| x + 1 end
def mm = __method__; mm
def mm = [1].map { __method__ }; mm
class DM; define_method(:zz) { __method__ }; end; DM.new.zz
class AL; def a = __method__; alias b a; end; AL.new.b
[-2 ** 2, 2 ** -1, -2.abs, +3, !1, ~5, -2.0 ** 2]
[5 / 2, -5 / 2, 5 % 3, -5 % 3, 5.fdiv(2), 5.divmod(-2), -7.remainder(2)]
[true & false, true | false, true ^ true, nil.to_a, nil & 1, nil.to_s]
[1 && 2, nil && 1, nil || 3, (not nil), (1 and 2), (nil or 4)]
a = (1 if nil); b = [*(1 if nil)]; [a, b]
if (a = 5) && a > 3 then a else 0 end
x = 3; x > 2 and x < 5
i = 0; i += 1 while i < 5; i
i = 0; begin i += 1 end while i < 0; i
i = 0; begin; i += 1; end until true; i
i = 5; until i == 0 do i -= 1 end; i
(1..3).each { |i| next if i == 2; ($a ||= []) << i }; $a
r = [1, 2, 3].each { |x| break x * 2 if x == 2 }; r
r = while true do break end; r
r = while true do break 1, 2 end; r
r = while false do end; r
r = loop do break 5 end; r
loop { raise StopIteration } .inspect
n = 0; [1, 2].each { |x| n += 1; redo if n == 1 }; n
n = 0; for i in 1..3 do n += i end; [n, i]
for a, *b in [[1, 2, 3]] do $r = [a, b] end; $r
for @iv in [1, 2] do end; @iv
for $gv in [1, 2] do end; $gv
h = {}; for h[:k] in [1, 2] do end; h[:k]
for x in [1, 2, 3] do next if x == 2; break x * 10 if x == 3 end
(1..10).each { |i| ($f ||= []) << i if (i == 3)..(i == 5) }; $f
(1..10).each { |i| ($f ||= []) << i if (i == 3)...(i == 3) }; $f
(1..10).select { |i| true if (i % 3 == 0)..(i % 3 == 0) }
case when 1 > 2 then 1 else 2 end
case 1 when Integer, String then :x end
case [1, 2] when [1, 2] then :y end
case 5 when ->(x) { x > 3 } then :l end
case nil when nil then :n end
case 1 when *[2, 3], 1 then :s end
x = case 1 when 2 then 3 end; x
begin; 1; ensure; 2; end
begin; raise "a"; rescue; $!.message; end
begin; begin; raise "a"; ensure; $e1 = $!.message; end; rescue; [$e1, $!.message]; end
begin; raise "a"; rescue; end; $!.inspect
def f; raise "a"; rescue; return $!.message; ensure; $e = $!.inspect; end; [f, $e]
def f; return 1; ensure; return 2; end; f
def f; yield; ensure; return 2; end; f { raise "x" }
def f; [1, 2].each { |x| begin; return x; ensure; $q = x; end }; end; [f, $q]
def f; while true; begin; break; ensure; $q = 9; end; end; $q; end; f
def f; i = 0; while i < 3; i += 1; begin; next; ensure; ($n ||= []) << i; end; end; $n; end; f
def f; begin; raise "a"; ensure; raise "b"; end; rescue => e; [e.message, e.cause.message]; end; f
def f; begin; raise "a"; rescue => e; raise TypeError, "b"; end; rescue => e; [e.message, e.cause.message, e.cause.cause.inspect]; end; f
begin; raise "a", cause: nil; rescue => e; e.cause.inspect; end
begin; raise TypeError.new("x"), "y"; rescue => e; e.message; end
begin; raise TypeError, "y", ["bt"]; rescue => e; e.backtrace; end
begin; raise Class; rescue TypeError => e; e.message; end
begin; raise 5; rescue TypeError => e; e.message; end
begin; Integer("x") rescue 7; end
x = raise rescue 5; x
x = [1, (raise rescue 2)]; x
def f = raise rescue 3; f
a, b = raise rescue [1, 2]; [a, b]
begin; raise "x"; rescue ArgumentError; 1; rescue RuntimeError, TypeError; 2; else; 3; ensure; 4; end
begin; 1; rescue; 2; else; 3; end
begin; raise "x"; rescue => @err; end; @err.message
begin; raise "x"; rescue => $err; end; $err.message
h = {}; begin; raise "x"; rescue => h[:e]; end; h[:e].message
o = Struct.new(:e).new; begin; raise "x"; rescue => o.e; end; o.e.message
M2 = Module.new { def self.===(e) = e.message == "q" }; begin; raise "q"; rescue M2; :ok; end
def f(*ex); yield; rescue *ex => e; e.class; end; f(TypeError, ArgumentError) { raise ArgumentError }
begin; raise Exception, "x"; rescue; 1; rescue Exception; 2; end
n = 0; begin; n += 1; raise "x" if n < 3; rescue; retry; else; :done; ensure; $n2 = n; end
[1].each do |x| raise "x" rescue $r = x; end; $r
catch(:a) { 3 }
throw :zz rescue [$!.class, $!.message, $!.tag]
catch(:a) { begin; throw :a, 1; ensure; $t = 2; end }
catch(:a) { begin; throw :a, 1; rescue Exception; 7; end }
begin; raise; rescue RuntimeError => e; e.message; end
