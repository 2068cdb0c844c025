class Range
  # `last` of an endless range raises; its hash must not.
  def hash = [self.begin, self.end, exclude_end?].hash
end
