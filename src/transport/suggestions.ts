import { Exposed } from "../exposure.ts";
import { isPlain, maxChain } from "../objects.ts";
import { reach } from "./reachability.ts";

const most = 3;
const maxName = 64;
const maxCandidates = 512;

/** What is worked out for the last three letters of a name: room for all that names of that length become in small letters. */
const rows = [0, 1, 2].map(() => new Uint16Array(512)) as [Uint16Array, Uint16Array, Uint16Array];

/** Changes of one letter between two names; swapped neighbours are one. Any number above `limit` stands for more than that. */
function distance(a: string, b: string, limit: number): number {
  let [before, row, next] = rows;
  for (let j = 0; j <= b.length; j++) row[j] = j;
  let leastBefore = 0;
  for (let i = 1; i <= a.length; i++) {
    const letter = a.charCodeAt(i - 1);
    next[0] = i;
    let leastOfRow = i;
    for (let j = 1; j <= b.length; j++) {
      const other = b.charCodeAt(j - 1);
      const changed = (row[j - 1] as number) + (letter === other ? 0 : 1);
      let least = Math.min((row[j] as number) + 1, (next[j - 1] as number) + 1, changed);
      const swapped = i > 1 && j > 1 && letter === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === other;
      if (swapped) least = Math.min(least, (before[j - 2] as number) + 1);
      next[j] = least;
      leastOfRow = Math.min(leastOfRow, least);
    }
    if (leastOfRow > limit && leastBefore > limit) return leastOfRow;
    leastBefore = leastOfRow;
    [before, row, next] = [row, next, before];
  }
  return row[b.length] as number;
}

/** The names among these that one may have meant and that are accepted, the nearest first. */
export function near(name: string, names: Iterable<string>, accept?: (name: string) => boolean): string[] {
  if (name === "" || name.length > maxName) return [];
  const wanted = name.toLowerCase();
  const limit = Math.max(1, Math.floor(name.length / 3));
  const found: { name: string; away: number }[] = [];
  let left = maxCandidates;
  for (const candidate of names) {
    if (left-- === 0) break;
    if (candidate === name || Math.abs(candidate.length - name.length) > limit) continue;
    const away = distance(wanted, candidate.toLowerCase(), limit);
    if (away <= limit) found.push({ name: candidate, away });
  }
  found.sort((a, b) => a.away - b.away);
  const sorted = found.map((one) => one.name);
  return (accept ? sorted.filter(accept) : sorted).slice(0, most);
}

/** As text: of a literal, engines look up what `\p` stands for when they load the file, which takes a millisecond. */
const nameOfGuest = "^\\p{L}[\\p{L}\\p{N}_]*[?!=]?$";
const path = /^[A-Z]\w*(?:::[A-Z]\w*)*$/;

function last(constant: string): string {
  return constant.slice(constant.lastIndexOf(":") + 1);
}

/** Paths and all that they lie in. */
function prefixes(paths: readonly string[]): string[] {
  return paths.flatMap((whole) => {
    const parts = whole.split("::");
    return parts.map((_, at) => parts.slice(0, at + 1).join("::"));
  });
}

/** The constants that may have been meant, by their last names: one elsewhere may have just that name. */
function nearConstants(missing: string, constants: Iterable<string>): string[] {
  const byName = new Map<string, string[]>();
  for (const constant of new Set(constants)) {
    if (!path.test(constant)) continue;
    const own = last(constant);
    byName.set(own, [...(byName.get(own) ?? []), constant]);
  }
  const elsewhere = byName.get(missing)?.filter((constant) => constant !== missing) ?? [];
  return [...elsewhere, ...near(missing, byName.keys()).flatMap((own) => byName.get(own) ?? [])].slice(0, most);
}

/**
 * What a name of the guest's own that stands for nothing may have meant: a constant there is, or is bound, or a
 * method or a variable. For the host, as `suggestionsFor`.
 *
 * @param names the name and what the guest has beside it, as the guest says: anything may be among them
 * @param paths the services
 */
export function suggestionsAmong(names: readonly string[], paths: readonly string[]): readonly string[] {
  const [missing, ...candidates] = names.slice(0, maxCandidates);
  if (missing === undefined) return [];
  if (path.test(missing)) {
    const constants = nearConstants(missing, [...prefixes(paths), ...candidates]);
    if (constants.length > 0) return constants;
  }
  const name = new RegExp(nameOfGuest, "u");
  return near(missing, candidates, (candidate) => name.test(candidate));
}

/** As Ruby would spell it; `reach` understands both. */
function rubyName(name: string): string {
  return name.replaceAll(/(?<=[a-z0-9])([A-Z])/g, (letter) => `_${letter.toLowerCase()}`);
}

function* namesOf(object: object): Generator<string> {
  if (typeof object === "function") return yield "call";
  if (isPlain(object)) return yield* Object.getOwnPropertyNames(object);
  let prototype = Object.getPrototypeOf(object) as object | null;
  for (let i = 0; prototype !== null && i < maxChain; i++) {
    yield* Object.getOwnPropertyNames(prototype);
    prototype = Object.getPrototypeOf(prototype) as object | null;
  }
}

/**
 * What a call that reached nothing of an object may have meant: only names that do reach something.
 * For the host; a guest is not told, since it could take names for a list of what there is.
 */
export function suggestionsFor(target: object, name: string): readonly string[] {
  try {
    const object = Exposed.objectOf(target);
    const reachable = [...new Set(Array.from(namesOf(object), rubyName))].slice(0, maxCandidates);
    return near(name, reachable, (candidate) => reach(target, candidate) !== undefined);
  } catch {
    return []; // a host object may be a Proxy that throws
  }
}
