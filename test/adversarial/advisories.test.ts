import { spawnSync } from "node:child_process";
import { inspect } from "node:util";

import { afterEach, describe, expect, test } from "vitest";

import { BytecodeError, compile, KobakoError, RubySymbol, Sandbox } from "../../src/node.ts";
import { failure } from "../support/failure.ts";
import { rejection, suspends, turn, unhandled } from "../support/waiting.ts";

/**
 * Classes of escape by where they were found: what each came to there must not be possible here.
 * What is about members of host objects stands in escapes.test.ts.
 */
afterEach(() => {
  expect(Reflect.get({}, "polluted")).toBeUndefined();
  expect(unhandled).toEqual([]);
});

const hostile = `{
  "then" => 1, "toJSON" => [1], "toString" => "x", "valueOf" => nil, "constructor" => { "constructor" => "x" },
  "inspect" => :x, "nodejs.util.inspect.custom" => 1, "Symbol(Symbol.toPrimitive)" => 1, "@@iterator" => 1,
  "__proto__" => { "polluted" => 1, "__proto__" => [] }, "hasOwnProperty" => 0, "length" => -1, "message" => 1,
  "stack" => 2, "cause" => { "__proto__" => nil }, "get" => 1, "value" => 1, "writable" => true
}`;

/** The prototypes that data may have. */
const plain = new Set<unknown>([Object.prototype, Array.prototype, Map.prototype, Set.prototype, Uint8Array.prototype, RubySymbol.prototype]); // prettier-ignore

/** Everything that is within a value, checked to be data and nothing else. */
function inert(value: unknown): number {
  if (typeof value === "function") throw new Error("a function");
  if (typeof value !== "object" || value === null) return 1;
  if (!plain.has(Object.getPrototypeOf(value))) throw new Error("another prototype");
  if (value instanceof RubySymbol) return 1;
  let count = 1;
  if (value instanceof Map) for (const [key, inner] of value) count += inert(key) + inert(inner);
  else if (value instanceof Set) for (const inner of value) count += inert(inner);
  for (const key of Reflect.ownKeys(value)) {
    if (typeof key === "symbol") throw new Error("a symbol for a key");
    const { get, set, value: inner } = Object.getOwnPropertyDescriptor(value, key) as PropertyDescriptor;
    if (get || set) throw new Error("an accessor");
    count += inert(inner);
  }
  return count;
}

describe("vm2", () => {
  test("what a host gets to inspect, to log or to make text of is data all through, and runs nothing", () => {
    const seen: unknown[] = [];
    const sandbox = new Sandbox().bind("Look", (...values: unknown[]) => void seen.push(...values));
    const source = `h = ${hostile}; Look.call(h, [h, Set.new([h])], h.keys.to_h { |k| [k.to_sym, h] }, **h.transform_keys(&:to_sym)); [h, { h => h }]`;
    seen.push(sandbox.eval(source).value);
    for (const value of seen) {
      expect(inert(value)).toBeGreaterThan(10);
      expect(inspect(value, { depth: 9 }).length).toBeGreaterThan(100);
      expect(JSON.stringify(value).length).toBeGreaterThan(1);
      expect(structuredClone([value]).length).toBe(1);
    }
  });

  test("an application's own prepareStackTrace, even a hostile one, gives a script nothing", () => {
    const before = Error.prepareStackTrace;
    const sites: unknown[] = [];
    Error.prepareStackTrace = (error, all) => {
      sites.push(all);
      return { error, all, polluted: globalThis };
    };
    try {
      const sandbox = new Sandbox().bind("Fail", () => {
        throw new Error("no");
      });
      const source = "begin; Fail.call; rescue => e; [e.message, e.full_message, e.backtrace, e.inspect]; end";
      const told = inspect(sandbox.eval(source).value);
      expect(told).toContain("no");
      expect(told).not.toMatch(/globalThis|polluted|\.ts|node:|CallSite/);
      expect(failure(() => sandbox.eval("Fail.call")).message).toBe("no");
    } finally {
      Error.prepareStackTrace = before;
    }
    expect(sites.length).toBe(0);
  });

  test("errors that the host's own stack overflow makes are texts without places", () => {
    const sandbox = new Sandbox({ stderrLimit: 1 << 20, fuel: 20_000_000 });
    const deep = (n: number, block: (n: number) => unknown): unknown => (n === 0 ? block(n) : deep(n - 1, block));
    sandbox.bind("Deep", deep);
    const source = `
      $seen = []
      def down(n)
        Deep.call(150 * n) { down(n + 1) }
      rescue Exception => e
        $seen << e.class.to_s << e.message << e.full_message << e.backtrace.to_s << e.instance_variables.to_s
        raise
      end
      begin; down(1); rescue Exception; end
      $seen.uniq`;
    let told: string;
    try {
      told = inspect(sandbox.eval(source).value, { depth: 9, maxArrayLength: null });
    } catch (error) {
      told = (error as KobakoError).message;
      expect(error).toBeInstanceOf(KobakoError);
    }
    expect(told).not.toMatch(/wasm|node:|file:|\.ts|RangeError:|at /);
    expect(sandbox.eval("1 + 1").value).toBe(2);
  });

  test.runIf(suspends)("a promise whose class, species or then is its own is waited for as any other", async () => {
    class Odd<T> extends Promise<T> {
      static override get [Symbol.species](): PromiseConstructor {
        throw new Error("species was asked for");
      }
    }
    const own = Object.assign(Promise.resolve(3), { constructor: Object });
    const sandbox = new Sandbox()
      .bind("Odd", () => new Odd((resolve) => resolve(2)))
      .bind("Own", () => own)
      .bind("Void", () => Promise.reject(undefined)); // oxlint-disable-line prefer-promise-reject-errors -- what is tested
    expect((await sandbox.evalAsync("Own.call")).value).toBe(3);
    const odd = await sandbox.evalAsync("begin; Odd.call; rescue => e; e.message; end");
    expect([2, "species was asked for"]).toContain(odd.value);
    expect((await rejection(sandbox.evalAsync("Void.call"))).name).toBe("ServiceError");
    await turn();
  });

  test("bytes are those that were sent, and of memory of their own: never a window on more", () => {
    const pooled = Buffer.from("abc"); // of a pool of 8 KiB that other data is in
    expect(pooled.buffer.byteLength).toBeGreaterThan(3);
    const seen: unknown[] = [];
    const sandbox = new Sandbox().bind("Bytes", () => pooled).bind("Look", (value: unknown) => void seen.push(value));
    expect(sandbox.eval("Bytes.call.size").value).toBe(3);
    const { value } = sandbox.eval('Look.call("\\xff\\x00\\xfe"); ["\\xff" * 9, "\\xff" * 90_000]');
    for (const bytes of [...(value as Uint8Array[]), seen[0] as Uint8Array]) {
      expect(bytes.buffer.byteLength).toBe(bytes.byteLength);
      expect(Object.getPrototypeOf(bytes)).toBe(Uint8Array.prototype);
    }
    (seen[0] as Uint8Array)[0] = 1;
    expect(sandbox.eval("1").value).toBe(1);
  });
});

