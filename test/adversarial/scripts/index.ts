import { crossings } from "./crossings.ts";
import { encodings } from "./encodings.ts";
import { endless } from "./endless.ts";
import { exceptions } from "./exceptions.ts";
import { memory } from "./memory.ts";
import { output } from "./output.ts";
import { recursion } from "./recursion.ts";
import { redefinition } from "./redefinition.ts";
import { results } from "./results.ts";
import type { ScriptClass } from "./script.ts";
import { swallowing } from "./swallowing.ts";
import { within } from "./within.ts";

/** Every class of hostile script. */
export const classes: readonly ScriptClass[] = [
  endless,
  memory,
  recursion,
  redefinition,
  swallowing,
  encodings,
  results,
  output,
  exceptions,
  crossings,
  within,
];
