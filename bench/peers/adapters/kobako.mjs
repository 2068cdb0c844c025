import { programs } from "../../lib/programs.ts";

const entry = new URL("../../../dist/node.js", import.meta.url).href;
export const language = "Ruby";
export const cold = `const { Sandbox } = await import(${JSON.stringify(entry)}); new Sandbox().eval("6 * 7");`;

export async function start() {
  const { Sandbox } = await import(entry);
  const sandbox = new Sandbox({ memoryLimit: 64 << 20 });
  const serving = new Sandbox();
  serving.bind("Echo", (text) => text);
  serving.bind("Each", (block) => {
    for (let i = 0; i < 1000; i++) block(i);
    return null;
  });
  return {
    isolated: () => sandbox.eval("6 * 7").value,
    evaluate: (source) => sandbox.eval(source).value,
    programs,
    calls: () => serving.eval("i = 0\nwhile i < 1000\n  Echo.call('alpha')\n  i += 1\nend\ni").value,
    callbacks: () => serving.eval("Each.call { |value| value }\n1000").value,
    timeout: (ms) => {
      try {
        new Sandbox({ timeout: ms }).eval("loop {}");
      } catch (error) {
        return error.code === "KOBAKO_TIMEOUT";
      }
    },
    live: () => {
      const one = new Sandbox();
      one.eval("6 * 7");
      return one;
    },
    idle: () => new Sandbox(),
    lives: 30,
  };
}
