import { describe, expect, test } from "vitest";

import { Sandbox } from "../../src/node.ts";

const sandbox = new Sandbox({ timeout: 10_000 });
const raised = (source: string): unknown =>
  sandbox.eval(`begin; ${source}; rescue Exception => e; "#{e.class}: #{e.message}"; end`).value;

describe("what the sandbox does not have says so", () => {
  const constants =
    "ARGF ARGV Base64 Benchmark BigDecimal Binding CSV ConditionVariable Date DateTime Digest Dir ENV ERB Etc File " +
    "FileUtils Forwardable IO Logger Marshal Matrix Monitor Mutex Net Observable OpenSSL OpenStruct OptionParser " +
    "Pathname Prime Queue Ractor RubyVM STDIN SecureRandom Shellwords Signal SimpleDelegator Singleton Socket StringIO " +
    "StringScanner TCPSocket Tempfile Thread Timeout TracePoint URI UNIXSocket WeakRef YAML Zlib";
  test.each(constants.split(" "))("%s", (name) => {
    expect(raised(name)).toBe(`NameError: uninitialized constant ${name}: the sandbox does not have it`);
    expect(raised(`Object.const_get(:${name})`)).toContain("the sandbox does not have it");
    expect(raised(`defined?(${name}).inspect`)).toBe("nil");
    expect(raised(`Object.const_defined?(:${name})`)).toBe(false);
  });

  test.each([
    "sleep 1",
    "gets",
    "exit",
    "exit!(1)",
    "at_exit { }",
    "'é'.unicode_normalize",
    "'é'.unicode_normalized?",
    "abort 'x'",
    "fork",
    "system 'ls'",
    "exec 'ls'",
    "open 'x'",
    "`ls`",
    "autoload :X, 'x'",
    "Object.autoload :X, 'x'",
    "trap('INT') { }",
    "readline",
    "readlines",
    "BigDecimal('1')",
    "Kernel.sleep 1",
    "Kernel.exit",
    "Kernel.system 'ls'",
    "Kernel.open 'x'",
    "Kernel.eval '1'",
    "Process.pid",
    "Process.kill 9, 1",
    "$stdin.read",
    "$stdin.gets",
    "$stdin.each_line { }",
  ])("%s", (source) => expect(raised(source)).toMatch(/^NotImplementedError: the sandbox does not have /));

  test.each(["using(*[Kernel])", "Module.new { refine(String) { 1 } }"])("%s", (source) => {
    expect(raised(source)).toBe("NotImplementedError: the sandbox does not have refinements");
  });

  test.each(["eval '1'", "binding", "Object.new.instance_eval('1')", "String.class_eval('1')"])("%s", (source) => {
    expect(raised(source)).toMatch(/^NotImplementedError: the sandbox does not have /);
  });

  test.each(["require 'net/http'", "require_relative 'x'", "load 'x.rb'", "require 'json'"])("%s", (source) => {
    expect(raised(source)).toMatch(/^LoadError: cannot load such file -- .* \(the sandbox has no files/);
  });
});

test.each([
  "Time.new(2024, 1, 1, 0, 0, 0, '+09:00')",
  "Time.new(in: '+09:00')",
  "Time.now(in: 'JST')",
  "Time.at(0, in: -3600)",
])("%s: no other time zone", (source) =>
  expect(raised(source)).toMatch(/^ArgumentError: the sandbox has no time zone but UTC: /),
);

test.each([
  ["'a'.encode('UTF-16')", "Encoding::ConverterNotFoundError: code converter not found (UTF-8 to UTF-16)"],
  [
    "'a'.encode('UTF-8', 'ISO-8859-1')",
    "Encoding::ConverterNotFoundError: code converter not found (ISO-8859-1 to UTF-8)",
  ],
  ["'a'.force_encoding('UTF-16')", "ArgumentError: unknown encoding name - UTF-16 (the sandbox has UTF-8 and bytes)"],
  ["'é'.encode('US-ASCII')", 'Encoding::UndefinedConversionError: "é" from UTF-8 to US-ASCII'],
])("%s", (source, message) => expect(raised(source)).toBe(message));

test("a constant that is nobody's is an ordinary NameError", () => {
  expect(raised("Zork")).toBe("NameError: uninitialized constant Zork");
});

test("the name of something absent is free for a service", () => {
  const files = new Sandbox().bind("File", { read: (path: string) => `<${path}>` });
  expect(files.eval("File.read('a')").value).toBe("<a>");
});

test("requiring what is built in answers false", () => {
  expect(sandbox.eval("[require('set'), require('pp')]").value).toEqual([false, false]);
  expect(new Sandbox({ guest: "json" }).eval("require 'json'").value).toBe(false);
});