describe("isolated-vm", () => {
  test("compiled code that is cut at any place is refused before the guest reads it", () => {
    const binary = compile("def self.call(a, *b, k: 1) = [a, b, k, 2 ** 70, :s, 1.5]", { name: "Tool" });
    for (let length = 0; length < binary.length; length++) {
      const sandbox = new Sandbox().preload({ binary: binary.slice(0, length) });
      expect(failure(() => sandbox.eval("1"))).toBeInstanceOf(BytecodeError);
    }
  });

  test("what was handed over is a copy: neither side sees what the other changes later", () => {
    const sent = { list: [1, 2], bytes: new Uint8Array([255, 1]) };
    const seen: unknown[] = [];
    const sandbox = new Sandbox().bind("S", {
      get: () => sent,
      look: (value: unknown) => void seen.push(value),
      change: () => void (sent.list.push(3), (sent.bytes[0] = 0)),
    });
    const source = "a = S.get; S.change; b = [1]; S.look(b); b << 2; [a['list'], a['bytes'].getbyte(0), b]";
    expect(sandbox.eval(source).value).toEqual([[1, 2], 255, [1, 2]]);
    expect(seen).toEqual([[1]]);
  });

  test("a handle is good in its own invocation alone, whoever has its number", () => {
    const first = new Sandbox().bind("Make", () => new Date(0));
    const second = new Sandbox()
      .bind("Make", () => new Date(0))
      .bind("Eval", (source: string) => first.eval(source).value);
    expect(() => second.eval("h = Make.call; Eval.call('Make.call'); h.get_time; Eval.call('Kobako::Handle.new')")).toThrow(KobakoError); // prettier-ignore
    const given = second.eval("Eval.call('Make.call').get_time");
    expect(given.value).toBe(0);
  });
});

describe("the Realms shim", () => {
  test("setters that an application has put on Object.prototype are not run by what a script sends", () => {
    let ran = 0;
    Object.defineProperty(Object.prototype, "trap", {
      set() {
        ran++;
      },
      get: () => ran++,
      configurable: true,
    });
    try {
      const seen: object[] = [];
      const sandbox = new Sandbox().bind("Look", (value: object) => void seen.push(value));
      seen.push(sandbox.eval("h = { 'trap' => 1, 'b' => 2 }; Look.call(h); Look.call(**{ trap: 1, c: 3 }); h").value as object); // prettier-ignore
      for (const value of seen) expect(Object.getOwnPropertyDescriptor(value, "trap")).toMatchObject({ value: 1 });
      expect(seen.length).toBe(3);
    } finally {
      Reflect.deleteProperty(Object.prototype, "trap");
    }
    expect(ran).toBe(0);
  });

  test("names that Object.prototype has are keys like any, also where an application has frozen it", () => {
    const source = "{ 'toString' => 1, 'constructor' => 2, 'hasOwnProperty' => 3, '__proto__' => 4, 'a' => 5 }";
    const program = `
      import { Sandbox } from "./dist/node.js";
      for (const builtin of [Object, Array, Map, Set, Function, Promise]) Object.freeze(builtin.prototype);
      const sandbox = new Sandbox().bind("Echo", (value) => value);
      console.log(JSON.stringify([sandbox.eval("Echo.call(${source})").value, sandbox.eval("${source}").value]));`;
    const args = ["--input-type=module", "--eval", program];
    const { stdout } = spawnSync(process.execPath, args, { encoding: "utf8", timeout: 60_000 });
    const own = '{"toString":1,"constructor":2,"hasOwnProperty":3,"__proto__":4,"a":5}';
    expect(stdout).toBe(`[${own},${own}]\n`);
  });
});

