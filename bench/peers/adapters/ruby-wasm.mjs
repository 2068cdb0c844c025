import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { programs } from "../../lib/programs.ts";

const require = createRequire(import.meta.url);
export const folder = "@ruby/3.4-wasm-wasi";
export const language = "Ruby";
export const cold = `
  const { readFileSync } = await import("node:fs");
  const { DefaultRubyVM } = await import("@ruby/wasm-wasi/dist/node");
  const module = await WebAssembly.compile(readFileSync(${JSON.stringify(require.resolve("@ruby/3.4-wasm-wasi/dist/ruby+stdlib.wasm"))}));
  (await DefaultRubyVM(module)).vm.eval("6 * 7");`;

export async function start() {
  const { DefaultRubyVM } = await import("@ruby/wasm-wasi/dist/node");
  const module = await WebAssembly.compile(readFileSync(require.resolve("@ruby/3.4-wasm-wasi/dist/ruby+stdlib.wasm")));
  const fresh = async () => (await DefaultRubyVM(module)).vm;
  const serving = await fresh();
  globalThis.kobakoBench = {
    echo: (text) => text,
    each: (block) => {
      for (let i = 0; i < 1000; i++) block(i);
    },
  };
  serving.eval("require 'js'; $host = JS.global[:kobakoBench]");
  return {
    isolated: async () => (await fresh()).eval("6 * 7").toString(),
    // the same state again: a fresh one for every program would measure nothing else
    evaluate: (source) => serving.eval(source).toString(),
    shared: true,
    programs,
    calls: () => serving.eval("i = 0\nwhile i < 1000\n  $host.echo('alpha').to_s\n  i += 1\nend\ni").toString(),
    callbacks: () => serving.eval("$host.each { |value| value }\n1000").toString(),
    live: fresh,
    lives: 3,
    slow: true,
  };
}
