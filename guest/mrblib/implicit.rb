# What an argument is taken for.
class Array
  # The value itself, or what its `to_ary` makes of it.
  def self.try_convert(value)
    return value if value.is_a?(Array)
    return unless value.respond_to?(:to_ary)
    result = value.to_ary
    return result if result.nil? || result.is_a?(Array)
    raise TypeError, "can't convert #{value.class} to Array (#{value.class}#to_ary gives #{result.class})"
  end
end

module Kobako
  def self.array(value)
    Array.try_convert(value) ||
      raise(TypeError, "no implicit conversion of #{[nil, true, false].include?(value) ? value.inspect : value.class} into Array")
  end

  # What `dig` goes on with.
  def self.dig(value, names)
    return if value.nil?
    raise TypeError, "#{value.class} does not have #dig method" unless value.respond_to?(:dig)
    value.dig(*names)
  end
end
