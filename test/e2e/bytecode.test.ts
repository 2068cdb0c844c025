import { describe, expect, test } from "vitest";

import { BytecodeError, compile, KobakoError, Sandbox, SandboxError } from "../../src/node.ts";
import { flip } from "../fuzz/bytecode.ts";
import { failure } from "../support/failure.ts";

const source = `
  module Tool
    LIMIT = 2 ** 70
    def self.call(a, b = 2, *rest, key: "k", **more, &block)
      begin
        raise ArgumentError, "odd" if a.odd?
        [a, b, rest, key, more, 1.5, :sym]
      rescue ArgumentError => e
        e.message
      ensure
        @last = a
      end
    end
  end
  Wrap = ->(n) { n.times.map { |i| i < 2 ? i : i * n } }`;

const bytes = compile(source, { name: "Tool" });
const run = (binary: Uint8Array): unknown =>
  new Sandbox({ timeout: 200, fuel: 200_000, memoryLimit: 4 << 20 }).preload({ binary }).run("Tool", [2]).value;

const edited = (edit: (copy: Uint8Array) => Uint8Array | void): Uint8Array => {
  const copy = bytes.slice();
  return edit(copy) ?? copy;
};
const at = (text: string): number => Buffer.from(bytes).indexOf(text);

test("whole bytecode runs", () => {
  expect(run(bytes)).toEqual([2, 2, [], "k", {}, 1.5, expect.objectContaining({ name: "sym" })]);
});

describe("what is damaged is a BytecodeError at every invocation, and preload takes it", () => {
  test.each<[string, Uint8Array]>([
    ["nothing", new Uint8Array(0)],
    ["text", new TextEncoder().encode("def foo = 1")],
    ["another version", edited((copy) => void copy.set(new TextEncoder().encode("RITE0300")))],
    ["a later version", edited((copy) => void copy.set(new TextEncoder().encode("RITE0401")))],
    ["instructions of another version", edited((copy) => void (copy[at("IREP0") + 10] = 0x31))],
    ["one byte less", bytes.subarray(0, -1)],
    ["one byte more", edited((copy) => new Uint8Array([...copy, 0]))],
    ["only the header", bytes.subarray(0, 20)],
    ["half", bytes.subarray(0, bytes.length >> 1)],
    ["a size of its own", edited((copy) => void copy.fill(255, 8, 12))],
    ["a section's size", edited((copy) => void copy.fill(255, at("DBG\0") + 4, at("DBG\0") + 8))],
    ["an unknown section", edited((copy) => void copy.set(new TextEncoder().encode("XYZ"), at("DBG\0")))],
    ["more registers named than there are", edited((copy) => void copy.fill(0, at("IREP") + 18, at("IREP") + 20))],
    ["code of no length", edited((copy) => void copy.fill(0, at("IREP") + 24, at("IREP") + 28))],
  ])("%s", (_, binary) => {
    const sandbox = new Sandbox().preload({ binary });
    for (const call of [() => sandbox.eval("1"), () => sandbox.run("Tool", [2])]) {
      const error = failure(call) as BytecodeError;
      expect(error).toBeInstanceOf(BytecodeError);
      expect(error).toBeInstanceOf(SandboxError);
      expect([error.code, error.name]).toEqual(["KOBAKO_BYTECODE", "BytecodeError"]);
      expect(error.message).not.toMatch(/\/|[^\x20-\x7e]/);
      expect(error.execution?.stdout).toBe("");
    }
  });

  test("every prefix", () => {
    for (let length = 0; length < bytes.length; length++) {
      expect(failure(() => run(bytes.subarray(0, length)))).toBeInstanceOf(BytecodeError);
    }
  });
});

test("snippets before and after bytecode that is refused do not run", () => {
  const sandbox = new Sandbox()
    .preload({ code: "puts 1", name: "Before" })
    .preload({ binary: new Uint8Array(3) })
    .preload({ code: "puts 2", name: "After" });
  expect(failure(() => sandbox.eval("3")).execution?.stdout).toBe("");
});

test("an instruction that would loop without a metering point is refused", () => {
  const proc = compile("->() { self }", { name: "Loop" });
  const retself = proc.lastIndexOf(0x3f, Buffer.from(proc).indexOf("DBG\0"));
  expect(retself).toBeGreaterThan(0);
  const call = [...Array(256).keys()].map((number) => {
    const copy = proc.slice();
    copy[retself] = number;
    return copy;
  });
  // each instruction there is, in the place of one that returns
  for (const binary of call) {
    try {
      new Sandbox({ timeout: 100 }).preload({ binary }).eval("1");
    } catch (error) {
      expect(KobakoError.is(error)).toBe(true);
    }
  }
});

test("flipped bits end in a value or in one typed error, and change nothing for the next sandbox", async () => {
  const { values, refused, errors } = await flip(1000, 20_260_610);
  expect(refused).toBeGreaterThan(250);
  expect(values).toBeGreaterThan(50);
  expect(errors["SandboxError"]).toBeGreaterThan(25);
  expect(run(bytes)).toHaveLength(7);
  expect(Object.keys({})).toEqual([]);
});
