/** Comparing in a script that has no test runner: it goes wherever the contract does. */

/** @throws Error when two values are not the same, as they are shown */
export function same(found: unknown, wanted: unknown): void {
  const [a, b] = [show(found), show(wanted)];
  if (a !== b) throw new Error(`${a} is not ${b}`);
}

function show(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) => {
    if (typeof item === "bigint") return `${item}n`;
    if (typeof item === "number" && (!Number.isFinite(item) || Object.is(item, -0)))
      return `number ${1 / item} ${item}`;
    if (item instanceof Map) return { map: [...item] };
    if (item instanceof Set) return { set: [...item] };
    if (item instanceof Uint8Array) return { bytes: [...item] };
    return item;
  });
}
