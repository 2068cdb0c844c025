/** Writes the module between guest and host as a file, for runtimes that compile modules ahead of time. */
import { writeFileSync } from "node:fs";

import { adapterBytes } from "../src/engine/suspension.ts";

writeFileSync(new URL("../dist/suspending.wasm", import.meta.url), adapterBytes());
