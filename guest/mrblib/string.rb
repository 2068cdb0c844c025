class String
  def valid_encoding? = scrub.bytesize == bytesize && scrub.bytes == bytes

  # To UTF-8, or to ASCII where there is nothing else in it; the sandbox knows no other encodings.
  def encode(to = "UTF-8", from = nil, **options)
    replace = options[:replace]
    source = from ? Kobako.encoding(from) : "UTF-8"
    ascii = Kobako.encoding(to) == "US-ASCII"
    unless source && Kobako.encoding(to)
      raise Encoding::ConverterNotFoundError, "code converter not found (#{from || "UTF-8"} to #{to})"
    end
    result = options[:invalid] == :replace ? scrub(replace || (ascii ? "?" : "\u{FFFD}")) : dup
    if ascii && !result.ascii_only?
      result = result.each_char.map do |char|
        next char if char.ascii_only?
        next replace || "?" if options[:undef] == :replace
        raise Encoding::UndefinedConversionError, "#{char.inspect} from UTF-8 to #{to}"
      end.join
    end
    result
  end

  def encode!(...) = replace(encode(...))

  def force_encoding(name)
    return self if Kobako.encoding(name)
    raise ArgumentError, "unknown encoding name - #{name} (the sandbox has UTF-8 and bytes)"
  end

  def unicode_normalize(_form = :nfc) = ascii_only? ? dup : Kobako.absent("unicode_normalize beyond ASCII")
  def unicode_normalized?(_form = :nfc) = ascii_only? || Kobako.absent("unicode_normalize beyond ASCII")

  # Bytes that are no part of a character are replaced.
  def scrub(replacement = "\u{FFFD}")
    result = ""
    bad = []
    each_char do |char|
      if char.bytesize == 1 && char.getbyte(0) > 127
        bad << char
      else
        result << (block_given? ? yield(bad.join) : replacement) unless bad.empty?
        bad = []
        result << char
      end
    end
    result << (block_given? ? yield(bad.join) : replacement) unless bad.empty?
    result
  end

  alias dedup -@
  def scrub!(...) = replace(scrub(...))
  def sum(bits = 16) = bits > 0 ? bytes.sum & ((1 << bits) - 1) : bytes.sum

  alias __each_line each_line

  def each_line(separator = "\n", chomp: false, &block)
    return to_enum(:each_line, separator, chomp: chomp) unless block
    __each_line(separator) { |line| yield chomp ? line.chomp(separator) : line }
    self
  end

  def lines(separator = "\n", chomp: false, &block)
    lines = each_line(separator, chomp: chomp, &block)
    block ? self : lines.to_a
  end

  class << self
    alias __new new
    def new(text = "", capacity: nil, encoding: nil) = __new(text)
  end
end

class Symbol
  def [](*arguments) = to_s[*arguments]
  alias slice []
  def succ = to_s.succ.to_sym
  alias next succ
  def swapcase = to_s.swapcase.to_sym
  def start_with?(*texts) = to_s.start_with?(*texts)
  def end_with?(*texts) = to_s.end_with?(*texts)
  alias id2name to_s
end

# Names only: a string is bytes, read as UTF-8 where that is asked.
class Encoding
  class UndefinedConversionError < EncodingError; end
  class ConverterNotFoundError < EncodingError; end

  attr_reader :name

  def initialize(name)
    @name = name
  end

  alias to_s name
  def inspect = "#<Encoding:#{name}>"

  UTF_8 = new("UTF-8")
  BINARY = ASCII_8BIT = new("BINARY")
  US_ASCII = ASCII = new("US-ASCII")
end

module Kobako
  # The name of an encoding that there is.
  def self.encoding(name)
    case name.to_s.upcase
    when "UTF-8", "UTF8" then "UTF-8"
    when "ASCII-8BIT", "BINARY" then "BINARY"
    when "US-ASCII", "ASCII" then "US-ASCII"
    end
  end
end

class String
  def encoding = Encoding::UTF_8
end

