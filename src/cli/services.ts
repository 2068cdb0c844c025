import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

import type { Sandbox } from "../sandbox.ts";
import { UsageError } from "./exit.ts";

/** Binds what a sandbox is to have; done again for every sandbox that the command makes. */
export type Equip = (sandbox: Sandbox) => void;

/**
 * What the modules of `--service` bind.
 *
 * @throws UsageError for a module that cannot be loaded, or exports something else
 */
export async function loadServices(modules: readonly string[]): Promise<Equip> {
  const equips: Equip[] = [];
  for (const module of modules) {
    let loaded: { default?: unknown };
    try {
      loaded = (await import(pathToFileURL(resolve(module)).href)) as { default?: unknown };
    } catch (error) {
      throw new UsageError(`${module}: ${error instanceof Error ? error.message : String(error)}`);
    }
    const { default: what } = loaded;
    if (typeof what === "function") {
      equips.push(what as Equip);
    } else if (typeof what === "object" && what !== null) {
      equips.push((sandbox) => {
        for (const [path, object] of Object.entries(what)) sandbox.bind(path, object as object);
      });
    } else {
      throw new UsageError(`${module}: the default export is neither services by path nor a function`);
    }
  }
  return (sandbox) => {
    for (const equip of equips) equip(sandbox);
  };
}
