module Enumerable
  def lazy
    source = self
    count = respond_to?(:size) ? -> { source.size } : nil
    Enumerator::Lazy.new(self, count, []) { |yielder| source.each { |*values| yielder << values.__svalue } }
  end
end

class Enumerator
  # Steps that are taken for each element as it is asked for; every walk begins anew.
  class Lazy < Enumerator
    # With `call`, what made it, the block is the whole walk; else what is done with each element.
    def initialize(source, count = nil, call = nil, &block)
      raise ArgumentError, "tried to call lazy new without a block" unless block
      @source = source
      @count = count
      @call = call
      return super(&block) if call
      super() { |yielder| source.each { |*values| block.call(yielder, *values) } }
    end

    def size = @count.respond_to?(:call) ? @count.call : @count

    def inspect
      name, arguments = @call
      call = ":#{name}#{"(#{arguments.map(&:inspect).join(", ")})" unless arguments.empty?}" if name
      "#<Enumerator::Lazy: #{@source.inspect}#{call}>"
    end
    alias to_s inspect

    def to_enum(name = :each, *arguments, &size)
      __step(name, arguments, size) { |yielder| __send__(name, *arguments) { |*values| yielder << values.__svalue } }
    end
    alias enum_for to_enum

    def map(&block) = __each_step(:map, block, true) { |yielder, value| yielder << block.call(value) }
    alias collect map
    def select(&block) = __each_step(:select, block) { |yielder, value| yielder << value if block.call(value) }
    alias find_all select
    alias filter select
    def reject(&block) = __each_step(:reject, block) { |yielder, value| yielder << value unless block.call(value) }

    def filter_map(&block)
      __each_step(:filter_map, block) do |yielder, value|
        value = block.call(value)
        yielder << value if value
      end
    end

    def flat_map(&block)
      __each_step(:flat_map, block) do |yielder, value|
        value = block.call(value)
        next yielder << value unless value.is_a?(Array) || value.is_a?(Lazy)
        value.each { |element| yielder << element }
      end
    end
    alias collect_concat flat_map

    def grep(pattern, &block)
      __step(:grep, [pattern]) do |yielder|
        each { |value| yielder << (block ? block.call(value) : value) if pattern === value }
      end
    end

    def grep_v(pattern, &block)
      __step(:grep_v, [pattern]) do |yielder|
        each { |value| yielder << (block ? block.call(value) : value) unless pattern === value }
      end
    end

    def take_while(&block)
      __step(:take_while, [], nil, block) do |yielder|
        each { |value| block.call(value) ? yielder << value : break }
      end
    end

    def drop_while(&block)
      __step(:drop_while, [], nil, block) do |yielder|
        dropping = true
        each { |value| yielder << value unless dropping &&= block.call(value) }
      end
    end

    def take(count)
      count = count.__to_int
      raise ArgumentError, "attempt to take negative size" if count < 0
      __step(:take, [count], -> { size&.then { |all| [all, count].min } }) do |yielder|
        left = count
        each { |value| yielder << value; break if (left -= 1) == 0 } if left > 0
      end
    end

    def drop(count)
      count = count.__to_int
      raise ArgumentError, "attempt to drop negative size" if count < 0
      __step(:drop, [count], -> { size&.then { |all| [all - count, 0].max } }) do |yielder|
        left = count
        each { |value| left > 0 ? left -= 1 : yielder << value }
      end
    end

    def uniq(&block)
      __step(:uniq, []) do |yielder|
        seen = {}
        each do |value|
          key = block ? block.call(value) : value
          yielder << value unless seen.key?(key)
          seen[key] = true
        end
      end
    end

    def zip(*others, &block)
      return super if block
      __step(:zip, others, -> { size }) do |yielder|
        sources = others.map { |other| other.is_a?(Array) ? other.each : other.each_entry }
        each do |value|
          yielder << [value, *sources.map { |source| Lazy.__next(source) }]
        end
      end
    end

    def self.__next(source)
      source.next
    rescue StopIteration
      nil
    end

    def with_index(offset = 0, &block)
      offset = (offset || 0).__to_int
      __step(:with_index, offset == 0 ? [] : [offset], -> { size }) do |yielder|
        index = offset - 1
        each do |value|
          index += 1
          block ? (block.call(value, index); yielder << value) : yielder << [value, index]
        end
      end
    end
    def each_with_index(&block) = with_index(&block)

    def compact = __step(:compact, []) { |yielder| each { |value| yielder << value unless value.nil? } }
    def eager = Enumerator.new { |yielder| each { |value| yielder << value } }
    def lazy = self
    alias force to_a
    def sort(&block) = to_a.sort(&block)
    def sort_by(&block) = block ? to_a.sort_by(&block) : to_enum(:sort_by)
    def chain(*) = super.lazy
    alias + chain
    def chunk(...) = super.lazy
    def chunk_while(...) = super.lazy
    def slice_when(...) = super.lazy
    def slice_before(...) = super.lazy
    def slice_after(...) = super.lazy

    private

    def __step(name, arguments, count = nil, block = true, &walk)
      raise ArgumentError, "tried to call lazy #{name} without a block" unless block
      Lazy.new(self, count, [name, arguments], &walk)
    end

    def __each_step(name, block, sized = false, &step)
      __step(name, [], sized ? -> { size } : nil, block) do |yielder|
        each { |value| step.call(yielder, value) }
      end
    end
  end
end
