import type { GuestName } from "kobako";

/** A script to begin with, and the services that it uses. */
export interface Example {
  readonly title: string;
  readonly services: readonly string[];
  /** default core */
  readonly guest?: GuestName;
  readonly source: string;
}

export const examples: readonly Example[] = [
  {
    title: "Hello",
    services: [],
    source: `# Everything here runs in this page, in a sandbox of its own.
def primes(limit)
  sieve = (2..limit).to_a
  sieve.each { |n| sieve.reject! { |m| m > n && m % n == 0 } }
end

puts "primes below 60: #{primes(60).join(" ")}"

{
  language: "Ruby",
  primes: primes(30),
  big: 2**100,
  nested: { ratio: 22 / 7.0, tags: [:small, :box], none: nil },
}
`,
  },
  {
    title: "Formula for records",
    services: ["Store"],
    source: `# The host hands over records; the formula is the user's.
orders = Store.orders

priced = orders.map do |order|
  quantity, price = order.values_at("quantity", "price")
  total = case [order["country"], quantity]
          in "JP" | "KR", 10.. then quantity * price * 0.9
          in _, 20.. then quantity * price * 0.95
          else quantity * price
          end
  order.merge("total" => total.round(2))
end

priced.sort_by { |order| -order["total"] }.each do |order|
  puts format("%-3s %4d x %7.2f = %9.2f", order["country"], order["quantity"], order["price"], order["total"])
end

{ orders: priced.size, revenue: priced.sum { |order| order["total"] }.round(2) }
`,
  },
  {
    title: "Turtle",
    services: ["Turtle"],
    source: `# Turtle is a host object that draws on a canvas of this page.
colors = ["#e5525c", "#f2a541", "#58a55c", "#3f7fc1", "#8a5cc1"]

def branch(length, depth)
  return if depth.zero?
  Turtle.forward(length)
  Turtle.turn(-32)
  branch(length * 0.74, depth - 1)
  Turtle.turn(64)
  branch(length * 0.74, depth - 1)
  Turtle.turn(-32)
  Turtle.forward(-length)
end

Turtle.jump(0, -170)
Turtle.turn(-90)
6.times do |n|
  Turtle.color(colors[n % colors.size])
  branch(86 - n * 6, 9)
end
`,
  },
  {
    title: "Blocks",
    services: ["Seq"],
    source: `# The host calls the block; each call is a round trip into the sandbox.
squares = Seq.map((1..10).to_a) { |n| n * n }

# break ends the host's method, as it would in Ruby
first = Seq.map(squares) { |n| break n if n > 30 }

{ squares: squares, first_above_30: first }
`,
  },
  {
    title: "Waiting for the host",
    services: ["Weather"],
    source: `# The service returns a promise. Ruby waits for it, and does not have to know.
report = %w[Kyoto Oslo Lima].map do |city|
  today = Weather.today(city)
  puts "#{city}: #{today["sky"]}, #{today["celsius"]} degrees"
  [city, today["celsius"]]
end

report.max_by { |_, celsius| celsius }
`,
  },
  {
    title: "Regexp and JSON",
    services: [],
    guest: "full",
    source: `# The guest "full" is fetched when it is chosen: regular expressions of Oniguruma, and JSON.
log = <<~LOG
  09:12 GET /orders 200 12ms
  09:12 GET /orders/7 404 3ms
  09:13 POST /orders 201 48ms
LOG

line = /^(?<at>\\S+) (?<verb>[A-Z]+) (?<path>\\S+) (?<status>\\d{3}) (?<ms>\\d+)ms$/
entries = log.each_line.filter_map do |text|
  next unless (match = line.match(text.chomp))
  { path: match[:path], verb: match[:verb], ok: match[:status] < "400", ms: match[:ms].to_i }
end

puts JSON.generate(entries)
entries.max_by { |entry| entry[:ms] }
`,
  },
  {
    title: "An error to repair",
    services: [],
    source: `def average(numbers)
  numbers.smu / numbers.size
end

puts "so far so good"
average([3, 4, 5])
`,
  },
  {
    title: "A loop without end",
    services: [],
    source: `# No rescue, ensure or retry gets in the way of the deadline.
turns = 0
begin
  loop { turns += 1 }
rescue Exception
  retry
ensure
  puts "never printed"
end
`,
  },
  {
    title: "A memory bomb",
    services: [],
    source: `bomb = "x"
loop do
  bomb += bomb
  puts "#{bomb.size} bytes"
end
`,
  },
  {
    title: "Out of reach",
    services: ["Store"],
    source: `# What is not there cannot be reached, and looks the same as what is hidden.
attempts = {
  "a file" => -> { File.read("/etc/passwd") },
  "a process" => -> { system("ls") },
  "the host's prototype" => -> { Store.__proto__ },
  "the host's constructor" => -> { Store.constructor },
  "a private field" => -> { Store.secret },
}

attempts.map do |what, attempt|
  [what, attempt.call]
rescue StandardError, ScriptError => error
  [what, error.class.name]
end.to_h
`,
  },
];
