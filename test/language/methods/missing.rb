METHODS.reject do |method|
  place = method.index("#") || method.index(".")
  name = method[place + 1..].to_sym
  begin
    owner = Object.const_get(method[0, place])
  rescue NameError
    next false
  end
  next owner.respond_to?(name, true) if method[place] == "."
  owner.method_defined?(name) || owner.private_method_defined?(name)
end
