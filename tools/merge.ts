/**
 * Joins the compiled modules of the library into one file, `dist/core.js`, for Node: loading fifty files
 * takes longer there than everything else that comes before the first value. Each module becomes a function
 * that runs once. The entry for Node and the command take from it; the other entries and their modules stay
 * as they are, as bundlers leave out what is not used of them.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path/posix";

interface Compiled {
  readonly path: string;
  /** names by the path they come from, as the inside of braces */
  readonly imports: readonly (readonly [string, string])[];
  readonly exports: readonly string[];
  readonly body: string;
}

const apart = /^(node|browser|workerd)\.js$|^cli\//;
const fromLine = /^(import|export) \{ ([^}]*) \} from "(\.[^"]*)";$/;
const wholeIndex = 'export * from "./index.js";';
const declared = /^export (?:const|function\*?|async function|class) ([\w$]+)/;

/** Reads what the compiler wrote: one statement of import or export a line, nothing by default. */
export function parse(path: string, text: string): Compiled {
  const imports: [string, string][] = [];
  const exports: string[] = [];
  const locals = new Set<string>();
  const lines: string[] = [];
  const declare = (name: string): string => {
    // what is imported and given on is two statements, of which joining makes two declarations
    if (locals.has(name)) throw new Error(`${path}: cannot join two declarations of ${name}`);
    locals.add(name);
    return name;
  };
  for (const line of text.split("\n")) {
    if (line.startsWith("//# sourceMappingURL=")) continue;
    const from = fromLine.exec(line);
    if (from) {
      const [, kind, listed = "", target = ""] = from;
      const names = listed.replace(/,\s*$/, "");
      imports.push([join(dirname(path), target), names]);
      const own = names.split(", ").map((name) => declare(name.replace(/.* as /, "")));
      if (kind === "export") exports.push(...own);
      continue;
    }
    const own = declared.exec(line);
    if (own?.[1]) exports.push(declare(own[1]));
    else if (/^(import|export)\b(?!\()/.test(line) && line !== "export {};") {
      throw new Error(`${path}: cannot join the line ${line}`);
    }
    // one character past Latin-1 makes engines keep and read all of the text at two bytes each
    if (/[^\0-\x7f]/.test(line)) throw new Error(`${path}: cannot join the line ${line}: write escapes`);
    lines.push(line === "export {};" ? "" : own ? line.replace("export ", "") : line);
  }
  return { path, imports, exports, body: lines.join("\n").trim() };
}

/** The modules in an order in which each comes after what it imports. */
export function ordered(modules: ReadonlyMap<string, Compiled>): Compiled[] {
  const out: Compiled[] = [];
  const state = new Map<string, "open" | "done">();
  const visit = (path: string, by: string): void => {
    if (state.get(path) === "done") return;
    if (state.get(path) === "open") throw new Error(`${by} and ${path} import each other`);
    const module = modules.get(path);
    if (!module) throw new Error(`${by} imports ${path}, which is not joined`);
    state.set(path, "open");
    for (const [target] of module.imports) visit(target, path);
    state.set(path, "done");
    out.push(module);
  };
  for (const path of [...modules.keys()].sort()) visit(path, path);
  return out;
}

/** One module's text as a function that is called at once. */
function wrapped(module: Compiled, index: number, indexes: ReadonlyMap<string, number>): string {
  const names = module.imports.map(
    ([target, list]) => `const { ${list.replaceAll(" as ", ": ")} } = $${indexes.get(target)};\n`,
  );
  return `const $${index} = (() => {\n${names.join("")}${module.body}\nreturn { ${module.exports.join(", ")} };\n})();\n`;
}

/** A module that takes what it imports from the joined file itself. */
export function entry(path: string, text: string, indexes: ReadonlyMap<string, number>, index: Compiled): string {
  const used = new Set<number>();
  const spread = text.includes(wholeIndex);
  const lines = text.split("\n").map((line) => {
    if (line.startsWith("//# sourceMappingURL=")) return "";
    if (line === wholeIndex) {
      const i = indexes.get("index.js") ?? -1;
      used.add(i);
      return `export const { ${index.exports.join(", ")} } = $${i};`;
    }
    const [, kind, listed = "", target = ""] = fromLine.exec(line) ?? [];
    const i = indexes.get(join(dirname(path), target));
    if (kind !== "import" || i === undefined) return line;
    // what the index has too is declared where that is spread out
    const names = listed.split(", ").filter((name) => !spread || !index.exports.includes(name));
    if (names.length === 0) return "";
    used.add(i);
    return `const { ${names.join(", ").replaceAll(" as ", ": ")} } = $${i};`;
  });
  if (used.size === 0) return lines.join("\n");
  const core = relative(dirname(path), "core.js");
  const names = [...used].map((i) => `$${i}`).join(", ");
  const statement = `import { ${names} } from "${core.startsWith(".") ? core : `./${core}`}";`;
  lines.splice(lines[0]?.startsWith("#!") ? 1 : 0, 0, statement);
  return lines.join("\n");
}

if (import.meta.main) {
  const folder = "dist";
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".js") && name !== "core.js" && !apart.test(name))
    .sort();
  const modules = new Map(paths.map((path) => [path, parse(path, readFileSync(join(folder, path), "utf8"))]));
  const all = ordered(modules);
  const indexes = new Map(all.map(({ path }, i) => [path, i]));
  const core = all.map((module, i) => wrapped(module, i, indexes)).join("");
  writeFileSync(join(folder, "core.js"), `${core}export { ${all.map((_, i) => `$${i}`).join(", ")} };\n`);
  const index = modules.get("index.js");
  if (!index) throw new Error("there is no index.js");
  const users = readdirSync(join(folder, "cli")).filter((name) => name.endsWith(".js"));
  for (const path of ["node.js", ...users.map((name) => join("cli", name))]) {
    const file = join(folder, path);
    writeFileSync(file, entry(path, readFileSync(file, "utf8"), indexes, index));
    rmSync(`${file}.map`, { force: true });
  }
}
