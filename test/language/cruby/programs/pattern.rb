begin; 0 => 1; rescue NoMatchingPatternError => e; [e.class, e.message]; end
begin; [1] => [a, b]; rescue NoMatchingPatternError => e; [e.class, e.message]; end
begin; [1] => [a, b, *]; rescue NoMatchingPatternError => e; [e.class, e.message]; end
begin; [1] => [*, a, b, *]; rescue NoMatchingPatternError => e; [e.class, e.message]; end
begin; [1,2] => [*, 3, *]; rescue NoMatchingPatternError => e; [e.class, e.message]; end
begin; 5 => [a]; rescue NoMatchingPatternError => e; [e.class, e.message]; end
begin; 5 => String | Symbol; rescue NoMatchingPatternError => e; [e.class, e.message]; end
begin; case 5; in Integer if false then 1; end; rescue NoMatchingPatternError => e; [e.class, e.message]; end
begin; case 5; in Integer unless true then 1; end; rescue NoMatchingPatternError => e; [e.class, e.message]; end
begin; case 5; in 6; in 7; end; rescue NoMatchingPatternError => e; [e.class, e.message]; end
begin; [[1], [2]] => [[Integer], [String]]; rescue NoMatchingPatternError => e; [e.class, e.message]; end
begin; [1] => String[a]; rescue NoMatchingPatternError => e; [e.class, e.message]; end
begin; x = 5; 4 => ^x; rescue NoMatchingPatternError => e; [e.class, e.message]; end
begin; 4 => ^(1+1); rescue NoMatchingPatternError => e; [e.class, e.message]; end
begin; 4 => nil; rescue NoMatchingPatternError => e; [e.class, e.message]; end
begin; "s" => Integer => n; rescue NoMatchingPatternError => e; [e.class, e.message]; end
begin; case [1,2]; in [a]; end; rescue NoMatchingPatternError => e; [e.class, e.message]; end
begin; case [1,2]; in [a,b,c,*]; end; rescue NoMatchingPatternError => e; [e.class, e.message]; end
D=Struct.new(:a); begin; D.new(1) => [Integer => x, y]; rescue => e; e.message; end
def m(x) = case x; in [Integer => a, [b, *c]] if a > b then [a, b, c]; end; [m([3,[1,2]]), (m([1,[2]]) rescue $!.message), (m([1,2]) rescue $!.message), (m([1,[]]) rescue $!.message)]
x = [1,[2,{k: "v"}]]; x => [a, [b, {k: String => c}]]; [a,b,c]
[1,2,3].each { |i| i => 1 | 2 | 3 }
begin; 4 => 1 | 2 | 3; rescue => e; e.message; end
begin; [1,2,3,4] => [*, 2, 4, *]; rescue => e; e.message; end
[1,2,3,4] => [*a, 2, 3, *b]; [a, b]
begin; case 5; in Integer => n if ((n in String) || (case n; in 5 then false; end)) then 1; end; rescue => e; e.message; end
case 5; in Integer => n then case n; in 5 then (n in 5); end; end
r = case [1, [2]]; in [a, [b]] then a + b; end; r
y = 7; r = [case y; in 7 then y; end, y, 8]; r
begin; case [1, 2, 3]; in [a, b]; end; rescue => e; e.message; end
begin; {a: 1} => {a: 1, **nil}; 5; rescue => e; e.message; end
case 1; in Integer if true then 2; end
begin; case 1; in Integer if nil then 2; end; rescue => e; e.message; end
begin; nil => [a]; rescue => e; e.message; end
begin; Object => String; rescue => e; e.message; end
begin; 5 => 1..3; rescue => e; e.message; end
def mm; [1, 2] => [a, String]; rescue NoMatchingPatternError => e; e.message; else; 1; ensure; $z = 1; end; mm
for i in [1, 2] do i => Integer; end
z = while true; 5 => w; break w; end; z
