# Helpers that generated code calls by name: pattern matching, `when *list`, `defined?`.
class Array
  def deconstruct = self
  def __pat_array = self

  def __case_eqq(value)
    any? { |pattern| pattern === value }
  end
end

class Hash
  def deconstruct_keys(_keys) = self

  # The values of the keys in order, or false when one is missing.
  def __pat_values(keys)
    keys.map do |key|
      return false unless key?(key)
      self[key]
    end
  end

  def __except(keys)
    reject { |key, _| keys.include?(key) }
  end
end

class Struct
  def deconstruct = to_a

  def deconstruct_keys(keys)
    keys ? to_h.select { |key, _| keys.include?(key) } : to_h
  end
end

class Data
  def deconstruct_keys(keys)
    keys ? to_h.select { |key, _| keys.include?(key) } : to_h
  end
end

class NoMatchingPatternKeyError
  def initialize(message = nil, matchee: nil, key: nil)
    super(message)
    @matchee = matchee
    @key = key
  end

  attr_reader :matchee, :key
end

module Kernel
  def __case_eqq(value)
    list = to_a if respond_to?(:to_a, true)
    (list || [self]).__case_eqq(value)
  end

  def __pat_array
    raise TypeError, "deconstruct must return Array"
  end

  def __pat_values(_keys)
    raise TypeError, "deconstruct_keys must return Hash"
  end

  def __defined_ivar?(name)
    "instance-variable".freeze if instance_variable_defined?(name)
  end

  def __defined_cvar?(name)
    owner = is_a?(Module) ? self : self.class
    "class variable".freeze if owner.class_variable_defined?(name)
  end

  def __defined_method?(name)
    "method".freeze if respond_to?(name, true)
  end

  def __defined_method_on?(receiver, name)
    "method".freeze if receiver.respond_to?(name)
  end
end
