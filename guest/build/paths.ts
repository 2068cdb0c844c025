import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's root folder. */
export const root: string = fileURLToPath(new URL("../..", import.meta.url));
export const guest: string = join(root, "guest");

/** Where finished guests and unpacked sources are kept, outside the tree and keyed by content. */
export const cache: string = join(process.env["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "kobako");
