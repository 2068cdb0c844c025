/**
 * Runs hostile scripts in a process of their own: `run-scripts.ts CLASS [INDEX]`. Writes a line
 * of JSON for each before it runs and one after it ended.
 */
import { KobakoError, Sandbox } from "../../src/node.ts";
import { classes } from "../adversarial/scripts/index.ts";
import { bindHostileServices } from "./hostile-services.ts";

/** What a script may not change for the next: answers differ, or the fuel does, if it did. */
const probe = `
  [Object.constants.size, global_variables.size, Object.instance_methods.size, Kernel.instance_methods.size,
   [3, 1, 2].sort.map { |x| x.to_s + "!" }, { a: [1, nil] }.inspect, "é".size, (begin; raise "x"; rescue => e; e.message; end),
   Echo.call({ "k" => :v }), Make.call.value, $stdout.inspect, 2 ** 70, Set.new([1]).include?(1), defined?(@a).inspect]`;

const [title, only] = process.argv.slice(2);
const { scripts, timeout = 80 } = classes.find((each) => each.title === title) ?? { scripts: [] };
const limits = {
  timeout: 20_000,
  memoryLimit: 4 << 20,
  stdoutLimit: 1 << 16,
  stderrLimit: 1 << 16,
  handleLimit: 10_000,
};

function make(): Sandbox {
  const sandbox = new Sandbox(limits);
  bindHostileServices(sandbox, new Sandbox({ timeout: 20 }));
  return sandbox;
}

const say = (line: object): void => {
  process.stdout.write(`${JSON.stringify(line)}\n`);
};

/** As text, so that two of them compare; without the time, which differs. */
function probed(sandbox: Sandbox): string {
  const { value, stdout, usage } = sandbox.eval(probe);
  return JSON.stringify([value, stdout, usage.fuel, usage.memoryPeak, usage.serviceCalls], (_, each: unknown) =>
    typeof each === "bigint" ? each.toString() : each,
  );
}

function outcome(sandbox: Sandbox, source: string): { code: string; problem?: string } {
  try {
    const { usage } = sandbox.eval(source, { timeout });
    return usage.memoryPeak > limits.memoryLimit
      ? { code: "value", problem: "more memory than allowed" }
      : { code: "value" };
  } catch (error) {
    if (!(error instanceof KobakoError)) return { code: "", problem: `not a typed error: ${String(error)}` };
    const { execution, code, message } = error;
    if (!execution) return { code, problem: "no record" };
    if (execution.usage.memoryPeak > limits.memoryLimit) return { code, problem: "more memory than allowed" };
    if (/\.(ts|js|wasm):|wasm-function|node:/.test(message)) return { code, problem: `a host's place in: ${message}` };
    return { code };
  }
}

const clean = probed(make());
const sandbox = make();
let unhandled = 0;
process.on("unhandledRejection", () => unhandled++);
for (const [index, [, source]] of scripts.entries()) {
  if (only !== undefined && Number(only) !== index) continue;
  say({ index, started: true });
  const result = outcome(sandbox, source);
  let problem = result.problem;
  try {
    if (probed(sandbox) !== clean) problem ??= "the next invocation saw something of it";
  } catch (error) {
    problem ??= `the sandbox is not usable: ${String(error)}`;
  }
  if (Reflect.get({}, "polluted") !== undefined) problem ??= "Object.prototype was changed";
  await new Promise(setImmediate);
  if (unhandled > 0) problem ??= "an unhandled rejection";
  unhandled = 0;
  say({ index, code: result.code, problem });
}
