# Of processes, only what tells how long something took: by the clock that `Time.now` reads.
module Process
  CLOCK_REALTIME = 0
  CLOCK_MONOTONIC = 1
  CLOCK_PROCESS_CPUTIME_ID = 2

  def self.clock_gettime(_clock, unit = :float_second)
    micros = (Time.now.to_r * 1_000_000).to_i
    case unit
    when :float_second then micros / 1e6
    when :float_millisecond then micros / 1e3
    when :float_microsecond then micros.to_f
    when :second then micros / 1_000_000
    when :millisecond then micros / 1000
    when :microsecond then micros
    when :nanosecond then micros * 1000
    else raise ArgumentError, "unexpected unit: #{unit}"
    end
  end
end
