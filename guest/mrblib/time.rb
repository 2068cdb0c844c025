class Time
  def nsec = usec * 1000
  def to_r = to_i + Rational(usec, 1_000_000)
  def subsec = Rational(usec, 1_000_000)
  def utc_offset = 0
  alias gmt_offset utc_offset
  alias gmtoff utc_offset
  alias tv_sec to_i
  alias tv_usec usec
  alias tv_nsec nsec
  def isdst = false

  alias __plus +
  def +(other) = other.is_a?(Rational) ? __moved(to_r + other) : __plus(other)

  # With the fraction of the second.
  def inspect
    return to_s if usec == 0
    to_s.insert(19, (1_000_000 + usec).to_s.reverse.to_i.to_s.reverse.sub("1", "."))
  end

  def deconstruct_keys(names)
    all = %i[year month day yday wday hour min sec subsec dst zone]
    (names ? all & names : all).to_h { |name| [name, __send__(name)] }
  end

  alias dst? isdst
  def to_a = [sec, min, hour, day, month, year, wday, yday, false, zone]
  def hash = [to_i, usec].hash
  def eql?(other) = other.is_a?(Time) && self == other
  def iso8601(digits = 0) = strftime("%FT%T#{".%#{digits}N" if digits > 0}#{utc? ? "Z" : "%:z"}")
  alias xmlschema iso8601

  def round(digits = 0) = __moved(to_r.round(digits))
  def floor(digits = 0) = __moved(to_r.floor(digits))
  def ceil(digits = 0) = __moved(to_r.ceil(digits))

  def __moved(seconds)
    time = Time.at(seconds)
    utc? ? time.utc : time
  end

  class << self
    alias __new new
    alias __at at
    alias __now now

    def new(*parts, **options)
      __zone(options[:in] || parts[6])
      return __new if parts.empty?
      raise ArgumentError, "the sandbox reads no times from text" if parts[0].is_a?(String)
      parts.size > 6 ? utc(*parts[0, 6]) : local(*parts)
    end

    def now(**options)
      __zone(options[:in]) ? __now.utc : __now
    end

    def at(seconds, part = 0, unit = :microsecond, **options)
      zone = __zone(options[:in])
      return seconds.dup if seconds.is_a?(Time)
      raise TypeError, "can't convert #{seconds.class} into an exact number" unless seconds.is_a?(Numeric)
      parts = {millisecond: 1000, usec: 1_000_000, microsecond: 1_000_000, nsec: 1_000_000_000, nanosecond: 1_000_000_000}
      scale = parts[unit] or raise ArgumentError, "unexpected unit: #{unit}"
      return __at(seconds) if part == 0 && seconds.is_a?(Integer) && !zone
      exact = seconds.to_r + part.to_r / scale
      time = __at(exact.floor, ((exact - exact.floor) * 1_000_000).floor)
      zone ? time.utc : time
    end

    %i[utc gm local mktime].each do |name|
      original = :"__#{name}"
      alias_method original, name
      define_method(name) { |*parts| __send__(original, *Kobako.time_parts(parts)) }
    end

    # Whether a zone is named, which can only be UTC.
    def __zone(zone)
      return false if zone.nil?
      return true if ["UTC", "Z", "+00:00", "-00:00", 0].include?(zone)
      raise ArgumentError, "the sandbox has no time zone but UTC: #{zone.inspect}"
    end
  end
end

module Kobako
  # What makes a time, as Integers: a month may be a name, a second have a fraction, all be texts.
  def self.time_parts(parts)
    parts = parts[0, 6].reverse if parts.size == 10
    year, month, day, hour, min, sec, usec = parts.map.with_index do |part, i|
      next part unless part.is_a?(String)
      month = part.size == 3 && "janfebmaraprmayjunjulaugsepoctnovdec".index(part.downcase)
      i == 1 && month && month % 3 == 0 ? month / 3 + 1 : i == 5 ? part.to_r : Integer(part, 10)
    end
    whole = (sec || 0).floor
    usec = (usec || 0).floor + (((sec || 0).to_r - whole) * 1_000_000).floor
    [year.to_i, month || 1, day || 1, hour || 0, min || 0, whole, usec]
  end
end
