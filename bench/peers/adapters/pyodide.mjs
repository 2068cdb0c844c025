import { python } from "../programs.mjs";

export const language = "Python";
export const cold = `const { loadPyodide } = await import("pyodide"); (await loadPyodide()).runPython("6 * 7");`;

export async function start() {
  const { loadPyodide } = await import("pyodide");
  const serving = await loadPyodide();
  serving.globals.set("echo", (text) => text);
  serving.globals.set("each", (block) => {
    for (let i = 0; i < 1000; i++) block(i);
  });
  return {
    isolated: async () => (await loadPyodide()).runPython("6 * 7"),
    evaluate: (source) => serving.runPython(source),
    shared: true,
    programs: python,
    calls: () => serving.runPython("i = 0\nwhile i < 1000:\n    echo('alpha')\n    i += 1\ni"),
    callbacks: () => serving.runPython("each(lambda value: value)\n1000"),
    live: () => loadPyodide(),
    lives: 2,
    slow: true,
  };
}
