import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { Sandbox } from "../../src/node.ts";

const main = new URL("../../dist/cli/main.js", import.meta.url).pathname;
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "kobako-cli-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Answer {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the built command, as a shell would. */
function kobako(args: readonly string[], input = ""): Answer {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
    input,
    encoding: "utf8",
    cwd: folder,
  });
  return { code: status, out: stdout, err: stderr };
}

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return name;
}

describe("eval", () => {
  test("prints what the script wrote, then its value as Ruby writes it", () => {
    const source = 'puts "hi"; warn "careful"; {a: 1, "b" => [1.5, nil, :"x y", 2**70], 3 => Set[true]}';
    expect(kobako(["eval", source])).toEqual({
      code: 0,
      out: 'hi\n=> {a: 1, "b" => [1.5, nil, :"x y", 1180591620717411303424], 3 => Set[true]}\n',
      err: "careful\n",
    });
  });

  test("prints no value for nil", () => expect(kobako(["eval", "nil"]).out).toBe(""));

  test("keeps control characters of a value away from the terminal", () => {
    expect(kobako(["eval", '"\\e[31m#{1}\\#{x}"']).out).toBe('=> "\\u001b[31m1\\#{x}"\n');
  });

  test("prints statistics on standard error", () => {
    expect(kobako(["eval", "1", "--stats"]).err).toMatch(/^kobako: [\d.]+ ms, \d+ KiB, fuel \d+\n$/);
  });
});

describe("exit codes", () => {
  test.each([
    ["a value", ["eval", "1"], 0],
    ["an exception", ["eval", "raise 'x'"], 1],
    ["a syntax error", ["eval", "1 +"], 3],
    ["a timeout", ["eval", "loop {}", "--timeout", "50"], 7],
    ["too much memory", ["eval", "x = 'a'; loop { x += x }", "--memory", "512k"], 8],
    ["no fuel", ["eval", "loop {}", "--fuel", "100000"], 9],
    ["no command", [], 2],
    ["an unknown command", ["evil", "1"], 2],
    ["an unknown option", ["eval", "1", "--tiemout", "5"], 2],
    ["a missing operand", ["eval"], 2],
    ["a limit that is no number", ["eval", "1", "--timeout", "5s"], 2],
    ["a guest that is none", ["eval", "1", "--guest", "root"], 2],
    ["a profile that is none", ["eval", "1", "--profile", "lax"], 2],
    ["a file that is not there", ["run", "nowhere.rb"], 2],
    ["a module that is not there", ["eval", "1", "--service", "./nowhere.ts"], 2],
  ] as const)("%s", (_, args, code) => {
    const answer = kobako(args);
    expect(answer.code).toBe(code);
    if (code !== 0) expect(answer.err).not.toBe("");
  });

  test("a failed service", () => {
    const module = file("failing.js", 'export default { "KV::Get": () => { throw new Error("boom") } };');
    const answer = kobako(["eval", "KV::Get.call(1)", "--service", module]);
    expect(answer.code).toBe(4);
    expect(answer.err).toContain("Kobako::ServiceError at line 1: boom");
    expect(answer.err).not.toContain("failing.js");
  });
});

describe("run", () => {
  test("reads standard input and prints no value unless asked", () => {
    expect(kobako(["run", "-"], "puts 1\n2").out).toBe("1\n");
    expect(kobako(["run", "-", "--value"], "puts 1\n2").out).toBe("1\n=> 2\n");
  });

  test("shows the lines around an error", () => {
    const script = file("bad.rb", "def half(n)\n  n.divide 2\nend\n\nhalf(3)\n");
    expect(kobako(["run", script])).toEqual({
      code: 1,
      out: "",
      err: [
        "NoMethodError at line 2: undefined method 'divide' for an instance of Integer",
        "",
        "  1 | def half(n)",
        "> 2 |   n.divide 2",
        "  3 | end",
        "  4 |",
        "",
        "  from (eval):2:in half",
        "  from (eval):5",
        "",
      ].join("\n"),
    });
  });

  test("binds the services of modules, by path or by function", () => {
    const paths = file(
      "paths.ts",
      'const rate: number = 3;\nexport default { "Rates::Get": (n: number) => n * rate };',
    );
    const whole = file("whole.js", 'export default (sandbox) => { sandbox.bind("Name", { first: "Ada" }); };');
    const source = "[Rates::Get.call(7), Name.first]";
    expect(kobako(["eval", source, "--service", paths, "--service", whole]).out).toBe('=> [21, "Ada"]\n');
  });

  test.skipIf(process.versions.node.startsWith("22."))(
    "waits for services that answer promises (Node 22 cannot)",
    () => {
      const later = file("later.js", "export default { Later: async (n) => { await null; return n + 1; } };");
      expect(kobako(["eval", "[1, 2].map { |n| Later.call(n) }", "--service", later]).out).toBe("=> [2, 3]\n");
      const { out } = kobako(["repl", "--service", later], "x = Later.call(1)\nx + Later.call(2)\n");
      expect(out).toBe("=> 2\n=> 5\n");
    },
  );

  test("ends a script at Ctrl-C", async () => {
    const child = spawn(process.execPath, [main, "eval", "puts 1; loop {}"], { cwd: folder });
    let err = "";
    child.stderr.on("data", (part: Buffer) => (err += part.toString()));
    await once(child.stdout, "data"); // output comes as it is written, so by now the script runs
    child.kill("SIGINT");
    const old = process.versions.node.startsWith("22."); // there the signal itself ends the process
    expect(await once(child, "close")).toEqual(old ? [null, "SIGINT"] : [130, null]);
    if (!old) expect(err).toContain("AbortError");
  });

  test("prints one JSON object", () => {
    const good = JSON.parse(kobako(["run", "-", "--json"], 'puts "x"; {a: [2**64, 0.0/0, "\\xff"]}').out) as object;
    expect(good).toMatchObject({
      ok: true,
      value: { a: ["18446744073709551616", "NaN", { $bytes: "/w==" }] },
      stdout: "x\n",
      usage: { serviceCalls: 0 },
    });
    const bad = JSON.parse(kobako(["run", "-", "--json"], "1 + )").out) as object;
    const place = expect.objectContaining({ line: 1, column: 4 }) as object;
    const diagnostics = expect.arrayContaining([place]) as object[];
    expect(bad).toMatchObject({ ok: false, error: { code: "KOBAKO_SANDBOX", diagnostics } });
  });
});

