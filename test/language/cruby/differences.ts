/** Programs that the sandbox answers otherwise than CRuby 3.1, which Debian 12 has; of another version nothing is compared. */
export interface Difference {
  readonly because: string;
  readonly programs: readonly string[] | RegExp;
  /** what the sandbox answers to each of them, where that is the same */
  readonly answer?: string;
}

/** Each program that a pattern matches differs: one that came to answer alike fails its test. */
export const differences: readonly Difference[] = [
  {
    because: "lambda makes a lambda of a block, which Ruby 3.4 refuses",
    programs: ["f = proc { |a| }; lambda(&f).lambda?"],
  },
  {
    because: "a NaN is a value and not an object: it is found again by nothing",
    programs: [
      "h = {Float::NAN => 1}; [h[Float::NAN], h.key?(Float::NAN)]",
      "[Float::NAN].include?(Float::NAN)",
      "[Float::NAN] == [Float::NAN]",
      "[Float::NAN, Float::NAN].uniq.size",
      "[Float::NAN].index(Float::NAN)",
    ],
  },
  {
    because:
      "methods take what is an Array or a String, and convert nothing to one; method_missing is not asked either",
    programs: [
      'class TA; def to_str = "x"; end; "a" + TA.new',
      "class TA; def to_ary = [7, 8]; end; [1] + TA.new",
      "class TA; def to_ary = [7, 8]; end; [TA.new].flatten",
      "class TA; def method_missing(n, *) = n == :to_ary ? [1, 2] : super; def respond_to_missing?(n, p) = n == :to_ary; end; a, b = TA.new; [a.class, b.class]",
    ],
  },
  {
    because: "a method that is not written in Ruby has no number of arguments",
    programs: ["[5.method(:+).arity, 5.method(:+).parameters]"],
  },
  { because: "Integer#<=> asks for no coerce", programs: /^class C; def coerce\(o\) = \[o, 2\]; end; 1 <=>/ },
  {
    because: "super takes no arguments from a method whose block another method runs as its own",
    programs: /(Fiber\.new|instance_exec) \{ super \}/,
  },
  {
    because: "an error without words is given some",
    programs: ["begin; raise; rescue RuntimeError => e; e.message; end"],
  },
  { because: "the encoding of the source is a name", programs: ["__ENCODING__"] },
  { because: "a special variable that is nil is not defined", programs: ["defined?($!)"] },
  {
    because: "what is written in Ruby calls a private method of another object as anyone does: not at all",
    programs: /^class C; private def <=>/,
  },
  {
    because: "since Ruby 3.2 a block of one parameter and keywords does not take an array apart",
    programs: /\{ \|a, k: 1\| (\[a, k\]|a\.class) \}/,
  },
  {
    because: "Ruby 3.4 inspects a Hash, and words what cannot be compared, otherwise than Ruby 3.1",
    programs: [
      "{a: 1}.to_s",
      "{1 => nil, nil => 1, [1] => {}}.inspect",
      "h = {}; h[:self] = h; h.inspect",
      "S3 = Struct.new(:a, :b, keyword_init: true); [S3.new(a: 1, b: 2).to_h, S3.new(a: 1).b, S3.inspect]",
    ],
  },
  { because: "since Ruby 3.2 %c takes the first character of a String", programs: ['"%c%c" % [65, "BC"]'] },
  {
    because: "Ruby 3.1 does not know the syntax or the method yet",
    programs: /^def kw[35]\(|byteindex|^def s\(\*\) = |\bit \+ 1|^def anon\(/,
  },
  {
    because: "a rare method that is left out: each makes the guest and every image larger",
    programs:
      /(Hash|String|Integer)\.try_convert|rationalize|^Complex\(.*\*\* |gamma|Random\.new\(42\)\.seed|garbage_collect|^"[^"]*"\.to_c$|undump$|:abc\.encoding/,
    answer: '"raises NoMethodError"',
  },
  {
    because: "a rare use of a method that is left out: numbers read from text, sizes",
    programs: [
      'Complex("1+2i")',
      'Float("0x1p3")',
      'Float("1.")',
      '"0b11".oct',
      "Array.new(-1)",
      '"hello".gsub("l", "l" => "1")',
      '"a\\n\\nb\\n\\n\\nc".each_line("").to_a',
      '"1.9".succ',
    ],
  },
  {
    because: "the parts of a Complex are Floats",
    programs: /^5\.to_c|^Complex\(1, -?2\)( \* .*|\.(conjugate|to_s|rectangular))?$|^2i \* 2i/,
  },
  {
    because: "an Enumerator knows a method by its first name",
    programs: ["[1, 2].map.inspect"],
  },
  {
    because: "letters change their case in ASCII alone, and only those are letters of a symbol",
    programs: /(héllo|ß|ǆ)"\.(upcase|capitalize)|"ÀÉ"\.downcase|straße|^:"(é|&&)"/,
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
    because: "mruby raises a subclass, a superclass or another error of the same cause",
    programs: ['"%d" % Float::INFINITY', 'StandardError.new(nil).message rescue "StandardError"'],
  },
];
