Count = lambda do |request|
  return { status: 405, body: "only POST" } unless request.verb == "POST"

  key = request.query("key") or return { status: 400, body: "which key?" }
  { status: 200, body: "#{key} is #{Store.increment(key)}" }
end
