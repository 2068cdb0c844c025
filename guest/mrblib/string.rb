class String
  def valid_encoding? = scrub.bytesize == bytesize && scrub.bytes == bytes
  def encode(*, **) = dup
  def force_encoding(*) = self

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

  def scrub!(...) = replace(scrub(...))
  def sum(bits = 16) = bytes.sum & ((1 << bits) - 1)

  alias __each_line each_line

  def each_line(separator = "\n", chomp: false, &block)
    return to_enum(:each_line, separator, chomp: chomp) unless block
    __each_line(separator) { |line| yield chomp ? line.chomp(separator) : line }
    self
  end

  def lines(separator = "\n", chomp: false) = each_line(separator, chomp: chomp).to_a

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
  def to_s = "UTF-8"
  alias name to_s
  def inspect = "#<Encoding:UTF-8>"
  UTF_8 = new
end

class String
  def encoding = Encoding::UTF_8
end
