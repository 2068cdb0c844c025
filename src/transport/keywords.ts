import { plainObject, type Check } from "../codec/collections.ts";

/** Makes the last argument what keywords are: a plain object, also where a Hash is a Map. */
export function asKeywords(values: unknown[], check?: Check): void {
  const at = values.length - 1;
  const last = values[at];
  if (last instanceof Map) values[at] = plainObject([...last.keys()], [...last.values()], check) ?? last;
}
