import * as fc from "fast-check";
import { expect, test } from "vitest";

import { guestFor } from "../../src/guest.ts";
import { Invocation } from "../../src/invocation/invocation.ts";
import { Sandbox } from "../../src/node.ts";
import { readOptions } from "../../src/options.ts";

const statements = [
  "x = 'a' * 1000",
  "$g = [1, 2, 3] * 50",
  "class Foo; def bar = 1; end; Foo.new.bar",
  "def m(n) = n < 1 ? 0 : m(n - 1)\nm(20)",
  "h = {}; 200.times { |i| h[i] = i.to_s }",
  "'sym' .concat(rand.to_s).to_sym",
  "raise 'x'",
  "begin; raise 'y'; rescue; end",
  "3 ** 300",
  "[3, 1, 2].sort_by { -_1 }",
  "Fiber.new { Fiber.yield 1 }.resume",
  "'z' * 600_000",
  "Array.new(2_000_000)",
  "loop {}",
  "puts 'out'; warn 'err'",
  "x = (",
  "def r = r()\nr",
  "GC.disable",
  "catch(:a) { throw :a, 1 }",
];

test("after a restore, memory and globals equal a fresh instance's, whatever ran", () => {
  const settings = readOptions({ timeout: 20, fuel: 200_000 });
  const fresh = guestFor("core").instantiate();
  const image = Buffer.from(fresh.bytes.slice());
  expect(Buffer.from(fresh.bytes).equals(image)).toBe(true);
  let instance = guestFor("core").instantiate();
  let runs = 0;
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...statements), { minLength: 1, maxLength: 4 }), (lines) => {
      const invocation = new Invocation(settings, instance, performance.now());
      try {
        invocation.eval(invocation.compile(lines.join("\n"), "(eval)"));
      } catch {
        // any outcome will do
      }
      // even an instance that the library would drop is put back exactly
      instance.restore();
      const { bytes, exports } = instance;
      expect(Buffer.from(bytes.buffer, 0, image.length).equals(image)).toBe(true);
      expect(bytes.subarray(image.length).every((byte) => byte === 0)).toBe(true);
      expect([exports.stack_pointer.value, exports.meter.value]).toEqual([fresh.image.stackPointer, fresh.image.meter]);
      if (++runs % 100 === 0) instance = guestFor("core").instantiate();
    }),
    { numRuns: 1000, seed: 7 },
  );
});

test("ten thousand idle sandboxes cost at most 10 MB", () => {
  const collect = (globalThis as { gc?: () => void }).gc;
  if (!collect) throw new Error("this test needs --expose-gc");
  collect();
  const before = process.memoryUsage().heapUsed;
  const sandboxes = Array.from({ length: 10_000 }, () => new Sandbox());
  collect();
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(10 << 20);
  expect(sandboxes.length).toBe(10_000);
});

test("many live sandboxes keep a bounded number of instances", () => {
  const sandboxes = Array.from({ length: 200 }, () => new Sandbox());
  for (const sandbox of sandboxes) expect(sandbox.eval("1").value).toBe(1);
  for (const sandbox of sandboxes) expect(sandbox.eval("2").value).toBe(2);
});

test("nothing that an invocation sent or was sent outlives its sandbox", async () => {
  const collect = (globalThis as { gc?: () => void }).gc;
  class Held {}
  const forgotten = ((): WeakRef<Held> => {
    const held = new Held();
    new Sandbox().bind("Give", () => ({ list: [held] })).eval("Give.call; 1");
    return new WeakRef(held);
  })();
  for (let i = 0; i < 3; i++) {
    await new Promise(setImmediate);
    collect?.();
  }
  expect(forgotten.deref()).toBeUndefined();
});

test("disposing gives up the instance and keeps the sandbox usable", () => {
  using sandbox = new Sandbox();
  sandbox.eval("1");
  sandbox[Symbol.dispose]();
  expect(sandbox.eval("2").value).toBe(2);
});
