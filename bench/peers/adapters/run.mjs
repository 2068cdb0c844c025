import { javascriptBody } from "../programs.mjs";

export const language = "JavaScript";
export const cold = `const { run } = await import("run"); await run({ source: "return 6 * 7" });`;

export async function start() {
  const { run } = await import("run");
  const evaluate = async (source, more = {}) => {
    const result = await run({ source, ...more });
    if (result.status !== "completed") throw new Error(`run ended as ${result.status}`);
    return result.value;
  };
  return {
    isolated: () => evaluate("return 6 * 7"),
    evaluate,
    programs: javascriptBody,
    calls: () =>
      evaluate("let i = 0; while (i < 100) { await tools.echo('alpha'); i++; } return i * 10", {
        hostFunctions: { tools: { echo: (text) => text } },
      }),
    callsEach: 100,
    timeout: async (ms) => {
      try {
        await run({ source: "for (;;) {}", limits: { timeoutMs: ms } });
      } catch (error) {
        return /time/i.test(error.name + error.message);
      }
    },
    slow: true,
  };
}
