Broken = lambda do |request|
  request.heders
end
