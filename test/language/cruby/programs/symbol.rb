:a <=> :b
:abc.to_proc.call("x") rescue "NoMethodError"
%w[a b].map(&:upcase)
:abc.length
:abc.size
:abc[1]
:abc[0, 2]
:abc.succ
:abc.upcase
:Abc.swapcase
:abc.capitalize
:abc.start_with?("a")
:abc.end_with?("c")
:"foo bar".inspect
:"foo=".inspect
:[]=.inspect
:"9a".inspect
:a?.inspect
:"a?b".inspect
:"".inspect
:"@a".inspect
:"@@a".inspect
:"$a".inspect
:"@1".inspect
:+.inspect
:"&&".inspect
:!.inspect
:"é".inspect
:A.inspect
:"a!=".inspect
:nil.inspect
:abc.to_s.frozen?
:abc.name.frozen?
:abc.id2name
:a.empty?
:"".empty?
:a == "a"
:a.hash == :a.hash
:abc.casecmp(:ABC)
:abc.casecmp?(:ABC)
:a.to_proc.lambda?
:a.frozen?
:b.between?(:a, :c)
[:b, :a].sort
{a: 1}.map { |k, v| k.inspect }
:a.foo
:"abc def".to_proc rescue 1
%i[a b c].each_with_index.to_a
:abc.encoding.to_s
