/** Programs that the sandbox answers otherwise than the CRuby of the system, which is 3.1. */
export interface Difference {
  readonly because: string;
  readonly programs: readonly string[] | RegExp;
  /** what the sandbox answers to each of them, where that is the same */
  readonly answer?: string;
}

/** Each program that a pattern matches differs: one that came to answer alike fails its test. */
export const differences: readonly Difference[] = [
  {
    because: "Ruby 3.4 inspects a Hash, and words what cannot be compared, otherwise than Ruby 3.1",
    programs: [
      "{a: 1}.to_s",
      "{1 => nil, nil => 1, [1] => {}}.inspect",
      "h = {}; h[:self] = h; h.inspect",
      "S3 = Struct.new(:a, :b, keyword_init: true); [S3.new(a: 1, b: 2).to_h, S3.new(a: 1).b, S3.inspect]",
    ],
  },
  {
    because: "Ruby 3.1 does not know the syntax or the method yet",
    programs: /^def kw[35]\(|byteindex/,
  },
  {
    because: "a rare method that is left out: each makes the guest and every image larger",
    programs:
      /\.try_convert|compare_by_identity|rationalize|^Complex\(.*\*\* |gamma|Random\.new\(42\)\.seed|garbage_collect|\)\.round\.to_i|^"[^"]*"\.to_[rc]$|undump$|:abc\.encoding/,
    answer: '"raises NoMethodError"',
  },
  {
    because: "a rare use of a method that is left out: numbers read from text, units and names of months, sizes",
    programs: [
      'Rational("1/3")',
      'Rational("0.75")',
      'Rational("1/3").zero?',
      'Complex("1+2i")',
      'Float("0x1p3")',
      'Float("1.")',
      '"0b11".oct',
      "Time.utc(2024, 1, 1, 0, 0, 0.5).usec",
      'Time.utc(2024, "feb", 1).month',
      "Array.new(-1)",
      '"hello".gsub("l", "l" => "1")',
      '"%+x % d" % [255, 5]',
      '"a\\n\\nb\\n\\n\\nc".each_line("").to_a',
      '"1.9".succ',
    ],
  },
  {
    because: "the parts of a Complex are Floats, and a power of a Float is one",
    programs: /^5\.to_c|^Complex\(1, -?2\)( \* .*|\.(conjugate|to_s|rectangular))?$|^2i \* 2i|^\(-8\)\*\*\(1\.0/,
  },
  {
    because: "what steps without a block is an Enumerator, not an arithmetic sequence",
    programs: [
      "[0, 1, 2, 3, 4, 5][(0..).step(2)]",
      "[0, 1, 2, 3, 4, 5][(1..4) % 2]",
      "(1..5) % 2",
      "(1..10) .% (3)",
      "(1..10).step(2).size",
      "1.step(10, 3).inspect",
      "(1..10).step(3).inspect",
    ],
  },
  {
    because: "an Enumerator knows its receiver's size alone, and a method by its first name",
    programs: [
      "e = Enumerator.new(3) { |y| y << 1 }; e.size",
      "[1, 2].map.inspect",
      "class Foo15; def each; return to_enum(:each) { 2 } unless block_given?; yield 1; yield 2; end; include Enumerable; end; [Foo15.new.each.size, Foo15.new.map { |x| x + 1 }, Foo15.new.each.next]",
    ],
  },
  {
    because: "letters change their case in ASCII alone, and only those are letters of a symbol",
    programs: /(héllo|ß|ǆ)"\.(upcase|capitalize)|"ÀÉ"\.downcase|straße|^"ab"\.casecmp\("|^:"(é|&&)"/,
  },
  {
    because:
      "a string has no encoding of its own: it is bytes, read as UTF-8, and inspected by bytes where they do not print",
    programs: /^"é"\.b\.length|\\u007f"\.inspect|^"é\\n"\.dump|^"ab\\0c"\.inspect/,
  },
  {
    because: "the sandbox has no such thing, or the guest without it",
    programs: /^"abc"\.crypt|^binding\.class|match\?\("a"\) rescue/,
  },
  {
    because: "a program that is none is refused whole, before anything of it runs",
    programs: /^7\.0 \/\/ 2|^S13 = /,
  },
  {
    because: "mruby does not tell required keywords",
    programs: ["->(a:) {}.arity", "def kw2(a, b = 2, *c, d:, e: 5, **f, &g) = 1; method(:kw2).parameters"],
  },
  {
    because: "mruby puts what is equal in another order",
    programs: ["Set[1, 2] ^ Set[2, 3]"],
  },
  {
    because: "mruby raises a subclass, a superclass or another error of the same cause",
    programs: [
      "h = {a: 1}; h.dig(:a, :b)",
      '"%d" % Float::INFINITY',
      'StandardError.new(nil).message rescue "StandardError"',
    ],
  },
];
