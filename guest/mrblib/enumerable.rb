module Enumerable
  def min(count = nil, &block) = count ? sort(&block).first(count) : __most(-1, &block)
  def max(count = nil, &block) = count ? sort(&block).reverse!.first(count) : __most(1, &block)

  def __most(sign)
    found = nil
    empty = true
    each do |*values|
      value = values.__svalue
      if empty
        found = value
        empty = false
        next
      end
      order = block_given? ? yield(value, found) : value <=> found
      unless order
        raise ArgumentError, "comparison of #{value.class} with #{Kobako.compared(found)} failed"
      end
      found = value if (order <=> 0) == sign
    end
    found
  end

  def min_by(count = nil, &block)
    return to_enum(:min_by, *count) unless block
    count ? sort_by(&block).first(count) : __most_by(-1, &block)
  end

  def max_by(count = nil, &block)
    return to_enum(:max_by, *count) unless block
    count ? sort_by(&block).reverse!.first(count) : __most_by(1, &block)
  end

  def minmax(&block) = to_a.then { |all| [all.min(&block), all.max(&block)] }

  def minmax_by(&block)
    return to_enum(:minmax_by) unless block
    pairs = []
    each { |*values| pairs << [values.__svalue, block.call(*values)] }
    [-1, 1].map { |sign| pairs.__most_by(sign) { |_, key| key }&.first }
  end

  # The element whose key is the smallest, or the largest: keys are compared by `<=>`.
  def __most_by(sign)
    found = most = nil
    empty = true
    each do |*values|
      key = yield(*values)
      unless empty
        order = key <=> most
        unless order
          raise ArgumentError, "comparison of #{key.class} with #{Kobako.compared(most)} failed"
        end
        next unless (order <=> 0) == sign
      end
      found = values.__svalue
      most = key
      empty = false
    end
    found
  end

  def to_h
    result = {}
    each do |*values|
      pair = block_given? ? yield(*values) : values.__svalue
      raise TypeError, "wrong element type #{pair.class} (expected array)" unless pair.is_a?(Array)
      unless pair.size == 2
        raise ArgumentError, "element has wrong array length (expected 2, was #{pair.size})"
      end
      result[pair[0]] = pair[1]
    end
    result
  end

  # Floats are added with what each addition loses kept aside, as CRuby does.
  def sum(total = 0)
    lost = 0.0
    float = total.is_a?(Float)
    each do |*values|
      value = values.__svalue
      value = yield(value) if block_given?
      float = true if value.is_a?(Float) && total.is_a?(Numeric)
      unless float && value.is_a?(Numeric) && (total = total.to_f).finite? && value.to_f.finite?
        total += value
        next
      end
      value = value.to_f
      sum = total + value
      lost += total.abs >= value.abs ? total - sum + value : value - sum + total
      total = sum
    end
    float && total.finite? ? total + lost : total
  end

  def to_set(&block) = Set.new(to_a, &block)
  def compact = to_a.compact
  def tally_by(&block) = block ? map(&block).tally : to_enum(:tally_by)

  def slice_when(&block)
    raise ArgumentError, "wrong number of arguments (given 0, expected 1)" unless block
    __slices { |before, value| block.call(before, value) }
  end

  def slice_before(*pattern, &block)
    __slices { |_, value| block ? block.call(value) : pattern[0] === value }
  end

  def slice_after(*pattern, &block)
    __slices { |before, _| block ? block.call(before) : pattern[0] === before }
  end

  # Arrays of what lies between the places where the block is true of two neighbours.
  def __slices(&cut)
    source = self
    Enumerator.new do |yielder|
      slice = nil
      source.each do |*values|
        value = values.__svalue
        if slice.nil?
          slice = [value]
        elsif cut.call(slice[-1], value)
          yielder << slice
          slice = [value]
        else
          slice << value
        end
      end
      yielder << slice if slice
    end
  end
end

module Kobako
  # How a message names what something was compared with.
  def self.compared(value)
    case value
    when nil, true, false, Numeric, Symbol then value.inspect
    else value.class
    end
  end
end

class Enumerator
  class Yielder
    def to_proc = ->(*values) { self.yield(*values) }
  end

  # The block of `to_enum` that says how many there are.
  def __sized_by(size)
    @size = size
  end

  def size
    return @obj.instance_exec(*@args, &@size) if @size.is_a?(Proc) && !@obj.is_a?(Generator)
    return @size.respond_to?(:call) ? @size.call : @size if @size
    count = @args[0]
    case @meth
    when :times then @obj
    when :cycle then count ? @obj.size * count : Float::INFINITY
    when :each_slice then (@obj.size + count - 1).div(count)
    when :each_cons then [@obj.size - count + 1, 0].max
    when :permutation, :combination, :step, :detect, :find_index, :index, :take_while, :drop_while then nil
    else @obj.size if @obj.respond_to?(:size) && !@obj.is_a?(Integer)
    end
  end
end
