/**
 * Flips random bits of valid bytecode and runs what is left of it: each must end in a value or
 * in one typed error. `node test/fuzz/bytecode.ts [count] [seed]`
 */
import { pathToFileURL } from "node:url";

import { readBytecode } from "../../src/bytecode/check.ts";
import { BytecodeError, compile, KobakoError, Sandbox } from "../../src/node.ts";
import { random } from "../support/random.ts";
import { turn } from "../support/waiting.ts";

const sources = [
  `module Tool
     LIMIT = 2 ** 70
     def self.call(a, b = 2, *rest, key: "k", **more, &block)
       raise ArgumentError, "odd" if a.odd?
       [a, b, rest, key, more, 1.5, :sym]
     rescue ArgumentError => e
       e.message
     ensure
       @last = a
     end
   end`,
  `Tool = ->(n) { i = 0; a = []; while i < n + 5; a << (i % 2 == 0 ? i : "#{i}x"); i += 1; end; a.map { |x| x.to_s * 2 } }`,
  `class Shape
     attr_reader :sides
     def initialize(sides) = @sides = sides
     def ==(other) = other.is_a?(Shape) && sides == other.sides
   end
   class Square < Shape; def initialize = super(4); end
   Tool = ->(n) { case [n, Square.new.sides]; in [Integer => a, 4 => b] then a + b else 0 end }`,
  `Tool = proc { |n| catch(:done) { (1..3).each { |i| n.times { |j| throw :done, [i, j] if j > 0 } }; {a: 1, **{b: 2}} } }`,
];

/** What became of them. */
export interface Counts {
  values: number;
  refused: number;
  errors: Record<string, number>;
}

/** After so many, a turn of the event loop: until then the images of all sandboxes are held. */
const everyTurn = 1000;

/**
 * @param onProgress called after every 100,000 of them
 * @throws whatever is not a typed error
 */
export async function flip(count: number, seed: number, onProgress?: (done: number) => void): Promise<Counts> {
  const next = random(seed);
  const programs = sources.map((source) => compile(source, { name: "Tool" }));
  const counts: Counts = { values: 0, refused: 0, errors: {} };
  for (let i = 0; i < count; i++) {
    if (i % everyTurn === 0) await turn();
    if (onProgress && i > 0 && i % 100_000 === 0) onProgress(i);
    const binary = (programs[i % programs.length] as Uint8Array).slice();
    for (let flips = 1 + (next() % 3); flips > 0; flips--) {
      const at = next() % binary.length;
      binary[at] = (binary[at] as number) ^ (1 << (next() % 8));
    }
    // what is refused before the guest sees it needs a sandbox only now and then
    if (i % 64 !== 0 && readBytecode(binary).fault !== undefined) {
      counts.refused++;
      continue;
    }
    const sandbox = new Sandbox({ timeout: 500, fuel: 100_000, memoryLimit: 2 << 20 }).preload({ binary });
    try {
      sandbox.run("Tool", [2]);
      counts.values++;
    } catch (error) {
      if (!KobakoError.is(error)) throw new Error(`number ${i} of seed ${seed}`, { cause: error });
      if (error instanceof BytecodeError) counts.refused++;
      else counts.errors[error.name] = (counts.errors[error.name] ?? 0) + 1;
    }
  }
  return counts;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [count = 1000, seed = 1] = process.argv.slice(2).map(Number);
  const started = performance.now();
  const counts = await flip(count, seed);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(`${count} of seed ${seed} in ${seconds}s: ${JSON.stringify(counts)}\n`);
}
