import { python } from "../programs.mjs";

export const folder = "@pydantic/monty";
export const language = "a subset of Python";
export const cold = `const { Monty } = await import("@pydantic/monty"); new Monty("6 * 7").run();`;

export async function start() {
  const { Monty } = await import("@pydantic/monty");
  const compiled = new Map();
  const evaluate = (source) => {
    let program = compiled.get(source);
    if (!program) compiled.set(source, (program = new Monty(source)));
    return program.run();
  };
  // each call of the host suspends the program and resumes it
  const calling = new Monty("i = 0\nwhile i < 1000:\n    echo('alpha')\n    i += 1\ni");
  return {
    isolated: () => evaluate("6 * 7"),
    evaluate,
    programs: python,
    calls: () => calling.run({ externalFunctions: { echo: (text) => text } }),
    timeout: (ms) => {
      try {
        new Monty("while True:\n    pass").run({ limits: { maxDurationSecs: ms / 1000 } });
      } catch (error) {
        return /time/i.test(String(error));
      }
    },
    live: () => new Monty("6 * 7"),
    lives: 1000,
  };
}
