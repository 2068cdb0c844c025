{a: 1, "b" => 2, 3 => [4]}
{a: 1}.to_a
{a: 1, b: 2}.map { |k, v| [k, v * 2] }.to_h
{a: 1, b: 2}.to_h { |k, v| [v, k] }
{a: 1, b: 2}.transform_values { |v| v + 1 }
{a: 1, b: 2}.transform_keys(&:to_s)
{a: 1, b: 2}.transform_keys({a: :c})
{a: 1, b: 2}.transform_keys({a: :c}, &:to_s)
{a: 1, b: 2}.select { |_, v| v > 1 }
{a: 1, b: 2}.filter_map { |k, v| k if v > 1 }
{a: 1, b: 2}.reject { |_, v| v > 1 }
{a: 1, b: 2}.partition { |_, v| v > 1 }
{a: 1, b: 2}.min_by { |_, v| v }
{a: 1, b: 2}.sort_by { |_, v| -v }
{a: 1, b: 2}.sum { |_, v| v }
{a: 1, b: 2}.find { |_, v| v == 2 }
{a: 1, b: 2}.each_with_index.map { |(k, v), i| [k, v, i] }
{a: 1, b: 2}.each_with_object([]) { |(k, v), acc| acc << k << v }
{a: 1, b: 2}.reduce(0) { |s, (_, v)| s + v }
{a: 1, b: 2}.group_by { |_, v| v.odd? }
{a: 1, b: 2}.any? { |_, v| v > 1 }
{a: 1, b: 2}.all? { |k, v| v > 0 }
{a: 1, b: 2}.count
{a: 1, b: 2}.count { |_, v| v > 1 }
{a: 1, b: 2}.invert
{a: 1, b: 2}.key(2)
{a: 1, b: 2}.key?(:a)
{a: 1, b: 2}.value?(3)
{a: 1, b: 2}.values_at(:a, :c)
{a: 1, b: 2}.fetch(:a)
{a: 1, b: 2}.fetch(:c)
{a: 1, b: 2}.fetch(:c, 0)
{a: 1, b: 2}.fetch(:c) { |k| k.to_s }
{a: 1, b: 2}.fetch_values(:a, :b)
{a: 1, b: 2}.fetch_values(:z)
{a: {b: [1, 2]}}.dig(:a, :b, 1)
{a: 1, b: 2}.slice(:a, :z)
{a: 1, b: 2}.except(:a)
{a: 1, b: 2}.filter { |k, v| v == 1 }
{a: 1, b: nil}.compact
{a: 1}.merge({b: 2}, {c: 3})
{a: 1}.merge({a: 2}) { |k, o, n| [k, o, n] }
h = {a: 1}; h.update(a: 5, b: 6); h
h = {a: 1}; h.store(:b, 2); h
h = {a: 1}; [h.delete(:a), h.delete(:z), h]
h = {a: 1}; h.delete(:z) { |k| "no #{k}" }
h = {a: 1, b: 2}; h.delete_if { |_, v| v == 1 }
h = {a: 1, b: 2}; h.keep_if { |_, v| v == 1 }
h = {a: 1, b: 2}; [h.reject! { |_, v| v > 5 }, h.select! { |_, v| v < 5 }]
h = {a: 1, b: 2}; [h.shift, h]
{}.shift
h = Hash.new(5); [h[:x], h]
h = Hash.new { |hash, k| hash[k] = k.to_s * 2 }; [h[:ab], h]
h = Hash.new { |hash, k| hash[k] = [] }; h[:a] << 1; h[:a] << 2; h
Hash.new(0).tap { |h| "hello".each_char { |c| h[c] += 1 } }
h = {b: 1, a: 2}; h.sort.to_h
h = {b: 1, a: 2}; h.min_by { |k, _| k }
h = {a: 1}; h.default = 7; h[:q]
h = Hash.new { 1 }; h.default_proc.class
{a: 1} == {a: 1.0}
{a: 1}.eql?({a: 1.0})
{a: 1, b: 2} == {b: 2, a: 1}
{a: 1} <= {a: 1, b: 2}
{a: 1, b: 2} > {a: 1}
{a: 1}.to_s
{1 => nil, nil => 1, [1] => {}}.inspect
{"a b": 1, "c": 2, "d?": 3, "e=": 4, "+": 5}
h = {}; h[:self] = h; h.inspect
{a: 1}.each_pair.to_a
{a: 1, b: 2}.each_key.to_a
{a: 1, b: 2}.each_value.map { |v| v }
{a: 1, b: 2}.keys + {a: 1}.values
{a: 1}.length
{}.empty?
{a: 1}.first
{a: 1, b: 2}.first(1)
{a: [1, 2], b: [3]}.flat_map { |k, v| v }
{a: 1, b: 2}.zip([1, 2])
{a: 1, b: 2}.sum { |k, v| v.to_f }
{a: 1, b: 2}.max_by { |k, v| v }&.first
{a: 1, b: 2}.each_slice(1).to_a
{a: 1}.assoc(:a)
{a: 1}.rassoc(1)
{a: [1]}.flatten
{a: [1]}.flatten(2)
h = {a: 1}; h.freeze; h[:b] = 1
h = {a: 1}; h.replace({b: 2})
h = {a: 1}; h.clear
h = {"a" => 1}; k = "a"; h[k]
h = {}; k = "a"; h[k] = 1; k << "b"; h
h = {1 => :a, 1.0 => :b}; h.size
h = {}.compare_by_identity; h["a".dup] = 1; h["a".dup] = 2; h.size
{a: 1}.compare_by_identity.compare_by_identity?
Hash[[[1, 2], [3, 4]]]
Hash[1, 2, 3, 4]
Hash([[1, 2]]) rescue "TypeError"
Hash(nil)
{a: nil}.key?(:a)
{a: 1, **{b: 2}}
{a: 1}.filter_map { |k, v| [k, v] if v }.to_h
{a: 3, b: 1}.sort_by { |k, v| v }.first
{a: 3, b: 1}.sum { _2 }
{a: 3, b: 1}.map { |pair| pair.class }
{a: 3, b: 1}.each_entry.to_a
{a: 3}.then { |h| h[:a] }
{a: 1, b: 2, c: 3}.each_cons(2).to_a
{a: 1, b: 2}.inject { |a, b| a + b }
{a: 1}.to_a.flatten
h = {a: 1, b: 2}; h.each { |k, v| h.delete(k) }; h
h = {a: 1}; h.transform_values!(&:to_s); h
h = {a: 1}; h.transform_keys!(&:to_s); h
h = {a: 1, b: nil}; [h.compact!, h.compact!]
{a: 1}.deconstruct_keys(nil)
{b: 2, a: 1}.min
{a: 2}.merge({a: 3}, {a: 4}) { |_, x, y| x * y }
h = {a: 1}; h.dig(:a, :b)
Hash.new(1, 2)
{[1, 2] => 3}[[1, 2]]
{1 => 2}.any?
{a: 1}.member?(:a)
{a: 1, b: 2}.to_a.transpose
{a: 1, b: 2}.filter_map.class
{a: 1}.hash == {a: 1}.hash
{a: 1, b: 2}.hash == {b: 2, a: 1}.hash
h = {a: 1}; begin; h.each { h[:b] = 2 }; rescue => e; [e.class, e.message]; end
h = {a: 1}; h.each { h[:a] = 2 }; h
h = {a: 1, b: 2}; h.each { |k, _| h.delete(k) }; h
h = {a: 1}; begin; h.each { h[:b] = 2 }; rescue => e; [e.class, e.message, h]; end
h = {a: 1}; h.each { h[:a] = 2 }; h[:c] = 1; h
h = {a: 1}; begin; h.each_key { h[:b] = 2 }; rescue => e; [e.class, e.message]; end
h = {a: 1}; begin; h.each_value { h[:b] = 2 }; rescue => e; [e.class, e.message]; end
h = {a: 1}; begin; h.each_pair { h.store(:b, 2) }; rescue => e; [e.class, e.message]; end
h = {a: 1}; begin; h.map { h[:b] = 2 }; rescue => e; [e.class, e.message]; end
h = {a: 1}; h.each { break }; h[:b] = 1; h
h = {a: 1}; (h.each { raise "x" } rescue 0); h[:b] = 1; h
h = {a: 1}; h.each { h.each { } ; (h[:c] = 1) rescue 0 }; h
h = {a: 1}; begin; h.each { h.merge!(b: 2) }; rescue => e; e.class; end
h = {a: 1}; begin; h.each { h.rehash }; rescue => e; [e.class, e.message]; end
h = Hash.new { |hash, k| hash[k] = 1 }; h[:a]; begin; h.each { h[:zz] }; rescue => e; e.class; end
h = {}.compare_by_identity; a = "a"; b = "a".dup; h[a] = 1; h[b] = 2; [h.size, h[a], h[b], h["a".dup], h.compare_by_identity?]
h = {1 => 2, :a => 3}.compare_by_identity; [h[1], h[:a], h.key?(1)]
h = {"a" => 1}; h.compare_by_identity; h.keys[0].frozen?
{}.compare_by_identity?
h = {}.compare_by_identity; h[1.5] = 1; h[1.5]
h = {}.compare_by_identity; 50.times { |i| h["k".dup] = i }; h.size
h = {}.compare_by_identity; k = [1]; h[k] = 1; k << 2; [h[k], h.dup.compare_by_identity?, h.dup[k]]
h = {}.compare_by_identity; a = "x".dup; h[a] = 1; h.delete("x".dup); [h.size, h.delete(a), h.size]
->(a, b:) {}.parameters
->(a:, b: 1, c:) {}.parameters
[->(x, a:){}.arity, ->(x, a: 1){}.arity, proc { |x, a:| }.arity, proc { |x=1, a:| }.arity, ->(x=1, a:){}.arity, proc { |x=1, a: 1| }.arity, ->(x, *r, a:){}.arity, ->(**k){}.arity, ->(x){}.arity, ->(*x){}.arity]
->(*, **, &b) {}.parameters.size
