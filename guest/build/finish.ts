import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { bake, strip } from "../../tools/wasm/bake.ts";
import { boundedLoops, check } from "../../tools/wasm/check.ts";
import { constantsOf, guard, placeStack, withBodies } from "../../tools/wasm/guard.ts";
import { meter } from "../../tools/wasm/meter.ts";
import { guest as guestFolder, root } from "./paths.ts";
import { BuildError, progress, run } from "./run.ts";

const features = [
  "--mvp-features",
  "--enable-bulk-memory",
  "--enable-exception-handling",
  "--enable-mutable-globals",
  "--enable-nontrapping-float-to-int",
  "--enable-sign-ext",
];

/** What clears away the locals that the guard brings. */
const tidying = ["--simplify-locals", "--coalesce-locals", "--vacuum", "--reorder-locals"];
/** The same with fewer instructions and more locals in use at a time, which the interpreter's body has no registers for. */
const compacting = ["--simplify-locals", "--local-cse", ...tidying];

/** The functions that have loops which say that they are bounded: see kb_host.h. */
const bounded = [
  "memcmp",
  "memchr",
  "mrb_int_to_cstr",
  "mrb_integer_to_str",
  "incremental_gc",
  "fiber_switch",
  "mrb_vm_run",
  "exec_irep",
  "eval_under",
  "vm_body",
];

/** The optimizer of Binaryen, with function names kept for what comes after. */
async function optimize(bytes: Uint8Array, work: string, passes: readonly string[]): Promise<Uint8Array> {
  const [from, to] = [join(work, "before.wasm"), join(work, "after.wasm")];
  await writeFile(from, bytes);
  const tool = join(root, "node_modules/binaryen/bin/wasm-opt");
  await run(process.execPath, [tool, ...features, "-g", ...passes, from, "-o", to]);
  return readFile(to);
}

/** Bytes of the guest's stack. */
async function stackSize(): Promise<number> {
  const header = await readFile(join(guestFolder, "src/kb_stack.h"), "utf8");
  const [, digits] = /KB_STACK_SIZE = (\d+)/.exec(header) ?? [];
  if (digits === undefined) throw new BuildError("kb_stack.h does not say how large the stack is");
  return Number(digits);
}

/**
 * What happens after linking: optimize, make the constants constant, insert the metering points
 * (so that the checker finds them as they were inserted), boot, drop what only booting needed,
 * strip, check.
 *
 * @throws BuildError naming every rule that the finished module breaks.
 */
export async function finish(linked: Uint8Array, work: string, metered: boolean): Promise<Uint8Array> {
  progress("optimizing");
  // the interpreter's body must stay a function of its own, and have no metering point in it: see the metering patch
  const own = ["--no-inline=top_proc*", "--no-inline=mrb_vm_cv_*"];
  const passes = [...own, "-Os", "--one-caller-inline-max-function-size=60"];
  const optimized = await optimize(placeStack(linked, await stackSize()), work, passes);
  progress("guarding, metering and booting");
  const metering = { selfMetered: ["vm_body"], bounded, omit: !metered };
  const raw = guard(optimized, constantsOf(optimized));
  const compact = await optimize(raw, work, compacting);
  const guarded = withBodies(compact, await optimize(raw, work, tidying), metering.selfMetered);
  // booting writes what is constant from then on, so it is done without the guard
  const baked = bake(meter(optimized, metering), meter(guarded, metering));
  const bytes = strip(await optimize(baked, work, ["--remove-unused-module-elements"]));
  const { problems, ...counts } = check(bytes, boundedLoops);
  if (metered && problems.length > 0) throw new BuildError(`the guest is not as it must be:\n${problems.join("\n")}`);
  progress(JSON.stringify(counts));
  return bytes;
}
