# Prints every method of CRuby's core classes, a line each: what is called of an object, then of the class.
require "set"
%w[
  Array Hash String Symbol Integer Float Rational Complex Range Enumerable Enumerator Enumerator::Lazy
  Enumerator::Yielder Comparable Kernel Struct Set Time Random Proc Method UnboundMethod Module Exception MatchData Regexp Math NilClass TrueClass FalseClass Fiber
  ObjectSpace GC Encoding Numeric NameError NoMethodError KeyError StopIteration FrozenError UncaughtThrowError
  LoadError LocalJumpError SystemExit Encoding::UndefinedConversionError
].each do |name|
  owner = Object.const_get(name)
  methods = owner.is_a?(Class) ? owner.instance_methods - Object.instance_methods : owner.instance_methods(false)
  methods -= Exception.instance_methods if owner.is_a?(Class) && owner < Exception
  methods |= owner.private_instance_methods(false) if owner == Kernel
  methods.sort.each { |method| puts "#{name}##{method}" }
  singleton = owner.singleton_methods
  singleton -= Class.instance_methods if owner.is_a?(Class)
  singleton -= Exception.singleton_methods if owner.is_a?(Class) && owner < Exception
  singleton.sort.each { |method| puts "#{name}.#{method}" }
end
