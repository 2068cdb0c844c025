class Time
  def nsec = usec * 1000
  def to_r = to_i + Rational(usec, 1_000_000)
  def subsec = Rational(usec, 1_000_000)
  def utc_offset = 0
  def isdst = false
  alias dst? isdst
  def to_a = [sec, min, hour, day, month, year, wday, yday, false, zone]
  def hash = [to_i, usec].hash
  def eql?(other) = other.is_a?(Time) && self == other
  def iso8601(digits = 0) = strftime("%FT%T#{".%#{digits}N" if digits > 0}#{utc? ? "Z" : "%:z"}")
  alias xmlschema iso8601

  class << self
    alias __new new
    def new(*parts, in: nil)
      return __new if parts.empty?
      raise ArgumentError, "the sandbox reads no times from text" if parts[0].is_a?(String)
      parts.size > 6 ? utc(*parts[0, 6]) : local(*parts)
    end
  end
end
