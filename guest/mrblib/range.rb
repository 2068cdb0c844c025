class Range
  # `last` of an endless range raises; its hash must not.
  def hash = [self.begin, self.end, exclude_end?].hash

  def frozen? = true

  def step(by = 1)
    raise ArgumentError, "step can't be 0" if by == 0
    return to_enum(:step, by) unless block_given?
    first = self.begin
    if first.is_a?(String)
      each_with_index { |value, i| yield value if i % by == 0 }
    elsif self.end && [first, self.end, by].any?(Float)
      Kobako.steps(first, self.end, by, exclude_end?).times { |i| yield first + i * by.to_f }
    else
      until self.end && (by > 0 ? first > self.end : first < self.end) || exclude_end? && first == self.end
        yield first
        first += by
      end
    end
    self
  end

  alias % step
  alias __include? include?

  # A string is an element only if the walk from the first to the last meets it.
  def include?(value)
    return __include?(value) unless self.begin.is_a?(String) && self.end.is_a?(String)
    value.is_a?(String) && cover?(value) && any? { |element| element == value }
  end

  alias member? include?
end
