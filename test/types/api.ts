/** What the compiler must know of the public names; `tsc` is the test, nothing here runs. */
import { expectTypeOf } from "vitest";

import {
  BytecodeError,
  compile,
  expose,
  KobakoError,
  Sandbox,
  SandboxError,
  sym,
  TimeoutError,
  TrapError,
  UndefinedEntrypointError,
  type Diagnostic,
  type EvalOptions,
  type Execution,
  type Exposed,
  type RubySymbol,
  type SandboxOptions,
  type Usage,
} from "../../src/node.ts";

const sandbox = new Sandbox({ timeout: null, fuel: 10, hashes: "map" });

expectTypeOf(sandbox.eval("1")).toEqualTypeOf<Execution>();
expectTypeOf(sandbox.eval<number>("1").value).toEqualTypeOf<number>();
expectTypeOf(sandbox.eval("1").value).toBeUnknown();
expectTypeOf(sandbox.eval("1").usage).toEqualTypeOf<Usage>();
expectTypeOf(sandbox.run("A", [1], { kwargs: { b: 2 } })).toEqualTypeOf<Execution>();
expectTypeOf(sandbox.run<string>("A").value).toEqualTypeOf<string>();
expectTypeOf(sandbox.preload({ code: "1", name: "A" })).toEqualTypeOf<Sandbox>();
expectTypeOf(sandbox.preload({ binary: new Uint8Array() })).toEqualTypeOf<Sandbox>();
expectTypeOf(sandbox.bind("A", () => 1)).toEqualTypeOf<Sandbox>();
expectTypeOf(compile("1", { name: "One" })).toEqualTypeOf<Uint8Array>();
expectTypeOf(sym("ok")).toEqualTypeOf<RubySymbol>();
expectTypeOf(expose({ a: 1 }, ["a"])).toEqualTypeOf<Exposed>();
expectTypeOf<EvalOptions["timeout"]>().toEqualTypeOf<number | undefined>();
expectTypeOf<SandboxOptions["timeout"]>().toEqualTypeOf<number | null | undefined>();

declare const failure: unknown;
if (failure instanceof TimeoutError) {
  expectTypeOf(failure.code).toEqualTypeOf<"KOBAKO_TIMEOUT">();
  expectTypeOf(failure).toExtend<TrapError>();
  expectTypeOf(failure).toExtend<KobakoError>();
}
if (failure instanceof SandboxError) {
  expectTypeOf(failure.diagnostics).toEqualTypeOf<readonly Diagnostic[]>();
  expectTypeOf(failure.execution).toEqualTypeOf<Execution | undefined>();
}

// @ts-expect-error an option that does not exist
new Sandbox({ timeOut: 1 });
// @ts-expect-error a primitive cannot be bound
sandbox.bind("A", 1);
// @ts-expect-error a limit of one invocation cannot be turned off
sandbox.eval("1", { timeout: null });
// @ts-expect-error a snippet of source has a name
sandbox.preload({ code: "1" });
// @ts-expect-error arguments come in an array
sandbox.run("A", 1);
// @ts-expect-error a record is frozen
sandbox.eval("1").value = 2;

expectTypeOf(sandbox.preload({ code: "1", name: "One" })).toEqualTypeOf<Sandbox>();
expectTypeOf(sandbox.preload({ binary: new Uint8Array() })).toEqualTypeOf<Sandbox>();
expectTypeOf(
  sandbox.install({ name: "A", source: "1", backend: { object: {} }, dependsOn: ["B"] }),
).toEqualTypeOf<Sandbox>();
expectTypeOf(sandbox.run("One")).toEqualTypeOf<Execution>();
expectTypeOf(sandbox.run<number>("One", [1], { kwargs: { a: 1 }, timeout: 5 }).value).toEqualTypeOf<number>();
if (failure instanceof UndefinedEntrypointError) {
  expectTypeOf(failure.code).toEqualTypeOf<"KOBAKO_UNDEFINED_ENTRYPOINT">();
  expectTypeOf(failure.available).toEqualTypeOf<readonly string[]>();
  expectTypeOf(failure).toExtend<SandboxError>();
}
if (failure instanceof BytecodeError) expectTypeOf(failure.code).toEqualTypeOf<"KOBAKO_BYTECODE">();

// @ts-expect-error source needs a name
sandbox.preload({ code: "1" });
// @ts-expect-error bytecode brings its own
sandbox.preload({ binary: new Uint8Array(), name: "One" });
// @ts-expect-error arguments are an array
sandbox.run("One", 1);
// @ts-expect-error keywords are run's
sandbox.eval("1", { kwargs: {} });
