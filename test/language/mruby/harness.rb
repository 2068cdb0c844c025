# The names that mruby's test files call, answering one line a top-level assertion:
# "ok", "failed" or "skipped", the assertion's title, and what went wrong.
module Mrbtest
  FIXNUM_MAX = 2**31 - 1
  FIXNUM_MIN = -(2**31)
  FIXNUM_BIT = 32
  FLOAT_TOLERANCE = 1e-10
end

GEMNAME = "kobako"

class MRubyTestSkip < StandardError; end

$problems = nil
$checks = 0

def assert(title = "assert", _paragraph = nil)
  if $problems
    yield
    return
  end
  $problems = []
  $checks = 0
  begin
    yield
    $problems << "nothing was asserted" if $checks == 0
    state = $problems.empty? ? "ok" : "failed"
  rescue MRubyTestSkip => reason
    state = "skipped"
    $problems << reason.message
  rescue Exception => error
    state = "failed"
    $problems << "#{error.class}: #{error.message} #{error.backtrace&.first}"
  end
  STDOUT.puts [state, title, $problems.join(" | ")].map { |part| part.inspect[1..-2] }.join("\t")
  $problems = nil
end

def check(held, message = nil)
  $checks += 1
  return held if held
  text = block_given? ? yield : "not so"
  $problems << (message ? "#{message}: #{text}" : text) if $problems
  held
end

def t_print(*) = nil
def pass = check(true)
def flunk(message = "flunked", detail = "flunked") = check(false, message) { detail }
def skip(reason = "skipped") = raise(MRubyTestSkip, reason)

def assert_true(value, message = nil, detail = nil)
  check(value == true, message) { detail || "#{value.inspect} is not true" }
  value
end

def assert_false(value, message = nil, detail = nil)
  check(value == false, message) { detail || "#{value.inspect} is not false" }
  value
end

def assert_nil(value, message = nil) = check(value.nil?, message) { "#{value.inspect} is not nil" }
def assert_not_nil(value, message = nil) = check(!value.nil?, message) { "nil" }

def pair_of(expected, rest)
  return [expected, yield, rest[0]] if block_given?
  [expected, rest[0], rest[1]]
end

def assert_equal(expected, *rest, &block)
  expected, actual, message = pair_of(expected, rest, &block)
  check(expected == actual, message) { "expected #{expected.inspect}, is #{actual.inspect}" }
end

def assert_not_equal(expected, *rest, &block)
  expected, actual, message = pair_of(expected, rest, &block)
  check(!(expected == actual), message) { "is #{actual.inspect}" }
end

def assert_same(a, b, message = nil) = check(a.equal?(b), message) { "#{a.inspect} and #{b.inspect} are two" }
def assert_not_same(a, b, message = nil) = check(!a.equal?(b), message) { "#{a.inspect} is the same" }
def assert_include(all, one, message = nil) = check(all.include?(one), message) { "#{one.inspect} is not in it" }
def assert_not_include(all, one, message = nil) = check(!all.include?(one), message) { "#{one.inspect} is in it" }

def assert_predicate(value, name, message = nil)
  check(value.__send__(name) == true, message) { "#{value.inspect} is not #{name}" }
end

def assert_not_predicate(value, name, message = nil)
  check(value.__send__(name) == false, message) { "#{value.inspect} is #{name}" }
end

def assert_operator(left, name, *rest)
  return assert_predicate(left, name) if rest.empty?
  check(left.__send__(name, rest[0]) == true, rest[1]) { "not #{left.inspect} #{name} #{rest[0].inspect}" }
end

def assert_not_operator(left, name, *rest)
  return assert_not_predicate(left, name) if rest.empty?
  check(left.__send__(name, rest[0]) == false, rest[1]) { "#{left.inspect} #{name} #{rest[0].inspect}" }
end

# `*`, `?` and `[a-z]`: all that the files ask for.
def glob?(pattern, text)
  return text.empty? if pattern.empty?
  rest = pattern[1..]
  return (0..text.size).any? { |at| glob?(rest, text[at..]) } if pattern[0] == "*"
  return false if text.empty?
  if pattern[0] == "["
    close = pattern.index("]")
    first, last = pattern[1...close].split("-")
    return (first..(last || first)).include?(text[0]) && glob?(pattern[(close + 1)..], text[1..])
  end
  (pattern[0] == "?" || pattern[0] == text[0]) && glob?(rest, text[1..])
end

def alternatives(pattern)
  open = pattern.index("{")
  return [pattern] unless open
  close = pattern.index("}")
  pattern[(open + 1)...close].split(",", -1).flat_map do |one|
    alternatives(pattern[0...open] + one + pattern[(close + 1)..])
  end
end

def _str_match?(pattern, text) = alternatives(pattern).any? { |one| glob?(one, text) }

def assert_match(pattern, text, message = nil)
  check(_str_match?(pattern, text), message) { "#{text.inspect} is not #{pattern.inspect}" }
end

def assert_kind_of(type, value, message = nil)
  check(value.kind_of?(type), message) { "#{value.inspect} is a #{value.class}" }
end

def assert_float(expected, actual, message = nil)
  a = expected.to_f
  b = actual.to_f
  near = a == b || (a.nan? && b.nan?) || (a.finite? && b.finite? && (a - b).abs <= Mrbtest::FLOAT_TOLERANCE)
  check(near, message) { "expected #{expected.inspect}, is #{actual.inspect}" }
end

def assertion_diff(expected, actual) = "expected #{expected.inspect}, is #{actual.inspect}"

def assert_raise(*classes)
  message = classes.pop if classes.last.is_a?(String)
  classes = [StandardError] if classes.empty?
  begin
    yield
  rescue *classes => error
    pass
    return error
  rescue Exception => error
    check(false, message) { "#{error.class} (#{error.message}) raised instead of #{classes.inspect}" }
  else
    check(false, message) { "nothing raised instead of #{classes.inspect}" }
  end
  nil
end

def assert_nothing_raised(message = nil)
  yield
  pass
rescue Exception => error
  check(false, message) { "#{error.class}: #{error.message}" }
end

def assert_raise_with_message(type, text, message = nil, &block)
  error = assert_raise(type, &block)
  check(error.message == text, message) { "says #{error.message.inspect}, not #{text.inspect}" } if error
end

def assert_raise_with_message_pattern(type, pattern, message = nil, &block)
  error = assert_raise(type, &block)
  check(_str_match?(pattern, error.message), message) { "says #{error.message.inspect}" } if error
end
