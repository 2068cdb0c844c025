class Hash
  def fetch(key, none = (missing = true))
    return self[key] if key?(key)
    return yield(key) if block_given?
    return none unless missing
    raise KeyError.new("key not found: #{key.inspect}", receiver: self, key: key)
  end

  def to_h
    return instance_of?(Hash) ? self : {}.merge(self) unless block_given?
    map { |key, value| yield key, value }.to_h
  end

  def merge(*others, &block) = block ? dup.merge!(*others, &block) : dup.__merge(*others)

  def transform_keys(names = nil, &block)
    return to_enum(:transform_keys) unless names || block
    result = {}
    each { |key, value| result[names&.key?(key) ? names[key] : block ? yield(key) : key] = value }
    result
  end

  def transform_keys!(names = nil, &block)
    names || block ? replace(transform_keys(names, &block)) : to_enum(:transform_keys!)
  end
end

class Hash
  # Equal hashes have their pairs in any order.
  def hash
    code = size
    each { |key, value| code ^= [key, value].hash }
    code
  end
end

class Set
  def ^(other)
    result = Set.new(other)
    each { |value| result.add(value) unless result.delete?(value) }
    result
  end

  def hash
    code = size
    each { |value| code ^= value.hash }
    code
  end

  def to_set = self

  def intersect?(other)
    raise ArgumentError, "value must be enumerable" unless other.is_a?(Enumerable)
    any? { |value| other.include?(value) }
  end

  def disjoint?(other) = !intersect?(other)
  def join(separator = nil) = to_a.join(separator)
end

class Struct
  alias __to_h to_h
  def to_h(&block) = block ? __to_h.to_h(&block) : __to_h
end

class Data
  def __initialize(given) = initialize(**given)

  def with(**others) = others.empty? ? self : self.class.new(**to_h, **others)
end
