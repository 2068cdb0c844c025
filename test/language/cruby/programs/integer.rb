begin; 5 | nil; rescue => e; [e.class, e.message]; end
begin; 5 ^ "a"; rescue => e; [e.class, e.message]; end
begin; 5 << 1.5; rescue => e; [e.class, e.message]; end
begin; 5 << "a"; rescue => e; [e.class, e.message]; end
5.div(1e-300).to_s.size
5.div(0.0) rescue $!.class
1e300.divmod(7)[0].class
7.divmod(-2.5)
1e300.div(7).class
[1e20.to_i.divmod(3.0), 1e20.floor]
(-8)**(1.0/3)
("a".."e").each_slice(2).to_a
Array.new(2) { 1 }
Array.new([1, 2])
class TC3 < Array; end; TC3.new(2, 0).class
5[0, 2]
0b11110000[4, 4]
0b11110000[4..]
0b11110000[4..5]
0b11110000[4...6]
0b11110000[..3]
0b11110001[..3] rescue [$!.class, $!.message]
5[-1]
5[5..2]
-1[3, 2]
(2**70)[70]
(10**30).divmod(7.5)
(10**30).div(2.5)
-7.divmod(2.0)
1.0.divmod(Float::NAN) rescue [$!.class, $!.message]
Float::INFINITY.divmod(2) rescue [$!.class, $!.message]
7.divmod(0.0) rescue [$!.class, $!.message]
7.div("a") rescue [$!.class, $!.message]
7.divmod("a") rescue [$!.class, $!.message]
7.div(nil) rescue [$!.class, $!.message]
5 & 2**70
(2**70) | nil rescue [$!.class, $!.message]
class BC; def coerce(o) = [o, 3]; end; 5 & BC.new
(-8) ** (1.0 / 3)
(-8.0) ** (1.0 / 3)
(-8) ** 2.0
(-8.5) ** 2
(-8) ** 0.5
8 ** (1.0 / 3)
(-(10**20)) ** 0.5
Math.sqrt(-1) rescue [$!.class, $!.message]
