# Answers every program of the files named, one line each: the file, the line and the answer.
require "set"
require_relative "show"
$VERBOSE = nil
ARGV.each do |path|
  File.readlines(path, chomp: true, encoding: "UTF-8").each.with_index(1) do |program, line|
    answer =
      begin
        show(eval("begin\n#{program}\nend", Object.new.instance_eval { binding }))
      rescue Exception => error
        "raises #{error.class}"
      end
    puts [File.basename(path), line, answer.inspect].join("\t")
  end
end
