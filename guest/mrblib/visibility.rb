# Loaded last: what `Kernel.name` may be called for.
module Kernel
  class << self
    public :Array, :Complex, :Float, :Hash, :Integer, :Rational, :String, :block_given?, :caller, :catch, :fail, :format,
           :global_variables, :lambda, :local_variables, :loop, :p, :pp, :print, :printf, :proc, :putc, :puts, :rand,
           :sprintf, :srand, :throw, :warn

    # these say that there is none
    public :eval, :load, :require, :require_relative
  end
end
