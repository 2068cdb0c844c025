Time.at(0).utc.to_a
Time.at(0).utc.year
Time.at(1700000000).utc.strftime("%Y-%m-%d %H:%M:%S")
Time.at(1700000000, 123456).utc.strftime("%j %a %A %b %B %d %e %y %C %I %l %p %P %Z %z %s %L %N %3N %6N %% %F %T %D %R %r %c %x %X %u %w %U %W %V %G %h %n%t|")
Time.at(1700000000).utc.strftime("%-d/%-m/%y %10Y %^a %^B %#p %-H %_m %:z")
Time.utc(2024, 2, 29, 12, 30, 45).to_i
Time.utc(2024, 2, 29).yday
Time.utc(2024, 2, 29).wday
Time.utc(2024, 2, 29) + 86400
Time.utc(2024, 3, 1) - Time.utc(2024, 2, 28)
Time.utc(2024, 3, 1) - 1
Time.utc(2024, 3, 1) <=> Time.utc(2024, 3, 2)
Time.utc(2024, 3, 1) == Time.utc(2024, 3, 1)
Time.utc(2024, 1, 1, 0, 0, 0.5).usec
Time.utc(2024, 1, 1).to_f
Time.utc(2024, 1, 1).inspect
Time.utc(2024, 1, 1).to_s
Time.utc(2024, "feb", 1).month
Time.utc(2024, 1, 1).monday?
Time.utc(2024, 1, 1, 13).hour
Time.gm(2000).to_i
Time.at(1.5).utc.usec
Time.at(1, 500, :millisecond).utc.usec
Time.utc(2024, 1, 1).round.to_i
Time.utc(2024, 1, 1).utc?
Time.utc(2024, 1, 1).utc_offset
Time.utc(2024, 1, 1).nsec
Time.utc(2024, 13, 1)
Time.utc(2024, 1, 31).month
Time.utc(2024, 1, 1).hash == Time.utc(2024, 1, 1).hash
Time.utc(2024, 12, 31).to_a
Time.at(1, 500, :usec).utc.nsec
Time.at(1.5, 250, :millisecond).utc.usec
Time.at(1, 1, :week)
Time.at("1")
Time.at(0, in: "UTC").utc?
Time.now(in: "UTC").utc?
Time.at(Time.at(5)).to_i
Time.at(-1.5).utc.usec
Time.new(2024, 1, 1, 0, 0, 0, "+00:00").to_i
Time.utc(2024, nil, nil).to_i
Time.utc(0, 1, 2, 3, 4, 2024, nil, nil, nil, nil).to_i
Time.gm(2024, 12).to_i
Time.utc(2024, "xyz") rescue $!.class
Time.utc(2024, 13) rescue $!.class
Time.utc(2024, 1, 1, 0, 0, 59.9).round.to_i
Time.utc(2024, 1, 1, 0, 0, 59.9).floor.to_i
Time.utc(2024, 1, 1, 0, 0, 59.1).ceil.to_i
Time.at(1.23456).utc.round(2).usec
Time.at(1.23456).utc.floor(1).usec
Time.at(1.23456).utc.ceil(3).usec
Process.clock_gettime(Process::CLOCK_MONOTONIC).class
Process.clock_gettime(Process::CLOCK_REALTIME, :millisecond).class
Process.clock_gettime(Process::CLOCK_MONOTONIC, :x) rescue $!.class
Time.at(1.5).utc.tv_usec
Time.at(1.5).utc.gmtoff
Time.utc(999, 3, 4).strftime("%y %D")
Time.utc(2024, 2, 9).strftime("%1j %1m %1d %3Y %10j")
Time.utc(2024, 2, 9).strftime("%+")
