/** Measures one area in a process of its own: `node bench/lib/area.ts FILE ROUNDS [--gated] [FILTER...]`; a line of JSON a result. */
import { pathToFileURL } from "node:url";

import type { Area } from "./case.ts";
import { measure } from "./measure.ts";

const [file = "", rounds = "", ...wanted] = process.argv.slice(2);
const { area } = (await import(pathToFileURL(file).href)) as { readonly area: Area };
const gatedOnly = wanted[0] === "--gated";
const texts = gatedOnly ? wanted.slice(1) : wanted;
if (gatedOnly && area.gated === false) process.exit();
const cases = await area.make();
const chosen = cases.filter(
  ({ name, gated }) =>
    (gated === true || !gatedOnly) &&
    (texts.length === 0 || texts.some((text) => `${area.title}: ${name}`.includes(text))),
);
for (const result of measure(area.title, chosen, Number(rounds))) process.stdout.write(`${JSON.stringify(result)}\n`);
process.exit();
