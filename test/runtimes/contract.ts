/**
 * What must hold on every runtime, told by the public API alone and by nothing else: it runs from the packed
 * tarball in Node, Bun, Deno, Chromium and workerd. What it answers crosses as JSON.
 */
import * as kobako from "kobako";

import { same } from "./same.ts";
import { waiting } from "./waiting.ts";

const { KobakoError, NoServiceError, SetupError, RubyFloat, Sandbox, SandboxError, ServiceError } = kobako;
const {
  FuelExhaustedError,
  MemoryLimitError,
  TimeoutError,
  compile,
  UndefinedEntrypointError,
  expose,
  formatError,
  sym,
} = kobako;

export interface Report {
  readonly passed: readonly string[];
  readonly failed: readonly string[];
  /** whether services may answer promises */
  readonly promises: boolean;
  /** figures that must be the same on every runtime */
  readonly same: Readonly<Record<string, unknown>>;
}

function failure(call: () => unknown): kobako.KobakoError {
  try {
    call();
  } catch (error) {
    if (error instanceof KobakoError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

function value(source: string, options?: kobako.SandboxOptions): unknown {
  return new Sandbox(options).eval(source).value;
}

class Counter {
  #count = 0;
  readonly hidden = "field";

  add(by = 1): this {
    this.#count += by;
    return this;
  }

  get total(): number {
    return this.#count;
  }
}

const busy =
  "a = (1..500).map { |n| n * n }; h = a.to_h { |n| [n.to_s, n] }; a.sort { |x, y| y <=> x }.first(3) + [h.size]";

const checks: Readonly<Record<string, () => unknown>> = {
  "values arrive": () => {
    same(value("[nil, true, 1, 2**70, 1.5, -0.0, 0.0/0, 'é', [[]], {'a' => 1}]"), [
      null,
      true,
      1,
      2n ** 70n,
      1.5,
      -0,
      Number.NaN,
      "é",
      [[]],
      { a: 1 },
    ]);
    same(value('"\\xff\\x00"'), new Uint8Array([255, 0]));
    same(value("Set[1, 2]"), new Set([1, 2]));
    same(value("{1 => 2}"), new Map([[1, 2]]));
    same(value(":ok") === sym("ok"), true);
  },
  "values are sent": () => {
    const echo = new Sandbox().bind("Echo", (given: unknown) => [given]);
    same(echo.eval("Echo.call([nil, 2**80, 'x', :y, {'k' => 1.5}])").value, [
      [null, 2n ** 80n, "x", sym("y"), { k: 1.5 }],
    ]);
    const one = new Sandbox().bind("One", () => new RubyFloat(1));
    same(one.eval("One.call.class.name").value, "Float");
  },
  "output is captured and clipped": () => {
    const { stdout, stderr, stdoutTruncated } = new Sandbox({ stdoutLimit: 4 }).eval("puts 'abcdef'; warn 'w'");
    same([stdout, stderr, stdoutTruncated], ["abcd", "w\n", true]);
  },
  "nothing stays": () => {
    const sandbox = new Sandbox();
    sandbox.eval("$x = 1; class String; def boo = 1; end; K = 1");
    same(sandbox.eval('[$x, "".respond_to?(:boo), Object.const_defined?(:K)]').value, [null, false, false]);
  },
  "an exception is a SandboxError": () => {
    const error = failure(() => value("def a = raise(ArgumentError, 'no')\na"));
    same(error instanceof SandboxError && [error.klass, error.message, error.backtraceLines], [
      "ArgumentError",
      "no",
      ["(eval):1:in a", "(eval):2"],
    ]);
    same(error.execution?.usage.serviceCalls, 0);
  },
  "a syntax error has its place": () => {
    const source = "x = 1\ny = (2 + ]";
    const error = failure(() => value(source));
    same(error instanceof SandboxError && [error.line, error.column], [2, 9]);
    same(formatError(error, source).includes("> 2 | y = (2 + ]\n    |          ^"), true);
  },
  "deep recursion is caught": () => {
    same(value("def d(n) = d(n + 1)\nbegin; d(0); rescue SystemStackError; :deep; end") === sym("deep"), true);
    same(failure(() => value("a = []; a << a; 60.times { a = [a] }; a")) instanceof SandboxError, true);
  },
  "a loop meets the timeout": () => {
    same(
      failure(() => value("begin; loop {}; rescue Exception; retry; end", { timeout: 50 })) instanceof TimeoutError,
      true,
    );
  },
  "a loop meets the fuel": () => {
    same(failure(() => value("loop {}", { fuel: 100_000 })) instanceof FuelExhaustedError, true);
  },
  "a bomb meets the memory limit, and the sandbox goes on": () => {
    const sandbox = new Sandbox();
    same(failure(() => sandbox.eval("x = 'x'; loop { x += x }")) instanceof MemoryLimitError, true);
    same(sandbox.eval("1 + 1").value, 2);
  },
  "services are called": () => {
    const sandbox = new Sandbox().bind("Counter", new Counter()).bind("Cfg::Theme", expose({ a: 1, b: 2 }, ["a"]));
    same(sandbox.eval("Counter.add(2).add; [Counter.total, Cfg::Theme.a]").value, [3, 1]);
    for (const source of ["Counter.hidden", "Counter.constructor", "Cfg::Theme.b", "Counter.__proto__"]) {
      same(failure(() => sandbox.eval(source)) instanceof NoServiceError, true);
    }
  },
  "a service's failure has its cause": () => {
    const cause = new Error("boom");
    const sandbox = new Sandbox().bind("Fail", () => {
      throw cause;
    });
    const error = failure(() => sandbox.eval("Fail.call"));
    same([error instanceof ServiceError, error.cause === cause, error.message], [true, true, "boom"]);
    same(sandbox.eval("begin; Fail.call; rescue => e; [e.class.name, e.message]; end").value, [
      "Kobako::ServiceError",
      "boom",
    ]);
  },
  "blocks are called": () => {
    const sandbox = new Sandbox().bind("Seq", {
      map: (items: unknown[], block: (item: unknown) => unknown) => items.map(block),
    });
    same(sandbox.eval("[Seq.map([1, 2]) { |x| x * 2 }, Seq.map([1, 2]) { break 7 }]").value, [[2, 4], 7]);
  },
  "bytecode is compiled": () => {
    same([...compile("1").subarray(0, 8)], [82, 73, 84, 69, 48, 52, 48, 48]);
  },
  "snippets are there, and entrypoints are called": () => {
    const sandbox = new Sandbox().preload({ code: "Adder = ->(a, b, by: 1) { (a + b) * by }", name: "Adder" });
    sandbox.preload({ binary: compile("def double(n) = n * 2", { name: "Double" }) });
    same(sandbox.run("Adder", [2, 3], { kwargs: { by: 4 } }).value, 20);
    same(sandbox.eval("double(21)").value, 42);
    const error = failure(() => sandbox.run("Addder"));
    same(error instanceof UndefinedEntrypointError && error.available.includes("Adder"), true);
  },
  "clock and entropy are constants": () => same(value("Time.now.to_i"), 0),
};

/** What services that answer promises come to: a value where the engine can wait, a SetupError where it cannot. */
async function waits(): Promise<boolean> {
  const sandbox = new Sandbox({ timeout: 5000 }).bind("Later", {
    double: async (n: number) => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      return n * 2;
    },
    now: (n: number) => n,
  });
  same((await sandbox.evalAsync("Later.now(1)")).value, 1);
  const many = [1, 2, 3].map((n) => sandbox.evalAsync(`[1, 2].sum { |m| Later.double(m * ${n}) }`));
  try {
    same(
      (await Promise.all(many)).map((execution) => execution.value),
      [6, 12, 18],
    );
    return true;
  } catch (error) {
    await Promise.allSettled(many);
    if (error instanceof SetupError) return false;
    throw error;
  }
}

/** Runs every check. */
export async function contract(): Promise<Report> {
  const passed: string[] = [];
  const failed: string[] = [];
  let promises = false;
  const run = async (all: Readonly<Record<string, () => unknown>>): Promise<void> => {
    for (const [title, check] of Object.entries(all)) {
      try {
        await check();
        passed.push(title);
      } catch (error) {
        failed.push(`${title}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      }
    }
  };
  await run(checks);
  await run({
    "promises are waited for, or refused": async () => {
      promises = await waits();
    },
  });
  if (promises) await run(waiting);
  const { value: result, usage } = new Sandbox().eval(busy);
  return { passed, failed, promises, same: { result, fuel: usage.fuel, memory: usage.memoryPeak } };
}