describe("check and compile", () => {
  test("check reports every error and runs nothing", () => {
    const answer = kobako(["check", "-"], "puts 1\nx = )\ny = ]\n");
    expect(answer.code).toBe(3);
    expect(answer.out).toBe("");
    expect(answer.err).toContain("> 2 | x = )\n    |     ^");
    expect(answer.err).toContain("> 3 | y = ]\n    |     ^");
    expect(kobako(["check", "-"], "loop {}")).toEqual({ code: 0, out: "", err: "" });
    expect(kobako(["check", "-", "--json"], "1").out).toBe("[]\n");
  });

  test("compile writes bytecode", () => {
    expect(kobako(["compile", file("adder.rb", "1 + 2"), "-o", "adder.mrb"]).code).toBe(0);
    expect(readFileSync(join(folder, "adder.mrb")).subarray(0, 8).toString()).toBe("RITE0400");
    expect(kobako(["compile", "-", "-o", "x.mrb"], "1 +").code).toBe(3);
    expect(kobako(["compile", "-"], "1").code).toBe(2);
  });
});

describe("repl", () => {
  const enter = (...lines: string[]): Answer => kobako(["repl"], `${lines.join("\n")}\n`);

  test("keeps what went well, and prints each output once", () => {
    const { out, err } = enter("x = 20", "puts x", "def twice(n) = n * 2", "twice(x) + 2");
    expect(out).toBe("=> 20\n20\n=> nil\n=> :twice\n=> 42\n");
    expect(err).toBe("");
  });

  test("shows values that have no form outside", () => {
    expect(enter("class Point; end", "Point.new.class").out).toContain("=> Point\n");
    expect(enter("Object.new").out).toMatch(/^=> #<Object/);
  });

  test("takes entries of several lines; an empty line ends one", () => {
    expect(enter("def a", "  7", "end", "a").out.replaceAll(/\| |\.{3} /g, "")).toBe("=> :a\n=> 7\n");
    expect(enter("h = {", "k: 1", "}", "h[:k]").out).toContain("=> 1\n");
    const { out, err } = enter("'abc", "", "5");
    expect(err).toContain("SyntaxError at 1:1");
    expect(out).toContain("=> 5\n");
  });

  test("forgets what failed, and everything on .reset", () => {
    const { out, err } = enter("y = 1", "y = 2; raise 'no'", "y", ".reset", "defined?(y)");
    expect(out).toBe("=> 1\n=> 1\nforgotten\n=> nil\n");
    expect(err).toContain("RuntimeError at line 3: no");
  });

  test("has limits, and says what they are", () => {
    const { out, err } = kobako(["repl", "--timeout", "100"], ".limits\nloop {}\n1\n");
    expect(out).toContain("timeout 100 ms");
    expect(err).toContain("TimeoutError");
    expect(out).toContain("=> 1\n");
  });
});

test("help lists every command, and each has its own", () => {
  const all = kobako(["--help"]);
  expect(all.code).toBe(0);
  for (const command of ["eval", "run", "repl", "check", "compile", "version"]) {
    expect(all.out).toContain(`  ${command}`);
    expect(kobako([command, "--help"]).out).toContain(`Usage: kobako ${command}`);
    expect(kobako(["help", command]).out).toContain(`Usage: kobako ${command}`);
  }
  expect(kobako(["help", "nothing"]).code).toBe(2);
});

test("the version is the package's", () => {
  const manifest = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  const { version } = JSON.parse(manifest) as { version: string };
  expect(execFileSync(process.execPath, [main, "version"], { encoding: "utf8" })).toContain(`kobako ${version}, mruby`);
  expect(new Sandbox().eval("MRUBY_VERSION").value).toBe("3.4.0");
});
