import { plainObject } from "../codec/collections.ts";

/** Makes the last argument what keywords are: a plain object, also where a Hash is a Map. */
export function asKeywords(values: unknown[]): void {
  const last = values.pop();
  values.push((last instanceof Map && plainObject([...last.keys()], [...last.values()])) || last);
}
