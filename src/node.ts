import { canSuspend, useEngine } from "./engine/suspension.ts";
import { SetupError } from "./errors.ts";
import { Guest, guestFile, useGuest } from "./guest.ts";

export * from "./index.ts";

// Asked for, not imported: for an import Node makes each name of a module, and loads streams and readline for those.
const builtin = process.getBuiltinModule.bind(process);
const { readFileSync } = builtin("node:fs");

// Early versions of Node 24 can put a guest aside when they are told to, and show how in realms made after that;
// those before have another interface for it.
if (process.versions.node.startsWith("24.") && !canSuspend()) {
  builtin("node:v8").setFlagsFromString("--experimental-wasm-jspi");
  useEngine(builtin("node:vm").runInNewContext("WebAssembly"));
}

useGuest((name) => {
  const file = guestFile(name);
  // beside this file in the package; in dist/ when the sources themselves are run
  for (const place of [`./${file}`, `../dist/${file}`]) {
    let bytes: Uint8Array;
    try {
      bytes = readFileSync(new URL(place, import.meta.url));
    } catch {
      continue;
    }
    return Guest.load(bytes);
  }
  throw new SetupError(
    `${file} is not beside the library: leave kobako out of the bundle, copy the file next to it, or install again`,
  );
});
