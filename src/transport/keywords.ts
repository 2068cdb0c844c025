import { plainObject } from "../codec/collections.ts";

/** Makes the last argument what keywords are: a plain object, also where a Hash is a Map. */
export function asKeywords(values: unknown[]): void {
  const at = values.length - 1;
  const last = values[at];
  if (last instanceof Map) values[at] = plainObject([...last.keys()], [...last.values()]) ?? last;
}
