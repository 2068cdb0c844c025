# How a program's answer is written down, the same on both sides.
def show(value)
  case value
  when Hash then "{" + value.map { |key, element| "#{show(key)} => #{show(element)}" }.join(", ") + "}"
  when Array then "[" + value.map { |element| show(element) }.join(", ") + "]"
  when Set then "Set" + show(value.to_a)
  when Time then value.utc.strftime("%F %T.%N")
  when Proc, Method, UnboundMethod then value.class.name
  else value.inspect
  end
end
