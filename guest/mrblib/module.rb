class Module
  def private_class_method(*names) = singleton_class.__send__(:private, *names.flatten)
  def public_class_method(*names) = singleton_class.__send__(:public, *names.flatten)
  # Constants have no visibility here.
  def private_constant(*) = nil
  alias public_constant private_constant

  def public_method_defined?(name, inherit = true) = public_instance_methods(inherit).include?(name.to_sym)
  def private_method_defined?(name, inherit = true) = private_instance_methods(inherit).include?(name.to_sym)
  def protected_method_defined?(name, inherit = true) = protected_instance_methods(inherit).include?(name.to_sym)
end

# There is nothing to warn of.
module Warning
  def self.[](_category) = false
  def self.[]=(_category, value)
    value
  end
end

class Object
  RUBY_PLATFORM = "wasm32".freeze
end

module Kernel
  def display = print(self)
end
