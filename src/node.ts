import { readFileSync } from "node:fs";

import { SetupError } from "./errors.ts";
import { Guest, useGuest } from "./guest.ts";

export * from "./index.ts";

useGuest(() => {
  // beside this file in the package; in dist/ when the sources themselves are run
  for (const place of ["./kobako.wasm", "../dist/kobako.wasm"]) {
    let bytes: Uint8Array;
    try {
      bytes = readFileSync(new URL(place, import.meta.url));
    } catch {
      continue;
    }
    return Guest.load(bytes);
  }
  throw new SetupError("kobako.wasm is missing: run the build, or install the package again");
});
