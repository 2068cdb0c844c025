module Kobako
  # Reads numbers from text: what it can from where the last one ended, nil for none.
  class Numerals
    def initialize(text)
      @text = text
      @at = 0
      blanks
    end

    def blanks
      @at += 1 while [9, 10, 11, 12, 13, 32].include?(peek)
    end

    def end? = @at == @text.bytesize

    def rational
      at = @at
      sign = skip("+-")
      exact = number
      @at = at unless exact
      exact && Rational(sign == "-" ? -exact : exact)
    end

    private

    def number
      value = decimal
      return unless value
      if [69, 101].include?(peek) && (digit?(1) || [43, 45].include?(peek(1)) && digit?(2))
        @at += 1
        sign = skip("+-")
        value *= Rational(10, 1)**(sign == "-" ? -digits.to_i : digits.to_i)
      end
      if peek == 47 && digit?(1)
        @at += 1
        value = Rational(value, decimal)
      end
      value
    end

    # Digits, and those after a point.
    def decimal
      whole = digits
      return whole&.to_i unless peek == 46 && digit?(1)
      @at += 1
      fraction = digits
      Rational("#{whole}#{fraction}".to_i, 10**fraction.size)
    end

    def digits
      return unless digit?
      at = @at
      @at += 1 while digit? || peek == 95 && digit?(1)
      @text.byteslice(at, @at - at).delete("_")
    end

    def peek(ahead = 0) = @text.getbyte(@at + ahead)

    def digit?(ahead = 0)
      byte = peek(ahead)
      byte ? byte.between?(48, 57) : false
    end

    def skip(characters)
      byte = peek
      return unless byte && characters.include?(byte.chr)
      @at += 1
      byte.chr
    end
  end

  # What the block reads of a text, which must be all of it.
  def self.numeral(text)
    numerals = Numerals.new(text)
    value = yield numerals
    numerals.blanks
    raise ArgumentError, "invalid value for convert(): #{text.inspect}" unless value && numerals.end?
    value
  end

end

class String
  def to_r = Kobako::Numerals.new(self).rational || Rational(0, 1)
end

module Kernel
  private

  alias __Rational Rational

  def Rational(a, b = 1, exception: true)
    raise TypeError, "can't convert nil into Rational" if a.nil? || b.nil?
    a = Kobako.numeral(a, &:rational) if a.is_a?(String)
    b = Kobako.numeral(b, &:rational) if b.is_a?(String)
    return __Rational(a, b) if a.is_a?(Integer) && b.is_a?(Integer)
    [a, b].each { |part| raise TypeError, "can't convert #{part.class} into Rational" unless part.respond_to?(:to_r) }
    a.to_r / b.to_r
  rescue StandardError
    raise if exception
  end

end

class Numeric
  def real? = true
end

class Rational
  def div(other)
    raise ZeroDivisionError, "divided by 0" if other == 0
    (self / other).floor
  end

  def %(other) = self - other * div(other)
  alias modulo %
  def divmod(other) = [div(other), self % other]
  def remainder(other) = self - other * (self / other).truncate
  def coerce(other) = other.is_a?(Integer) ? [Rational(other, 1), self] : [Float(other), to_f]
end
