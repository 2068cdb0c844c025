/** What a Ruby program does when it computes: the same text runs in the guest, in native mruby, and in peers that speak Ruby. */
export const programs: Readonly<Record<string, string>> = {
  fib: "def fib(n) = n < 2 ? n : fib(n - 1) + fib(n - 2)\nfib(22)",
  sort: "x = 1\na = Array.new(5_000) { x = (x * 16807 + 12345) % 2147483647 }\na.sort { |p, q| p <=> q }[0]",
  strings:
    "s = ''.dup\ni = 0\nwhile i < 20_000\n  s << 'piece' << i.to_s\n  i += 1\nend\ns.size + s.upcase.count('P') + s.index('19999')",
  hashes: 'h = {}\ni = 0\nwhile i < 10_000\n  h["k#{i % 500}"] = (h["k#{i % 500}"] || 0) + i\n  i += 1\nend\nh.size',
};
