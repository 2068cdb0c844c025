class Integer
  def pred = self - 1
  def ord = self
  alias magnitude abs
  def infinite? = nil
  def bit_length = (self < 0 ? ~self : self).then { |n| n == 0 ? 0 : n.to_s(2).size }
  def [](index, count = nil)
    return (self >> index) & (1 << count) - 1 if count
    return index < 0 ? 0 : (self >> index) & 1 unless index.is_a?(Range)
    from, to = index.begin, index.end
    raise ArgumentError, "The beginless range for Integer#[] results in infinity" unless from || self & (1 << to + (index.exclude_end? ? 0 : 1)) - 1 == 0
    return 0 unless from
    return self >> from unless to && to >= from
    (self >> from) & (1 << to - from + (index.exclude_end? ? 0 : 1)) - 1
  end

  def gcd(other)
    raise TypeError, "not an integer" unless other.is_a?(Integer)
    a, b = abs, other.abs
    a, b = b, a % b until b == 0
    a
  end

  def lcm(other) = self == 0 || other == 0 ? 0 : (self / gcd(other) * other).abs

  alias __fdiv fdiv
  def fdiv(other) = other == 0 ? to_f / other.to_f : __fdiv(other)

  alias __power **
  def **(other)
    return __power(other) unless other.is_a?(Integer) && (other < 0 || other >= 0x1000_0000)
    return other.even? ? self * self : self if abs == 1 || self == 0 && other > 0
    raise ArgumentError, "exponent is too large" if other > 0
    Rational(1, __power(-other))
  end

  alias __pow pow
  def pow(power, modulus = nil) = modulus ? __pow(power, modulus) : self ** power

  # To a power of ten, a half going where `half` says.
  def round(digits = 0, half: :up)
    return self if digits >= 0
    unit = 10**-digits
    below, rest = abs.divmod(unit)
    order = rest * 2 <=> unit
    below += 1 if order > 0 || order == 0 && (half == :up || half.nil? || half == :even && below.odd?)
    below * unit * (self <=> 0)
  end

  def ceildiv(other) = -(-self).div(other)
  def coerce(other) = other.is_a?(Integer) ? [other, self] : [Float(other), to_f]
  def gcdlcm(other) = [gcd(other), lcm(other)]
end

class Float
  alias magnitude abs
  def coerce(other) = [Float(other), self]
  def numerator = to_r.numerator
  def denominator = to_r.denominator
end

class Rational
  # Exactly, but for a Float.
  def <=>(other)
    case other
    when Integer then numerator <=> denominator * other
    when Rational then numerator * other.denominator <=> other.numerator * denominator
    when Numeric then to_f <=> other.to_f
    end
  end

  alias __power **
  def **(other)
    return __power(other) unless other.is_a?(Integer)
    other < 0 ? Rational(denominator**-other, numerator**-other) : Rational(numerator**other, denominator**other)
  end

  alias magnitude abs
  def floor(digits = 0) = __to_digits(digits) { |n, d| n.div(d) }
  def ceil(digits = 0) = __to_digits(digits) { |n, d| -(-n).div(d) }
  def truncate(digits = 0) = self < 0 ? ceil(digits) : floor(digits)

  def round(digits = 0, half: :up)
    __to_digits(digits) do |n, d|
      below, rest = n.abs.divmod(d)
      order = rest * 2 <=> d
      below += 1 if order > 0 || order == 0 && (half == :up || half.nil? || half == :even && below.odd?)
      n < 0 ? -below : below
    end
  end

  # What the block makes of the fraction, as it is moved by that many decimal digits.
  def __to_digits(digits)
    return yield(numerator, denominator) if digits == 0
    scale = digits > 0 ? Rational(10**digits, 1) : Rational(1, 10**-digits)
    scaled = self * scale
    result = Rational(yield(scaled.numerator, scaled.denominator), 1) / scale
    digits > 0 ? result : result.to_i
  end
end

module Kobako
  # How many numbers there are from one to the other, of which one is a Float.
  def self.steps(from, to, step, open)
    raise ArgumentError, "step can't be 0" if step == 0
    count = (to - from) / step.to_f
    slack = (from.abs + to.abs + (to - from).abs) / step.abs * Float::EPSILON
    return 0 if count < -slack
    return count if count.infinite?
    whole = (count + [slack, 0.5].min).floor
    open && from + whole * step >= to ? whole : whole + 1
  end
end

class FloatDomainError < RangeError; end

module Kernel
  private

  alias __Integer Integer
  alias __Float Float

  def Integer(value, *base, exception: true)
    raise FloatDomainError, value.to_s if value.is_a?(Float) && !value.finite?
    __Integer(value, *base)
  rescue StandardError
    raise if exception
  end

  def Float(value, exception: true)
    __Float(value)
  rescue StandardError
    raise if exception
  end
end

class Numeric
  def to_int = to_i
end

class Float
  def next_float = nan? || self == INFINITY ? self : Kobako.unplace(Kobako.place(self) + 1)
  def prev_float = -(-self).next_float
end

module Kobako
  # Floats in their order as Integers, and back.
  def self.place(float)
    return 0 if float == 0
    float < 0 ? -place(-float) : [float].pack("E").unpack1("q<")
  end

  def self.unplace(place) = place < 0 ? -unplace(-place) : [place].pack("q<").unpack1("E")
end
