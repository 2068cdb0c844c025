class Enumerator
  # What `step` and `%` of numbers answer without a block: numbers at equal distances.
  class ArithmeticSequence < Enumerator
    attr_reader :begin, :end, :step, :size

    # The call is what made it: a receiver, a name, arguments, keywords.
    def initialize(first, last, step, open, *call)
      @begin = first
      @end = last
      @step = step
      @open = open
      @call = call
      @float = [first, last, step].any?(Float)
      @size = Kobako.count(first, last, step, open)
    end

    def exclude_end? = @open

    def inspect
      receiver, name, arguments, keywords = @call
      list = arguments.map(&:inspect) + keywords.map { |key, value| "#{key}: #{value.inspect}" }
      receiver = receiver.is_a?(Range) ? "(#{receiver.inspect})" : receiver.inspect
      "(#{receiver}.#{name}#{"(#{list.join(", ")})" unless list.empty?})"
    end

    alias to_s inspect

    def ==(other) = other.is_a?(ArithmeticSequence) && __parts == other.__parts
    alias eql? ==
    def hash = __parts.hash
    def __parts = [@begin, @end, @step, @open]

    def last(count = nil)
      return @size == 0 ? nil : __at(@size - 1) unless count
      count = [count, @size].min
      Array.new(count) { |i| __at(@size - count + i) }
    end

    # The elements of an Array that the sequence names, from its end where the step is negative.
    def __elements(array)
      from, to, open = @begin, @end, @open
      if @step < 0
        to, open = to + 1, false if open && to
        from, to = to, from
      end
      part = array[open ? from...to : from..to]
      if @step.abs > 1
        first = from || 0
        first += array.size if first < 0
        to += array.size if to && to < 0
        if part.nil? || to && to - first + (open ? 0 : 1) > array.size
          raise RangeError, "#{inspect} out of range"
        end
      end
      return part unless part
      part.reverse! if @step < 0
      part.each_slice(@step.abs).map(&:first)
    end

    private

    def __at(i)
      value = @begin + i * @step
      return value unless @float
      value = value.to_f
      !@open && @end && (@step > 0 ? value > @end : value < @end) ? @end.to_f : value
    end

    def __enumerator_block_call
      i = 0
      while i < @size
        yield __at(i)
        i += 1
      end
      self
    end
  end
end

module Kobako
  # How many numbers there are from one to the other.
  def self.count(from, to, step, open)
    return Float::INFINITY unless from && to
    return steps(from, to, step, open) if [from, to, step].any?(Float)
    return 0 if step > 0 ? from > to : from < to
    count = (to - from).div(step)
    open && from + count * step == to ? count : count + 1
  end
end

class Numeric
  def __steps(arguments, keywords, block)
    limit, step = arguments
    limit = keywords[:to] if limit.nil?
    step = keywords[:by] if step.nil?
    step = 1 if step.nil?
    unless limit.nil? || limit.is_a?(Numeric)
      raise ArgumentError, "comparison of #{self.class} with #{Kobako.compared(limit)} failed"
    end
    raise ArgumentError, "step can't be 0" if step == 0
    unless block
      return Enumerator::ArithmeticSequence.new(self, limit, step, false, self, :step, arguments, keywords)
    end
    return __step(limit, step, &block) unless limit && [self, limit, step].any?(Float) && [self, limit, step].all?(&:finite?)
    Kobako.steps(self, limit, step, false).times { |i| block.call(self + i * step.to_f) }
    self
  end
end

class Integer
  def step(*arguments, **keywords, &block) = __steps(arguments, keywords, block)
end

class Float
  def step(*arguments, **keywords, &block) = __steps(arguments, keywords, block)
end

class Rational
  def step(*arguments, **keywords, &block)
    sequence = __steps(arguments, keywords, nil)
    return sequence unless block
    sequence.each(&block)
    self
  end
end

class Range
  def step(by = 1, &block)
    return __sequence(:step, by) unless block || !(self.begin || self.end).is_a?(Numeric)
    raise ArgumentError, "step can't be 0" if by == 0
    return to_enum(:step, by) unless block
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

  def %(by, &block) = block || !(self.begin || self.end).is_a?(Numeric) ? step(by, &block) : __sequence(:%, by)

  def __sequence(name, by)
    raise ArgumentError, "step can't be 0" if by == 0
    Enumerator::ArithmeticSequence.new(self.begin, self.end, by, exclude_end?, self, name, [by], {})
  end
end
