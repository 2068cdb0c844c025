/** Programs that change what a loop of the interpreter's C code is working on. */
export const hostile: readonly (readonly [string, string, unknown])[] = [
  [
    "a comparison that empties the array",
    "a = (1..50).to_a; begin; a.sort! { |x, y| a.clear; y <=> x }; rescue RuntimeError => e; e.message; end",
    "array modified during sort",
  ],
  [
    "a comparison that grows the array",
    "a = (1..50).to_a; begin; a.sort! { |x, y| a.push(*(1..500)) if a.size < 1000; y <=> x }; rescue RuntimeError; 1; end",
    1,
  ],
  [
    "a comparison that replaces elements sees the array it sorts",
    "a = [3, 1, 2]; a.sort! { |x, y| a[0] = 'x' * 100; GC.start; x <=> y }",
    [1, 2, 3],
  ],
  [
    "the copy that is sorted is out of reach",
    "found = 0; [3, 1, 2].sort { |x, y| ObjectSpace.each_object(Array) { |o| found += 1 if o.class.nil? }; x <=> y }; found",
    0,
  ],
  [
    "a conversion that replaces the format string",
    "class X; def to_s = ($f.replace('y' * 1000); 'x'); end; $f = '%s %s %s ' * 9; format($f, *[X.new] * 27)",
    "x ".repeat(27),
  ],
];
