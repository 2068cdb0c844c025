import { javascript } from "../programs.mjs";

export const language = "JavaScript";
export const cold = `const ivm = (await import("isolated-vm")).default; new ivm.Isolate().createContextSync().evalSync("6 * 7");`;

export async function start() {
  const ivm = (await import("isolated-vm")).default;
  const alone = (source) => {
    const isolate = new ivm.Isolate();
    const value = isolate.createContextSync().evalSync(source);
    isolate.dispose();
    return value;
  };
  const isolate = new ivm.Isolate();
  const serving = isolate.createContextSync();
  serving.global.setSync("echo", new ivm.Callback((text) => text));
  serving.global.setSync(
    "each",
    new ivm.Reference((block) => {
      for (let i = 0; i < 1000; i++) block.applySync(undefined, [i]);
    }),
  );
  return {
    isolated: () => alone("6 * 7"),
    evaluate: alone,
    programs: javascript,
    calls: () => serving.evalSync("{ let i = 0; while (i < 1000) { echo('alpha'); i++; } i }"),
    timeout: (ms) => {
      const own = new ivm.Isolate();
      try {
        own.createContextSync().evalSync("for (;;) {}", { timeout: ms });
      } catch (error) {
        return /timed out/.test(error.message);
      }
    },
    live: () => {
      const own = new ivm.Isolate();
      own.createContextSync();
      return own;
    },
    lives: 10,
  };
}
