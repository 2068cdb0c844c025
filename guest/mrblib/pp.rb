module Kobako
  # `inspect`, broken into lines where it is wider than a terminal, as CRuby's `pp` does.
  class Pretty
    WIDTH = 79

    def initialize
      @open = []
    end

    # The text of the value whose first line begins at `column` and whose last is followed by `tail` characters.
    def text(value, column = 0, tail = 0)
      flat = value.inspect
      return flat if column + flat.size + tail <= WIDTH || @open.any? { |outer| outer.equal?(value) }
      @open << value
      result = wide(value, column, tail) || flat
      @open.pop
      result
    end

    private

    def wide(value, column, tail)
      case value
      when Array then list("[", value, "]", column, tail) { |one, at, rest| text(one, at, rest) }
      when Hash then list("{", value.to_a, "}", column, tail) { |(key, one), at, rest| pair(key, one, at, rest) }
      when Struct, Data
        fields(value.is_a?(Struct) ? "struct" : "data", value, value.to_h.to_a, column, tail)
      end
    end

    def list(before, elements, after, column, tail)
      last = elements.size - 1
      lines = elements.each_with_index.map { |one, i| yield one, column + 1, i == last ? tail + 1 : 1 }
      before + lines.join(",\n" + " " * (column + 1)) + after
    end

    def pair(key, value, column, tail)
      name = key.is_a?(Symbol) ? {key => 0}.inspect[1..-3] : "#{text(key, column)} => "
      flat = value.inspect
      name = name.rstrip
      return "#{name} #{flat}" if column + name.size + 1 + flat.size + tail <= WIDTH
      "#{name}\n#{" " * (column + 1)}#{text(value, column + 1, tail)}"
    end

    def fields(kind, value, pairs, column, tail)
      lines = pairs.each_with_index.map do |(name, one), i|
        rest = i == pairs.size - 1 ? tail + 1 : 1
        flat = one.inspect
        next "#{name}=#{flat}" if column + 2 + name.size + flat.size + rest < WIDTH
        "#{name}=\n#{" " * (column + 2)}#{text(one, column + 2, rest)}"
      end
      "#<#{kind} #{value.class}\n#{" " * (column + 1)}" + lines.join(",\n" + " " * (column + 1)) + ">"
    end
  end
end

module Kernel
  def pretty_inspect = Kobako::Pretty.new.text(self) + "\n"

  private

  def pp(*values)
    values.each { |value| $stdout.write(value.pretty_inspect) }
    values.size > 1 ? values : values[0]
  end
end