describe("quickjs in WebAssembly", () => {
  test("a service's error has its message in the guest, and nothing else of the host", () => {
    const sandbox = new Sandbox().bind("Fail", () => {
      throw Object.assign(new TypeError("just this"), { code: "SECRET", path: "/srv/secret" });
    });
    const { value } = sandbox.eval(`begin; Fail.call; rescue => e
      [e.message, e.inspect, e.full_message, e.backtrace, e.cause.inspect, e.instance_variables, e.detailed_message]
    end`);
    expect(inspect(value, { depth: 5 })).not.toMatch(/SECRET|secret|TypeError|\.ts|node:|file:/);
  });

  test("services that begin invocations within their own see each other's state nowhere", () => {
    const sandbox: Sandbox = new Sandbox().bind("Again", (n: number) => (n === 0 ? 0 : sandbox.eval(`x = $x.inspect; $x = ${n}; K = ${n}; [x, Again.call(${n - 1})]`).value)); // prettier-ignore
    const { value } = sandbox.eval("$x = 9; K = 9; [Again.call(4), $x, K]");
    expect(value).toEqual([["nil", ["nil", ["nil", ["nil", 0]]]], 9, 9]);
  });

  test("a block that ends its call while others of it are in progress leaves all of them, once", () => {
    const log: string[] = [];
    const sandbox = new Sandbox().bind("In", (block: (n: number) => unknown) => {
      try {
        return block(log.push("in"));
      } finally {
        log.push("out");
      }
    });
    const source = "def m = In.call { In.call { In.call { return 5 } } }\n[m, In.call { In.call { break 6 }; 7 }]";
    expect(sandbox.eval(source).value).toEqual([5, 7]);
    expect(log).toEqual(["in", "in", "in", "out", "out", "out", "in", "in", "out", "out"]);
  });
});

describe("Pyodide", () => {
  test("no constant of the guest stands for the host but those that were bound", () => {
    const source = `
      seen = {}
      found = []
      walk = lambda do |mod, path|
        next if seen[mod.__id__]
        seen[mod.__id__] = true
        mod.constants.each do |name|
          c = (mod.const_get(name) rescue next)
          is_a = Kernel.instance_method(:is_a?).bind(c)
          if is_a.call(Kobako::Remote) then found << (path + [name]).join("::")
          elsif is_a.call(Module) then walk.(c, path + [name]) end
        end
      end
      walk.(Object, [])
      ObjectSpace.each_object(Module) { |m| walk.(m, ["?"]) }
      [found, seen.size]`;
    for (const guest of ["core", "regexp", "json", "full"] as const) {
      const sandbox = new Sandbox({ guest, memoryLimit: 8 << 20 }).bind("A::B", { f: () => 1 }).bind("C", () => 1);
      const [found, size] = sandbox.eval(source).value as [string[], number];
      expect(found).toEqual(["A::B", "C"]);
      expect(size).toBeGreaterThan(60);
    }
  });

  test.each([
    "js", "pyodide", "globalThis", "window", "self.process", "require 'js'", "require 'kobako'", "load 'x'", "import('fs')",
    "JS", "GlobalThis", "Window", "Process", "Deno", "Bun", "Module", "WebAssembly", "Kobako::JS", "Kobako::Host",
    "Kobako.eval('1')", "Kobako.dispatch(-1, 'call')", "Kobako.call(-1, :call)", "`ls`", "system('ls')", "open('/etc/passwd')",
    "F.new", "F.js_id", "F.object_entries", "F.to_py", "F.to_js", "F.typeof", "F.then { 1 }.then", "F.as_object_map",
    "F._method", "F.getattr('constructor')", "F['constructor']", "F.constructor('return 1')", "F.__class__", "F.__globals__",
  ])("%s is nothing that reaches the host", (source) => {
    let called = 0;
    const sandbox = new Sandbox().bind("F", { f: () => called++ });
    const ended = ((): unknown => {
      try {
        return sandbox.eval(source).value;
      } catch (error) {
        expect(error).toBeInstanceOf(KobakoError);
        return undefined;
      }
    })();
    expect(ended).toBeUndefined();
    expect(called).toBe(0);
  }); // prettier-ignore
});
