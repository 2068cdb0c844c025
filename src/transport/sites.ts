import type { Pace } from "../engine/limits.ts";
import type { Question } from "./reachability.ts";

/** What a guest calls: the name of a method, and what it reaches of the target. */
export interface Site {
  readonly target: number;
  readonly method: number;
  readonly name: string;
  /** nothing of that number; a handle may be it later, so such a site is not kept */
  readonly object: object | undefined;
  readonly question: Question | undefined;
  readonly pace: Pace;
}

/** Sites kept at a time, a power of two; one that is called takes the place of another. */
const most = 32;

/** The sites that the guest of one invocation called last: a target's number means one object for as long as that lasts. */
export class Sites {
  #known: (Site | undefined)[] | undefined;

  get(target: number, method: number): Site | undefined {
    const site = this.#known?.[(method + target * 5) & (most - 1)];
    return site !== undefined && site.target === target && site.method === method ? site : undefined;
  }

  keep(site: Site): void {
    this.#known ??= [];
    this.#known[(site.method + site.target * 5) & (most - 1)] = site;
  }
}
