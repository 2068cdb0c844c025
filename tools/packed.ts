/** The package as npm would publish it, and a project that has installed it. */
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface Packed {
  readonly tarball: string;
  /** bytes */
  readonly size: number;
  readonly files: readonly { readonly path: string; readonly size: number }[];
}

/** Packs what is built into a folder. */
export function pack(into: string): Packed {
  const args = ["pack", "--json", "--ignore-scripts", "--silent", "--pack-destination", into];
  const report = JSON.parse(execFileSync("npm", args, { encoding: "utf8" })) as [
    { filename: string; size: number; files: { path: string; size: number }[] },
  ];
  const { filename, size, files } = report[0];
  return { tarball: join(into, filename), size, files };
}

/** Makes an empty project with the package installed, from nothing but the tarball. */
export function install(folder: string, tarball: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{"type":"module","private":true}');
  const args = ["install", "--offline", "--no-audit", "--no-fund", "--silent", tarball];
  execFileSync("npm", args, { cwd: folder, stdio: "inherit" });
}
