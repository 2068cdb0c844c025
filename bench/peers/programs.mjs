/** The programs of bench/lib/programs.ts in the languages of the peers, line by line the same. */
/** What stands before the value is given: nothing for a script, `return` for the body of a function. */
const javascriptWith = (value) => ({
  fib: `const fib = (n) => (n < 2 ? n : fib(n - 1) + fib(n - 2)); ${value} fib(22)`,
  sort: `let x = 1; const a = Array.from({ length: 5000 }, () => (x = (x * 16807 + 12345) % 2147483647)); ${value} a.sort((p, q) => p - q)[0]`,
  strings: `let s = ""; for (let i = 0; i < 20000; i++) { s += "piece"; s += String(i); } ${value} s.length + s.toUpperCase().split("P").length + s.indexOf("19999")`,
  hashes: `const h = new Map(); for (let i = 0; i < 10000; i++) { h.set(\`k\${i % 500}\`, (h.get(\`k\${i % 500}\`) ?? 0) + i); } ${value} h.size`,
});

export const javascript = javascriptWith("");
export const javascriptBody = javascriptWith("return");

export const lua = {
  fib: "local function fib(n) if n < 2 then return n end return fib(n - 1) + fib(n - 2) end return fib(22)",
  sort: "local x = 1 local a = {} for i = 1, 5000 do x = (x * 16807 + 12345) % 2147483647 a[i] = x end table.sort(a, function(p, q) return p < q end) return a[1]",
  strings:
    "local t = {} for i = 0, 19999 do t[#t + 1] = 'piece' t[#t + 1] = tostring(i) end local s = table.concat(t) local _, n = s:upper():gsub('P', '') return #s + n + s:find('19999', 1, true)",
  hashes:
    "local h = {} local n = 0 for i = 0, 9999 do local k = 'k' .. (i % 500) if not h[k] then n = n + 1 end h[k] = (h[k] or 0) + i end return n",
};

export const python = {
  fib: "def fib(n):\n    return n if n < 2 else fib(n - 1) + fib(n - 2)\nfib(22)",
  sort: "x = 1\na = []\nfor i in range(5000):\n    x = (x * 16807 + 12345) % 2147483647\n    a.append(x)\na.sort(key=lambda p: p)\na[0]",
  strings:
    "parts = []\nfor i in range(20000):\n    parts.append('piece')\n    parts.append(str(i))\ns = ''.join(parts)\nlen(s) + s.upper().count('P') + s.find('19999')",
  hashes: "h = {}\nfor i in range(10000):\n    k = 'k' + str(i % 500)\n    h[k] = h.get(k, 0) + i\nlen(h)",
};
