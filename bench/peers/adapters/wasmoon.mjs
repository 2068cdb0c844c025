import { lua } from "../programs.mjs";

export const language = "Lua";
export const cold = `const { LuaFactory } = await import("wasmoon"); (await new LuaFactory().createEngine()).doStringSync("return 6 * 7");`;

export async function start() {
  const { LuaFactory } = await import("wasmoon");
  const factory = new LuaFactory();
  const alone = async (source) => {
    const engine = await factory.createEngine();
    const value = engine.doStringSync(source);
    engine.global.close();
    return value;
  };
  const serving = await factory.createEngine();
  serving.global.set("echo", (text) => text);
  serving.global.set("each", (block) => {
    for (let i = 0; i < 1000; i++) block(i);
  });
  return {
    isolated: () => alone("return 6 * 7"),
    evaluate: alone,
    programs: lua,
    calls: () => serving.doStringSync("local i = 0 while i < 1000 do echo('alpha') i = i + 1 end return i"),
    callbacks: () => serving.doStringSync("each(function(value) return value end) return 1000"),
    timeout: async (ms) => {
      const engine = await factory.createEngine();
      try {
        engine.global.setTimeout(Date.now() + ms);
        engine.doStringSync("while true do end");
      } catch (error) {
        return /timeout/.test(String(error));
      }
    },
    live: () => factory.createEngine(),
    lives: 30,
  };
}
