class Exception
  def ==(other) = equal?(other) || (other.class == self.class && message == other.message && backtrace == other.backtrace)
  def full_message(**) = "#{backtrace&.first || "(eval)"}: #{detailed_message}"
  def detailed_message(**) = message.empty? ? self.class.to_s : "#{message} (#{self.class})"
end

class NameError
  attr_reader :receiver
end

class FrozenError
  def initialize(message = nil, receiver: nil)
    super(message)
    @receiver = receiver
  end
  attr_reader :receiver
end

class KeyError
  def initialize(message = nil, receiver: nil, key: nil)
    super(message)
    @receiver = receiver
    @key = key
  end
  attr_reader :receiver, :key
end

class LoadError < ScriptError; end
class EncodingError < StandardError; end

class Method
  def curry(count = arity.abs) = to_proc.curry(count)
end

# Nothing here raises these; programs name them where they rescue.
class IOError < StandardError; end
class EOFError < IOError; end
class SystemExit < Exception; end

class Method
  alias === call
end
