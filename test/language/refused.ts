/** What does not compile: the source, what is said of it, and where. */
export const refused: readonly (readonly [string, string, number, number])[] = [
  ["x = 1\nalias $a $b", "this syntax is not supported: alias global variable", 2, 0],
  ["1 if /x/", "a regular expression alone is no condition: no line is read that it could match", 1, 5],
  ["def f\n  BEGIN { 1 }\nend", "BEGIN is permitted only at toplevel", 2, 2],
  ["1\nEND { 2 }", "END is not supported: nothing runs when a program ends", 2, 0],
  ['alias :"a#{1}" :b', "dynamic symbol is not supported by alias/undef", 1, 0],
  ["for (a, b), c in [[[1, 2], 3]]\nend", "unexpected write target", 1, 4],
  ["# shareable_constant_value: literal\nX = [1]", "this syntax is not supported: shareable constant", 2, 0],
  ["module M\n  refine String do\n    def shout = upcase\n  end\nend", "refinements are not supported: refine", 2, 2],
  ["module M; end\nusing M", "refinements are not supported: using", 2, 0],
  ["class C\n  using A::B\nend", "refinements are not supported: using", 2, 2],
];
