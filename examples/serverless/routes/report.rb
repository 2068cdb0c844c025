class Report
  def self.call(request)
    rows = request.body.lines.map { |line| line.chomp.split(",") }
    totals = Hash.new(0)
    rows.each { |name, amount| totals[name] += amount.to_i }
    { status: 200, body: totals.sort.map { |name, total| "#{name}: #{total}" }.join("; ") }
  end
end
