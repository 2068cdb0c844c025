# What a sandbox has none of says so; constants do in kb_core.c.
module Kobako
  LIBRARIES = %w[set enumerator rational complex fiber pp comparable].freeze

  def self.absent(what) = raise(NotImplementedError, "the sandbox does not have #{what}")
end

module Kernel
  private

  def require(name)
    return false if Kobako::LIBRARIES.include?(name) || name == "json" && Object.const_defined?(:JSON)
    raise LoadError, "cannot load such file -- #{name} (the sandbox has no files or libraries to load)"
  end

  alias require_relative require
  alias load require

  def at_exit = Kobako.absent(:at_exit)
  def abort(*) = Kobako.absent(:abort)
  def exec(*) = Kobako.absent(:exec)
  def exit(*) = Kobako.absent(:exit)
  def exit!(*) = Kobako.absent(:exit!)
  def fork = Kobako.absent(:fork)
  def gets(*) = Kobako.absent(:gets)
  def open(*) = Kobako.absent(:open)
  def sleep(*) = Kobako.absent(:sleep)
  def spawn(*) = Kobako.absent(:spawn)
  def system(*) = Kobako.absent(:system)
  def `(_command) = Kobako.absent("a shell")
  def eval(*) = Kobako.absent("eval: code is compiled before it runs")
  def binding = Kobako.absent("binding")
  def using(*) = Kobako.absent("refinements")
end

class Module
  private

  def refine(*) = Kobako.absent("refinements")
end
