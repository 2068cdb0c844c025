import { timed, type Area } from "../lib/case.ts";
import { kobako } from "../lib/kobako.ts";

const { Sandbox } = kobako;

/** Fifty lines of methods, which only have to be compiled and defined. */
const fifty = Array.from({ length: 10 }, (_, i) => `def m${i}(a)\n  b = a * ${i}\n  c = b + 1\n  c.to_s\nend`).join(
  "\n",
);

export const area: Area = {
  title: "eval",
  make: () => {
    const roomy = new Sandbox({ memoryLimit: 64 << 20 });
    const [nil, again] = [new Sandbox(), new Sandbox()];
    let serial = 0;
    return [
      {
        name: 'eval("nil"), warm',
        unit: "us",
        budget: 5,
        gated: true,
        sample: timed("us", 2000, () => nil.eval("nil")),
      },
      {
        name: "the same 50-line source again",
        unit: "us",
        budget: 8,
        gated: true,
        sample: timed("us", 1000, () => again.eval(fifty)),
      },
      {
        name: "a new source of 50 lines every time",
        unit: "us",
        gated: true,
        sample: timed("us", 50, () => roomy.eval(`${fifty}\n${++serial}`)),
      },
      {
        name: "a result of 1,000 integers",
        unit: "us",
        gated: true,
        sample: timed("us", 200, () => roomy.eval("Array.new(1000) { |i| i }")),
      },
      {
        name: "a line of output",
        unit: "us",
        gated: true,
        sample: timed("us", 1000, () => nil.eval('puts "hello"')),
      },
    ];
  },
};
