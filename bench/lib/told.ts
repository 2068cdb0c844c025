import { execFileSync } from "node:child_process";

import { entry } from "./kobako.ts";

/** A number that a program prints in a fresh process, where nothing else has used memory; it has `Sandbox` and `gc`. */
export function told(program: string): number {
  const source = `const { Sandbox } = await import(${JSON.stringify(entry)});\n${program}`;
  const args = ["--expose-gc", "--input-type=module", "-e", source];
  return parseFloat(execFileSync(process.execPath, args, { encoding: "utf8" }));
}
