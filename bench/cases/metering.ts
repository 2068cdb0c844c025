import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { root } from "../../guest/build/paths.ts";
import { timed, type Area, type Case } from "../lib/case.ts";
import { kobako } from "../lib/kobako.ts";
import { programs } from "../lib/programs.ts";

const { Guest, Sandbox, useGuest } = kobako;

function sandboxOf(file: string): InstanceType<typeof Sandbox> {
  useGuest(Guest.load(readFileSync(join(root, file))));
  const sandbox = new Sandbox({ memoryLimit: 64 << 20 });
  sandbox.eval("nil"); // which fixes the guest it runs on
  return sandbox;
}

export const area: Area = {
  title: "metering: how much slower than a guest without it",
  gated: false,
  make: () => {
    execFileSync(process.execPath, [join(root, "guest/build.ts"), "--unmetered"], { stdio: "inherit" });
    const metered = sandboxOf("dist/kobako.wasm");
    const bare = sandboxOf("bench/.guests/unmetered.wasm");
    const latest = new Map<string, number>();
    const cases = Object.entries(programs).map(([name, source]): Case => {
      for (let i = 0; i < 20; i++) metered.eval(source);
      for (let i = 0; i < 20; i++) bare.eval(source);
      const [slow, fast] = [metered, bare].map((sandbox) => timed("ms", 2, () => sandbox.eval(source))) as [
        () => number,
        () => number,
      ];
      return {
        name,
        unit: "%",
        sample: () => {
          // in turn, twice each: the second half of a sample meets the same machine as the first
          const first = slow() / fast();
          const second = slow() / fast();
          const value = ((first + second) / 2 - 1) * 100;
          latest.set(name, value);
          return value;
        },
      };
    });
    const mean = (): number => [...latest.values()].reduce((sum, value) => sum + value, 0) / latest.size;
    return [...cases, { name: "mean", unit: "%", budget: 8, sample: mean }];
  },
};
