class Range
  # `last` of an endless range raises; its hash must not.
  def hash = [self.begin, self.end, exclude_end?].hash

  def frozen? = true

  alias __include? include?

  # A string is an element only if the walk from the first to the last meets it.
  def include?(value)
    return __include?(value) unless self.begin.is_a?(String) && self.end.is_a?(String)
    value.is_a?(String) && cover?(value) && any? { |element| element == value }
  end

  alias member? include?
end

class Range
  alias __min min
  alias __max max
  def min(count = nil, &block) = count ? to_a.min(count, &block) : __min(&block)
  def max(count = nil, &block) = count ? to_a.max(count, &block) : __max(&block)

  def minmax(&block) = block ? super : [min, max]

  # Of an endless range the search begins with steps that double.
  def bsearch
    return to_enum(:bsearch) unless block_given?
    low, high = self.begin, self.end
    unless (low || high) && [low, high].compact.all?(Numeric)
      raise TypeError, "can't do binary search for #{(low || high).class}"
    end
    float = low.is_a?(Float) || high.is_a?(Float)
    step = 1
    if float
      low, high = [low || -Float::INFINITY, high || Float::INFINITY].map { |bound| Kobako.place(bound.to_f) }
    elsif high.nil?
      step *= 2 until Kobako.reached?(yield(low + step))
      high = low + step
    elsif low.nil?
      step *= 2 while Kobako.reached?(yield(high - step))
      low = high - step
    end
    high -= 1 if self.end && exclude_end?
    found = nil
    while low <= high
      middle = (low + high).div(2)
      value = float ? Kobako.unplace(middle) : middle
      answer = yield value
      return value if answer == 0
      found = value if answer == true
      Kobako.reached?(answer) ? high = middle - 1 : low = middle + 1
    end
    found
  end
end

module Kobako
  # Whether what is searched for is not above.
  def self.reached?(answer)
    case answer
    when true then true
    when false, nil then false
    when Numeric then answer <= 0
    else raise TypeError, "wrong argument type #{answer.class} (must be numeric, true, false or nil)"
    end
  end
end

class Array
  def to_ary = self
end
