import { ratio, timed, type Area, type Case } from "../lib/case.ts";
import { kobako } from "../lib/kobako.ts";
import { nativeRuby, nativeTime } from "../lib/native.ts";
import { programs } from "../lib/programs.ts";

const { Sandbox } = kobako;

export const area: Area = {
  title: "computing, and as a share of native mruby's speed",
  make: async () => {
    const ruby = await nativeRuby();
    const sandbox = new Sandbox({ memoryLimit: 64 << 20 });
    const latest = new Map<string, number>();
    const cases = Object.entries(programs).flatMap(([name, source]): Case[] => {
      for (let i = 0; i < 20; i++) sandbox.eval(source);
      const guest = timed("ms", 3, () => sandbox.eval(source));
      const share = ratio(() => nativeTime(ruby, source), guest);
      return [
        { name, unit: "ms", gated: true, sample: guest },
        {
          name: `${name} against native`,
          unit: "x",
          sample: () => {
            const value = share();
            latest.set(name, value);
            return value;
          },
        },
      ];
    });
    const mean = (): number => {
      const values = [...latest.values()];
      return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
    };
    return [
      ...cases,
      { name: "all against native, geometric mean", unit: "x", budget: 0.5, floor: true, sample: mean },
    ];
  },
};
