/** An application with third-party plugins: each in a sandbox of its own, with what it was granted and no more. */
import { readdirSync, readFileSync } from "node:fs";

import { formatError, KobakoError, Sandbox, SandboxError } from "kobako";

type Hook = "title" | "body";

interface Plugin {
  readonly name: string;
  readonly source: string;
  readonly hooks: readonly string[];
  readonly sandbox: Sandbox;
}

/** What plugins may ask for. */
const offered: Readonly<Record<string, object>> = { Clock: { year: 1995 } };
/** What the user of the application allows. */
const granted = new Set(["Clock"]);

function listed(source: string, key: string): string[] {
  const [, names = ""] = new RegExp(`^# ${key}: (.*)$`, "m").exec(source) ?? [];
  return names.split(", ").filter((name) => name !== "nothing");
}

function load(file: string): Plugin | undefined {
  const source = readFileSync(new URL(`./plugins/${file}`, import.meta.url), "utf8");
  const base = file.replace(".rb", "");
  const name = base.charAt(0).toUpperCase() + base.slice(1);
  const sandbox = new Sandbox({ timeout: 1000, memoryLimit: 1 << 20 });
  for (const need of listed(source, "needs")) {
    const service = offered[need];
    if (!service || !granted.has(need)) {
      console.log(`${name} is not loaded: it needs ${need}`);
      return undefined;
    }
    sandbox.bind(need, service);
  }
  try {
    sandbox.preload({ code: source, name });
  } catch (error) {
    if (!(error instanceof SandboxError)) throw error;
    console.log(
      `${name} is not loaded:\n${formatError(error, source, { context: 0 }).split("\n\n").slice(0, 2).join("\n")}`,
    );
    return undefined;
  }
  return { name, source, hooks: listed(source, "hooks"), sandbox };
}

const plugins = readdirSync(new URL("./plugins/", import.meta.url))
  .map(load)
  .filter((plugin) => plugin !== undefined);
const disabled = new Set<Plugin>();

/** Hands a text from plugin to plugin; one that fails is switched off and skipped. */
function apply(hook: Hook, text: string, kwargs: Readonly<Record<string, unknown>> = {}): string {
  let current = text;
  for (const plugin of plugins) {
    if (!plugin.hooks.includes(hook) || disabled.has(plugin)) continue;
    try {
      const { value } = plugin.sandbox.run(plugin.name, [current], { kwargs });
      if (typeof value === "string") current = value;
    } catch (error) {
      if (!(error instanceof KobakoError)) throw error;
      disabled.add(plugin);
      const where = { context: 0, name: `(snippet:${plugin.name})` };
      console.log(`${plugin.name} is switched off:\n${formatError(error, plugin.source, where)}`);
    }
  }
  return current;
}

console.log(apply("title", "hello", { marks: 3 }));
console.log(apply("body", "banana"));
console.log(apply("body", "papaya"));
