/** Invocations that services have begun within each other: each takes its share of the one stack. */
const maxEntered = 16;
let entered = 0;

/**
 * Calls a guest, unless that would be too deep.
 *
 * @throws RangeError when services have begun too many invocations within each other
 */
export function nesting<T>(call: () => T): T {
  if (entered >= maxEntered) throw new RangeError(`more than ${maxEntered} invocations within each other`);
  entered++;
  try {
    return call();
  } finally {
    entered--;
  }
}
