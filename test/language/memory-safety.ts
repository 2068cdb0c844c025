/** Programs that change what a loop of the interpreter's C code is working on. */
export const hostile: readonly (readonly [string, string, unknown])[] = [
  [
    "a comparison that empties the array",
    "a = (1..50).to_a; begin; a.sort! { |x, y| a.clear; y <=> x }; rescue RuntimeError => e; e.message; end",
    "array modified during sort",
  ],
  [
    "a comparison that grows the array",
    "a = (1..50).to_a; begin; a.sort! { |x, y| a.push(*(1..500)) if a.size < 1000; y <=> x }; rescue RuntimeError; 1; end",
    1,
  ],
  [
    "a comparison that replaces elements sees the array it sorts",
    "a = [3, 1, 2]; a.sort! { |x, y| a[0] = 'x' * 100; GC.start; x <=> y }",
    [1, 2, 3],
  ],
  [
    "the copy that is sorted is out of reach",
    "found = 0; [3, 1, 2].sort { |x, y| ObjectSpace.each_object(Array) { |o| found += 1 if o.class.nil? }; x <=> y }; found",
    0,
  ],
  [
    "a conversion that replaces the format string",
    "class X; def to_s = ($f.replace('y' * 1000); 'x'); end; $f = '%s %s %s ' * 9; format($f, *[X.new] * 27)",
    "x ".repeat(27),
  ],
  [
    "joining what empties the array",
    'begin; a = [1,2,3]*20; o = Object.new; $a = a; def o.to_s = ($a.clear; GC.start; "x"*50); a[0] = o; a[5]=o; a.join(","); def o.to_str = to_s; a.replace([o]*30); a.join(o) rescue 1; a.replace([o]*30); a * "," ; 1; rescue StandardError; end; true',
    true,
  ],
  [
    "hash callbacks that change the hash",
    "begin; h = {}; o = Object.new; $h = h; def o.hash = ($h[rand] = 1 if $h.size < 500; 1); def o.eql?(x) = true; 50.times { h[o] = 1 }; h.delete(o); h.to_a; h.merge({o => 2}) { |k, a, b| $h.clear; 1 }; h.merge!({o=>1, 5=>2}) { $h.clear; 1 }; h.values_at(o, o); h.fetch_values(o) rescue 1; h.dig(o) ; h.group_by { $h.clear }; h.sort_by { $h.clear; 1 }; h.any? { $h.clear }; h.invert; h.compare_by_identity rescue 1; h.transform_values! { $h.clear; 1 } rescue 1; h.transform_keys! { $h.clear; 1 } rescue 1; h.select! { $h.clear } rescue 1; h.delete_if { $h.clear } rescue 1; h.each_pair { $h.replace({1=>2}) } rescue 1; h.default_proc = proc { |hh, k| $h.clear; k }; h[:zork]; 1; rescue StandardError; end; true",
    true,
  ],
  [
    "conversions that replace the string",
    'begin; s = "hello world" * 50; $s = s; o = Object.new; def o.to_str = ($s.replace("q"); GC.start; "x"); def o.to_int = ($s.replace(""); GC.start; 3); def o.to_s = to_str; (s[o] rescue 1); (s[o, 5] rescue 1); (s[o..9] rescue 1); (s.index(o) rescue 1); (s.insert(o, "x") rescue 1); (s.center(o) rescue 1); (s * o rescue 1); (s.slice!(o) rescue 1); (s.tr(o, "a") rescue 1); (s.tr("a", o) rescue 1); (s.delete(o) rescue 1); (s.squeeze(o) rescue 1); (s.count(o) rescue 1); (s.start_with?(o) rescue 1); (s.unpack(o) rescue 1); (s.split(o) rescue 1); (s.byteslice(o, 2) rescue 1); (s.setbyte(o, 1) rescue 1); (s.getbyte(o) rescue 1); (s.ljust(20, o) rescue 1); (s.casecmp(o) rescue 1); (s.sub(o, o) rescue 1); (s.each_line(o) {} rescue 1); (s.to_i(o) rescue 1); (s.upto(o) {} rescue 1); (s <=> o); (s == o); (s + o rescue 1); (s.concat(o) rescue 1); (s[o] = o rescue 1); (s[0, o] = "z" rescue 1); (s.byteindex(o) rescue 1); (s.bytesplice(0, o, "x") rescue 1); (s.partition(o) rescue 1); (s.rpartition(o) rescue 1); (s.prepend(o) rescue 1); (s.sum(o) rescue 1); 1; rescue StandardError; end; true',
    true,
  ],
  [
    "conversions that empty the array",
    'begin; a = (1..50).to_a; $a = a; o = Object.new; def o.to_int = ($a.clear; GC.start; 3); def o.to_ary = ($a.clear; [1, 2]); (a[o] rescue 1); a.replace((1..50).to_a); (a[o, 5] rescue 1); (a[1, o] rescue 1); a.replace((1..50).to_a); (a[o] = 1 rescue 1); (a[1, o] = [1] rescue 1); a.replace((1..50).to_a); (a.first(o) rescue 1); a.replace((1..50).to_a); (a.last(o) rescue 1); (a.pop(o) rescue 1); a.replace((1..50).to_a); (a.shift(o) rescue 1); a.replace((1..50).to_a); (a.insert(o, 1) rescue 1); a.replace((1..50).to_a); (a.rotate(o) rescue 1); (a.rotate!(o) rescue 1); (a.fill(1, o) rescue 1); (a.fill { $a.clear } rescue 1); a.replace((1..50).to_a); (a.slice!(o) rescue 1); (a.slice!(2, o) rescue 1); a.replace((1..50).to_a); (a.delete_at(o) rescue 1); (a.values_at(o, o) rescue 1); (a.concat(o) rescue 1); a.replace((1..50).to_a); (a + o rescue 1); (a - o rescue 1); (a | o rescue 1); (a & o rescue 1); (a <=> o rescue 1); (a == o rescue 1); (a * o rescue 1); (a.flatten(o) rescue 1); (a.sample(o) rescue 1); (a.cycle(o) { break } rescue 1); (a.combination(o).to_a rescue 1); (a.dig(o) rescue 1); (a.pack("C*") rescue 1); (a.pack(o) rescue 1); (a.assoc(o) rescue 1); (a.product(o) rescue 1); (a.transpose rescue 1); ([o]*5).transpose rescue 1; (a.zip(o) rescue 1); 1; rescue StandardError; end; true',
    true,
  ],
  [
    "shared arrays",
    "begin; a = [1,2,3,4]*10; a.each { |x| a.shift }; a = (1..40).to_a; b = a.dup; c = b[5..]; b.shift(3); b.unshift(9); b.clear; GC.start; c.push(1); c.shift(10); d = c.dup; c.replace(d); d.replace(c); d.unshift(*c); e = d.slice(2, 100); d.clear; GC.start; e.sum; rescue StandardError; end; true",
    true,
  ],
  [
    "shared strings",
    'begin; s = "x" * 500; t = s[10, 400]; s << "y"; s.replace(t); t.replace(s); u = t.dup; t.clear; GC.start; u[5, 100] = "zz"; u.slice!(3, 50); v = u.byteslice(1, 60); u << v << u; v.upcase!; v.reverse!; v.swapcase!; u.size + v.size; rescue StandardError; end; true',
    true,
  ],
  [
    "fibers resumed from within",
    'begin; $f = nil; f = Fiber.new { $f = f; begin; Fiber.yield 1; ensure; (f.resume rescue 1); end }; f.resume; f = nil; $f = nil; GC.start; g = Fiber.new { [1,2].each { |x| Fiber.yield x }; nil }; g.resume; g.resume; g.resume; (g.resume rescue 2); h = Fiber.new { raise "a" }; (h.resume rescue 1); (h.resume rescue 1); i = Fiber.new { i.resume }; (i.resume rescue 3); e = [1,2,3].each; e.next; e = nil; GC.start; 1; rescue StandardError; end; true',
    true,
  ],
  [
    "fibers across functions of C",
    "begin; f = Fiber.new { Fiber.new { Fiber.yield 1; 2 }.tap { |x| x.resume; x.resume }; instance_eval { Fiber.yield 3 }; [3,2,1].sort_by { |x| Fiber.yield x rescue 0 }; 5 }; r = []; (5.times { r << f.resume } rescue 1); def m(&b) = Fiber.new(&b); k = m { |x| break 5 }; (k.resume rescue 1); l = m { |x| next 5 }; l.resume; n = m { return 5 }; (n.resume rescue 1); q = Fiber.new(&:to_s); (q.resume(5) rescue 1); z = Fiber.new(&[].method(:push)) rescue 1; (z.resume(1) rescue 1); 1; rescue StandardError; end; true",
    true,
  ],
  [
    "many arguments",
    'begin; def a(*) = binding rescue 1; x = proc { |*a, **k| [a, k] }; x.call(*[1]*500); x.(*(1..16).to_a, **{a: 1}); def z(a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p) = p; z(*(1..16)); def y(a=1,b=2,c=3,d=4,e=5,f=6,g=7,h=8,i=9,j=10,k=11,l=12,m=13,n=14,o=15,p=16,*q,r,s) = s; y(*(1..40)); y(1,2); def kwm(**k) = k.size; kwm(**(1..300).to_h { |i| ["k#{i}".to_sym, i] }); o = Object.new; def o.method_missing(n, *a, **k, &b) = [n, a.size, k.size]; o.foo(*(1..300), **{a: 1}); o.bar(1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17); class Sp; def initialize(*a, **k, &b) = @a = a; end; class Sp2 < Sp; def initialize(*) = super; end; Sp2.new(*(1..200)); Sp2.new(1, a: 2); send(:z, *(1..16)); method(:y).to_proc.call(*(1..50)); 1; rescue StandardError; end; true',
    true,
  ],
  [
    "copies that go wrong",
    'begin; class Foo; def initialize_copy(o) = raise("x"); end; (Foo.new.dup rescue 1); class Bar < Array; def initialize_copy(o) = clear; end; Bar.new([1,2,3]).dup; class Baz < Hash; def initialize_copy(o) = (o.clear; GC.start; super); end; x = Baz.new; 30.times { |i| x[i] = i }; x.dup; class Qux < String; def initialize_copy(o) = (o.clear; super); end; Qux.new("abc"*50).dup; class St2 < Struct.new(:a); def initialize_copy(o) = (o.a = 5; super); end; St2.new(1).dup; (Class.new.dup.new); (Module.new.dup); (Kernel.dup rescue 1); (5.dup); (nil.dup); (Object.dup.new rescue 1); (Array.dup.new([1]).size rescue 1); (Class.dup rescue 1); (proc { 1 }.dup.call); (Fiber.new { 1 }.dup.resume rescue 1); ([1].each.dup.next rescue 1); (StandardError.new("x").dup.message); (1..2).dup.to_a; (Rational(1,2).dup rescue 1); (Random.new(1).dup.rand rescue 1); (Time.at(0).dup.to_i rescue 1); (Set.new([1]).dup.size); rescue StandardError; end; true',
    true,
  ],
  [
    "tables that shrink",
    'begin; o = Object.new; 200.times { |i| o.instance_variable_set("@v#{i}", i) }; o.instance_variables.each { |v| o.remove_instance_variable(v); GC.start if v.to_s.end_with?("9") }; o.instance_variables.size; c = Class.new; 200.times { |i| c.define_method("m#{i}") { i } }; c.instance_methods(false).each { |m| c.send(:remove_method, m) }; 100.times { |i| Object.const_set("KK#{i}", i) }; Object.constants.each { |k| Object.send(:remove_const, k) if k.to_s.start_with?("KK") }; class Cv; @@a = 1; def self.x = (class_variables.each { |v| remove_class_variable(v) }); end; Cv.x; 1; rescue StandardError; end; true',
    true,
  ],
  [
    "seeds and times out of range",
    'begin; r = Random.new(5); r.rand(1..6); r.rand(1.5); (r.rand(0) rescue 1); (r.rand(-5) rescue 1); (r.rand(2**70) rescue 1); (r.rand(5..1) rescue 1); (Random.rand(nil) rescue 1); r.bytes(100) rescue 1; [1,2,3].shuffle(random: r); [1,2].sample(random: r); ([1,2,3].shuffle!(random: 5) rescue 1); (Random.new("x") rescue 1); (Random.new(2**100) rescue 1); srand(5); rand; t = Time.at(2**40) rescue 1; (Time.at(2**62).to_s rescue 1); (Time.at(-2**40).year rescue 1); (Time.gm(2**31) rescue 1); (Time.at(1.5e300) rescue 1); (Time.at(Float::NAN) rescue 1); (Time.new(99999999) rescue 1); (Time.at(0) + 2**62 rescue 1); (Time.at(0).strftime("%Y") rescue 1); 1; rescue StandardError; end; true',
    true,
  ],
  [
    "numbers in text",
    'begin; [["1" * 5000, 10], ["-" + "9" * 300, 10], ["z" * 100, 36], ["1_000", 10], ["0x1F", 16], ["", 10], ["1" * 100, 2], [" 12 ", 10], ["1__2", 10], ["0b", 0], ["\\0", 10]].each { |s, b| begin; s.to_i(b); rescue StandardError; end; begin; Integer(s, b); rescue StandardError; end; begin; Float(s); rescue StandardError; end; begin; s.to_f; s.to_r; s.to_c; Rational(s); Complex(s); rescue StandardError; end; s.hex; s.oct; s.to_sym; s.succ; s.crypt("ab") rescue 1 }; ("1e" + "9" * 400).to_f; ("0." + "0" * 400 + "1").to_f; ("1" * 400 + ".5").to_f; rescue StandardError; end; true',
    true,
  ],
  [
    "methods of other classes",
    'begin; Comparable.instance_method(:clamp).bind(5).call(1, 3); (String.instance_method(:size).bind([]) rescue 1); (Array.instance_method(:push).bind(Class.new(Array).new).call(1)); (Hash.instance_method(:[]=).bind({}).call(1,2)); (Kernel.instance_method(:dup).bind(BasicObject.new) rescue 1); (Struct.new(:a,:b).instance_method(:b).bind(Struct.new(:z).new(1)).call rescue 1); class X1 < Struct.new(:a, :b, :c); end; X1.instance_method(:c).bind(X1.allocate).call; (X1.allocate.c = 5); X1.new(1).to_h { |k, v| [v, k] }; (X1.new(1,2,3,4) rescue 1); X1.new(1).each { |x| x }; X1.members; (X1.new[2**70] rescue 1); (X1.new[:zz] = 1 rescue 1); (Struct.new("lower") rescue 1); (Struct.new rescue 1); (Struct.new(:a, :a) rescue 1); (Data.define(:a, :a) rescue 1); (Data.define(:a).new(a: 1, b: 2) rescue 1); 1; rescue StandardError; end; true',
    true,
  ],
  [
    "a hash emptied by its keys' hash",
    "begin; u = Object.new; def u.hash = ($h.clear; 1); def u.eql?(o) = ($h.clear; true); $h = {}; 40.times { |i| $h[i]=1 }; $h[u]=1; $h[u]; 1; rescue StandardError, SystemStackError; end; true",
    true,
  ],
  [
    "a hash filled by its keys' eql?",
    'begin; u = Object.new; def u.hash = 1; def u.eql?(o) = ($h.clear; 100.times { |i| $h[i.to_s]=i}; false); $h = {}; v=Object.new; def v.hash() = 1; def v.eql?(o) = ($h.clear; 200.times { |i| $h[i.to_s]=i}; GC.start; false); $h[v]=1; 20.times { |i| $h["a#{i}"]=1 }; $h[u]=2; $h.delete(u); $h.key?(u); $h.rehash; 1; rescue StandardError, SystemStackError; end; true',
    true,
  ],
  [
    "every directive of pack and unpack",
    'begin; %w[a A Z B b H h C c S s L l Q q J j U w m M u x X @ N n V v e E f F d D g G p P I i].each { |f| ["", "5", "*", "<", ">", "99999", "-1", "!", "_"].each { |n| ["abc", "", "\\xff"*10].each { |s| begin; s.unpack(f+n); rescue ArgumentError, RangeError, RuntimeError, TypeError; end }; [[1],["x"],[1.5],[nil],[2**70],[],["\\xff"*7]].each { |a| begin; a.pack(f+n) unless n=="99999" ; rescue ArgumentError, RangeError, RuntimeError, TypeError, FloatDomainError; end }}}; 1; rescue StandardError, SystemStackError; end; true',
    true,
  ],
  [
    "a struct within itself",
    'begin; S = Struct.new(:a,:b); class S; def ==(o) = super; end; s = S.new; s.a = s; s.inspect; s == s; s.hash rescue 1; s.to_a; s.eql?(s); t = S.new(1,2); t.send(:initialize, 1,2); t.send(:initialize_copy, S.new(5)); begin; t.send(:initialize_copy, Struct.new(:x).new(1)); rescue TypeError; end; t.values_at(0,1,-1) ; (t.values_at(99) rescue 1); (t[5] rescue 1); (t[-3] rescue 1); (t["zz"] rescue 1); t.b; t.each_pair { |k,v| t.a = 1 }; u = S.allocate; u.inspect; u.to_a; u.a; (u.b = 4); u[0]; u == S.new; 1; rescue StandardError, SystemStackError; end; true',
    true,
  ],
  [
    "a struct changed by its elements",
    "begin; class Ev; def ==(o) = ($s.send(:initialize_copy, S2.allocate) rescue 1; GC.start; true); def hash() = ($s.send(:initialize); 1); def eql?(o) = ($s.send(:initialize); true); end; S2 = Struct.new(:a,:b,:c); $s = S2.new(Ev.new, Ev.new, 1); $s == S2.new(1,2,3); $s.eql?(S2.new(1,2,3)); $s.hash rescue 1; 1; rescue StandardError, SystemStackError; end; true",
    true,
  ],
  [
    "a set changed while it is read",
    "begin; s = Set.new([1,2,3]); s.each { |x| s.clear; GC.start }; s = Set.new((1..100).to_a); s.each { |x| s.add(x+1000) if s.size < 500 } rescue 1; s.send(:initialize_copy, s); (s.send(:initialize_copy, 5) rescue 1); a = Set.allocate; (a.inspect rescue 1); (a.add(1) rescue 1); (a.each {} rescue 1); (a == a rescue 1); (a.hash rescue 1); (s | a rescue 1); (a & s rescue 1); s.add(s); s.inspect; (s.hash rescue 1); (s == s); s.flatten rescue 1; 1; rescue StandardError, SystemStackError; end; true",
    true,
  ],
  [
    "a set changed by its elements",
    "begin; class Ek; def hash = ($s.clear; 3); def eql?(o) = ($s.clear; GC.start; 100.times { |i| $s.add(i) }; false); def ==(o)=eql?(o); end; $s = Set.new; $s.add(Ek.new); 20.times { |i| $s.add(i) }; $s.add(Ek.new); $s.include?(Ek.new); $s.delete(Ek.new); $s | [Ek.new]; $s.subset?(Set.new([Ek.new])); $s ^ [Ek.new]; $s.map! { |x| $s.clear; x } rescue 1; $s.select! { $s.clear; true } rescue 1; $s.delete_if { $s.clear; GC.start; false} rescue 1; $s.merge([Ek.new, Ek.new]); $s.dup; $s == Set.new([Ek.new]*3); $s.group_by { $s.clear } ; 1; rescue StandardError, SystemStackError; end; true",
    true,
  ],
  [
    "classes and modules made bare",
    "begin; class Class1; end; c = Class.allocate rescue 1; (c.new rescue 1); (c.name rescue 1); (c.superclass rescue 1); (Class.new(c) rescue 1); (c.instance_methods rescue 1); (c.define_method(:x) {} rescue 1); m = Module.allocate rescue 1; (Object.new.extend(m) rescue 1); (m.send(:initialize_copy, String) rescue 1); (Class.new.send(:initialize_copy, Integer) rescue 1); (Class.new.send(:initialize_copy, 5) rescue 1); (String.send(:initialize_copy, Class.new) rescue 1); 1; rescue StandardError, SystemStackError; end; true",
    true,
  ],
  [
    "copies of what is bare",
    'begin; [Array,String,Hash,Range,Exception,Struct.new(:a),Set,Random,Time].each { |k| o = k.allocate rescue next; [nil, 1, "x", [], {}, (1..2), Object.new, o, k.allocate, Random.new, Time.at(0), Set.new([1])].each { |x| begin; o.send(:initialize_copy, x); rescue StandardError; end; begin; o.send(:replace, x); rescue StandardError; end; begin; o.send(:initialize, x); rescue StandardError; end; (o.inspect rescue 1); (o.hash rescue 1); (o == x rescue 1) } }; r = (1..2); (r.send(:initialize, 3,4) rescue 1); (r.send(:initialize_copy, (5..6)) rescue 1); (r.send(:initialize_copy, Range.allocate) rescue 1); r.inspect rescue 1; rescue StandardError, SystemStackError; end; true',
    true,
  ],
  [
    "the visibility of methods of a class that a module was put before",
    "module Before; def m = super + 1; end; class Pv; def m = 1; def n = 1; prepend Before; private :m; private :n; end; x = Pv.new; [x.m, (x.n rescue 'private'), (Pv.class_eval { private :zork } rescue $!.message)]",
    [2, "private", "undefined method 'zork' for class 'Pv'"],
  ],
  [
    "the visibility of methods that only a module has which was put before",
    "class Pw; prepend Module.new { def m = super }; end; (Pw.class_eval { private :m } rescue $!.class.to_s) + (Pw.new.m rescue $!.class.to_s)",
    "NameErrorNoMethodError",
  ],
  [
    "a copy of a class that a module was put before",
    "module Before; def m = super + 1; def initialize_copy(o) = $seen = o; end; class Pd; def m = 1; prepend Before; end; C2 = Pd.dup; class C2; def m = 10; private :m; end; GC.start; [Pd.new.m, C2.new.m, C2.ancestors == [Before, C2] + Pd.ancestors.drop(2), $seen.nil?]",
    [2, 11, true, true],
  ],
];
