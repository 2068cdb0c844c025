import { guestFor } from "../../src/guest.ts";
import { Invocation } from "../../src/invocation/invocation.ts";
import { readOptions } from "../../src/options.ts";
import { RubyGenerator } from "./generate-ruby.ts";
import { Random } from "./random.ts";

/**
 * Runs random programs and compares memory and globals after each restore with those of a fresh
 * instance, whatever the program did: even of instances that the library would drop.
 *
 * @returns the seed of the first program after which they differ
 */
export function restoreEquality(runs: number, seed: number, onProgress?: (done: number) => void): number | undefined {
  const settings = readOptions({ timeout: 1_000, fuel: 200_000, memoryLimit: 256 << 10 });
  const fresh = guestFor("core").instantiate();
  const image = Buffer.from(fresh.bytes.slice());
  const zeros = Buffer.alloc(1 << 20);
  let instance = guestFor("core").instantiate();
  for (let i = 0; i < runs; i++) {
    const source = new RubyGenerator(new Random(seed + i)).program();
    const invocation = new Invocation(settings, instance, performance.now());
    try {
      invocation.eval(invocation.compile(source, "(eval)"));
    } catch {
      // any outcome will do
    }
    instance.restore();
    const { bytes, exports } = instance;
    const same =
      image.compare(bytes, 0, image.length) === 0 &&
      zeros.compare(bytes, image.length, bytes.length, 0, bytes.length - image.length) === 0 &&
      exports.stack_pointer.value === fresh.image.stackPointer &&
      exports.meter.value === fresh.image.meter;
    if (!same) return seed + i;
    if (i % 500 === 499) instance = guestFor("core").instantiate();
    if (onProgress && (i + 1) % 10_000 === 0) onProgress(i + 1);
  }
  return undefined;
}
