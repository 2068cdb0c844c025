/**
 * Makes the API reference in dist-api/, and fails for anything public that says nothing of itself. TypeDoc needs
 * the JavaScript API of an older TypeScript, so both live in a project of their own.
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

import { ensureInstalled } from "../side-project.ts";

const here = fileURLToPath(new URL(".", import.meta.url));
ensureInstalled(here);
const { status } = spawnSync(process.execPath, ["node_modules/typedoc/bin/typedoc"], { cwd: here, stdio: "inherit" });
process.exitCode = status ?? 1;
