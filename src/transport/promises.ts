import { findDescriptor, isPlain } from "../objects.ts";

/** Values looked at for promises in a result that is refused, at most. */
const maxLooked = 10_000;
const ignore = (): void => {};

/** What a synchronous call says of a result that would have to be waited for. */
export const promised = "the service returned a promise, which only evalAsync and runAsync wait for";

/** What an asynchronous one says of promises that nobody waits for. */
export const nested = "the service returned a promise within a value: return a promise of the whole value";
export const below =
  "the service returned a promise below a synchronous call of a block: the service that calls the block must await block.async(...)";
export const unable =
  "a service returned a promise, and this engine cannot let the guest wait for it: use Node 24 or later, or a browser with JavaScript Promise Integration";

/** Whether `await` would wait for a value: it has a member `then`, found without running it. */
export function isThenable(value: unknown): value is object {
  if ((typeof value !== "object" || value === null) && typeof value !== "function") return false;
  // nearly every one; a descriptor would take longer to make than to read
  if (Object.getPrototypeOf(value) === Promise.prototype && !Object.hasOwn(value, "then")) return true;
  const then = findDescriptor(value, "then");
  return then !== undefined && (then.get !== undefined || typeof then.value === "function");
}

/** A promise's rejection is nobody's from now on, nor that of promises within what it answers. What only looks like a promise is left alone: `then` may begin its work. */
function ignoreRejection(value: object): void {
  try {
    void Reflect.apply(Promise.prototype.then, value, [silence, ignore]);
  } catch {
    // not a promise of any realm
  }
}

/** The values within a container that has a form on the wire. */
function within(value: object): Iterable<unknown> {
  if (Array.isArray(value)) return value;
  if (value instanceof Map) return Map.prototype.values.call(value);
  if (value instanceof Set) return Set.prototype.values.call(value);
  return isPlain(value) ? Object.values(value) : [];
}

/** Keeps promises within a value that was refused from ending the process when they reject. */
export function silence(refused: unknown): void {
  const seen = new Set<unknown>([refused]);
  let looked = 0;
  try {
    for (const value of seen) {
      if (typeof value !== "object" || value === null) continue;
      if (isThenable(value)) {
        ignoreRejection(value);
        continue;
      }
      for (const inner of within(value)) {
        if (++looked > maxLooked) return;
        seen.add(inner);
      }
    }
  } catch {
    // a getter or trap of the value threw, as it did when the value was written
  }
}
