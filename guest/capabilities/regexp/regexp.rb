class Regexp
  IGNORECASE = 1
  EXTENDED = 2
  MULTILINE = 4

  def self.try_convert(value) = value.is_a?(Regexp) ? value : nil

  def self.union(*patterns)
    patterns = patterns[0] if patterns.size == 1 && patterns[0].is_a?(Array)
    return /(?!)/ if patterns.empty?
    return patterns[0] if patterns.size == 1 && patterns[0].is_a?(Regexp)
    new(patterns.map { |pattern| pattern.is_a?(Regexp) ? pattern.to_s : escape(pattern) }.join("|"))
  end

  def match(string, position = 0)
    return __match(nil) if string.nil?
    string = string.name if string.is_a?(Symbol)
    from = position == 0 ? 0 : string.__char_to_byte(position)
    match = __match(string, from || -1)
    match && block_given? ? yield(match) : match
  end

  def ~ = self =~ $_

  def names = __names.map { |name, *| name }

  def named_captures = __names.to_h { |name, *groups| [name, groups] }

  def casefold? = options & IGNORECASE != 0
  def fixed_encoding? = false

  def ==(other) = other.is_a?(Regexp) && source == other.source && options == other.options
  alias eql? ==
  def hash = [source, options].hash

  def to_s
    on = __flags
    off = "mix".delete(on.empty? ? "\0" : on)
    "(?#{on}#{"-#{off}" unless off.empty?}:#{__escaped})"
  end

  def inspect = "/#{__escaped}/#{__flags}"

  def dup = self
  def clone(freeze: true) = self

  private

  # In the order of their first groups.
  def __names = __groups.sort_by { |_, first| first }

  def __flags
    flags = ""
    flags += "m" if options & MULTILINE != 0
    flags += "i" if options & IGNORECASE != 0
    flags += "x" if options & EXTENDED != 0
    flags
  end

  # The source with its slashes escaped.
  def __escaped
    return source unless source.include?("/")
    quoted = false
    out = ""
    source.each_char do |char|
      out << "\\" if char == "/" && !quoted
      quoted = char == "\\" && !quoted
      out << char
    end
    out
  end
end

class MatchData
  alias length size

  def [](key, *rest)
    rest.empty? && !key.is_a?(Range) ? __group(key) : to_a[key, *rest]
  end

  def names = regexp.names
  def deconstruct = captures
  def byteend(group) = byteoffset(group)[1]
  def bytebegin(group) = byteoffset(group)[0]

  def named_captures(symbolize_names: false)
    names.to_h { |name| [symbolize_names ? name.to_sym : name, __group(name)] }
  end

  def deconstruct_keys(keys)
    captures = named_captures(symbolize_names: true)
    keys ? captures.select { |name, _| keys.include?(name) } : captures
  end

  def values_at(*keys)
    keys.flat_map { |key| key.is_a?(Range) ? to_a[key] : [__group(key)] }
  end

  def match(group)
    offset(group)
    __group(group)
  end

  def match_length(group) = match(group)&.length
  def dup = self
  def clone(freeze: true) = self

  def ==(other)
    other.is_a?(MatchData) && string == other.string && regexp == other.regexp && byteoffset(0) == other.byteoffset(0) &&
      to_a == other.to_a
  end
  alias eql? ==
  def hash = [string, regexp, to_a].hash

  def inspect
    labels = regexp.names
    groups = captures.each_with_index.map { |text, i| " #{labels[i] || i + 1}:#{text.inspect}" }
    "#<MatchData #{to_s.inspect}#{groups.join}>"
  end
end
