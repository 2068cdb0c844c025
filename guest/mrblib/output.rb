module Kobako
  # How lines are made of values; shared by the two channels and by what a program puts in
  # their place.
  module Lines
    def self.text(value, nesting = [])
      return value if value.is_a?(String)
      if value.is_a?(Array)
        return "[...]" if nesting.any? { |outer| outer.equal?(value) }
        nesting += [value]
        return value.map { |element| line(element, nesting) }.join
      end
      value.to_s
    end

    def self.line(value, nesting = [])
      text = text(value, nesting)
      text = value.__send__(:to_s) unless text.is_a?(String)
      value.is_a?(Array) && !nesting.any? { |outer| outer.equal?(value) } || text[-1] == "\n" ? text : text + "\n"
    end

    def self.lines(values)
      only = values[0]
      return only.end_with?("\n") ? only : only + "\n" if values.size == 1 && only.is_a?(String)
      values.empty? || values == [[]] ? "\n" : values.map { |value| line(value) }.join
    end
  end

  class Output
    def <<(value)
      write(value)
      self
    end

    def print(*values)
      write(*values)
      nil
    end

    def puts(*values)
      write(Lines.lines(values))
      nil
    end

    def p(*values)
      values.each { |value| write(value.inspect, "\n") }
      values.size > 1 ? values : values[0]
    end

    def printf(format = nil, *values)
      write(Kernel.format(format, *values)) if format
      nil
    end

    def putc(character)
      write(character.is_a?(Integer) ? (character & 255).chr : character.to_s[0])
      character
    end

    def flush = self
    def fsync = 0
    def sync = true
    def sync=(value)
      value
    end
    def tty? = false
    alias isatty tty?

    def inspect = fileno == 1 ? "#<Kobako::Output:<STDOUT>>" : "#<Kobako::Output:<STDERR>>"
    alias to_s inspect
  end
end

module Kernel
  private

  def puts(*values)
    $stdout.write(Kobako::Lines.lines(values))
    nil
  end

  def print(*values)
    $stdout.write(*values)
    nil
  end

  def p(*values)
    values.each { |value| $stdout.write(value.inspect, "\n") }
    values.size > 1 ? values : values[0]
  end

  def printf(format = nil, *values)
    $stdout.write(format(format, *values)) if format
    nil
  end

  def putc(character)
    $stdout.write(character.is_a?(Integer) ? (character & 255).chr : character.to_s[0])
    character
  end

  def warn(*messages, uplevel: nil, category: nil)
    $stderr.write(Kobako::Lines.lines(messages)) unless messages.empty?
    nil
  end
end
