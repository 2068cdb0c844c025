# What of String takes a pattern; anything else goes to the method that was there before.
class String
  def =~(pattern)
    raise TypeError, "type mismatch: String given" if pattern.is_a?(String)
    pattern =~ self
  end

  def match(pattern, position = 0, &block)
    Kobako::Pattern.of(pattern).match(self, position, &block)
  end

  def match?(pattern, position = 0) = Kobako::Pattern.of(pattern).match?(self, position)

  def scan(pattern, &block) = Kobako::Pattern.literal(pattern).__scan(self, &block)

  def gsub(pattern, *replacement, &block)
    return to_enum(:gsub, pattern) if replacement.empty? && !block
    Kobako::Pattern.literal(pattern).__sub(self, true, *replacement, &block) || dup
  end

  def sub(pattern, *replacement, &block)
    raise ArgumentError, "wrong number of arguments (given 1, expected 2)" if replacement.empty? && !block
    Kobako::Pattern.literal(pattern).__sub(self, false, *replacement, &block) || dup
  end

  def gsub!(pattern, *replacement, &block)
    raise FrozenError, "can't modify frozen String: #{inspect}" if frozen?
    return to_enum(:gsub!, pattern) if replacement.empty? && !block
    result = Kobako::Pattern.literal(pattern).__sub(self, true, *replacement, &block)
    result && replace(result)
  end

  def sub!(pattern, *replacement, &block)
    raise FrozenError, "can't modify frozen String: #{inspect}" if frozen?
    raise ArgumentError, "wrong number of arguments (given 1, expected 2)" if replacement.empty? && !block
    result = Kobako::Pattern.literal(pattern).__sub(self, false, *replacement, &block)
    result && replace(result)
  end

  alias __split split
  def split(pattern = nil, limit = 0, &block)
    parts = pattern.is_a?(Regexp) ? pattern.__split(self, limit) : __split(pattern, limit)
    return parts unless block
    parts.each(&block)
    self
  end

  alias __index index
  def index(pattern, *position)
    return __index(pattern, *position) unless pattern.is_a?(Regexp)
    match = pattern.match(self, *position)
    match && match.begin(0)
  end

  alias __rindex rindex
  def rindex(pattern, *position)
    return __rindex(pattern, *position) unless pattern.is_a?(Regexp)
    from = position.empty? || position[0] > size ? bytesize : __char_to_byte(position[0])
    match = from ? pattern.__match(self, from, true) : nil
    match && match.begin(0)
  end

  alias __start_with? start_with?
  def start_with?(*prefixes)
    prefixes.any? do |prefix|
      next __start_with?(prefix) unless prefix.is_a?(Regexp)
      Regexp.new("\\A(?:#{prefix})").__match(self)
    end
  end

  alias __partition partition
  def partition(pattern)
    return __partition(pattern) unless pattern.is_a?(Regexp)
    match = pattern.__match(self)
    match ? [match.pre_match, match[0], match.post_match] : [dup, "", ""]
  end

  alias __rpartition rpartition
  def rpartition(pattern)
    return __rpartition(pattern) unless pattern.is_a?(Regexp)
    match = pattern.__match(self, bytesize, true)
    match ? [match.pre_match, match[0], match.post_match] : ["", "", dup]
  end

  alias __slice! slice!
  def slice!(pattern, *rest)
    return __slice!(pattern, *rest) unless pattern.is_a?(Regexp)
    raise FrozenError, "can't modify frozen String: #{inspect}" if frozen?
    match = pattern.__match(self)
    return nil unless match
    group = rest.empty? ? 0 : rest[0]
    found = match[group]
    __splice(match, group, "") if found
    found
  end

  alias __assign []=
  def []=(pattern, *rest)
    return __assign(pattern, *rest) unless pattern.is_a?(Regexp)
    raise FrozenError, "can't modify frozen String: #{inspect}" if frozen?
    match = pattern.__match(self)
    raise IndexError, "regexp not matched" unless match
    group = rest.size > 1 ? rest[0] : 0
    raise IndexError, "regexp group #{group} not matched" unless match[group]
    __splice(match, group, rest[-1])
  end

  private

  def __splice(match, group, text)
    from, to = match.byteoffset(group)
    replace(byteslice(0, from) + text + byteslice(to, bytesize - to))
  end
end

module Kobako
  # What a String method makes of its pattern.
  module Pattern
    # A String is the source of a pattern.
    def self.of(pattern)
      pattern.is_a?(Regexp) ? pattern : Regexp.new(pattern)
    end

    # A String stands for itself.
    def self.literal(pattern)
      return pattern if pattern.is_a?(Regexp)
      raise TypeError, "wrong argument type #{pattern.class} (expected Regexp)" unless pattern.is_a?(String)
      Regexp.new(Regexp.escape(pattern))
    end
  end
end

class Symbol
  def =~(pattern) = name =~ pattern
  def match(pattern, position = 0, &block) = name.match(pattern, position, &block)
  def match?(pattern, position = 0) = name.match?(pattern, position)
end

class NilClass
  def =~(_pattern) = nil
end

module Kernel
  def !~(pattern) = !(self =~ pattern)
end
