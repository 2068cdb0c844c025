import { ratio, timed, type Area } from "../lib/case.ts";
import { kobako } from "../lib/kobako.ts";

const { Sandbox } = kobako;
const subject = '"user: alice@example.com x"[0, 25]';
const turns = 20_000;

const document = JSON.stringify(
  Array.from({ length: 8_000 }, (_, i) => ({
    id: i,
    name: `name ${i}`,
    price: i * 1.25,
    tags: ["a", "b"],
    ok: true,
    x: null,
  })),
);

export const area: Area = {
  title: "text",
  make: () => {
    const regexp = new Sandbox({ guest: "regexp" });
    const json = new Sandbox({ guest: "json", memoryLimit: 64 << 20 });
    json.bind("Text", () => document);
    const loop = (body: string): (() => unknown) => {
      const source = `s = ${subject}; i = 0; while i < ${turns}; ${body}; i += 1; end`;
      return () => regexp.eval(source);
    };
    /** of one turn, the loop itself included */
    const each = (body: string): (() => number) => {
      const sample = timed("us", 1, loop(body));
      return () => sample() / turns;
    };
    const whole = timed("ms", 1, () => json.eval("JSON.parse(Text.call); nil"));
    const handed = timed("ms", 1, () => json.eval("Text.call; nil"));
    /** without what handing the text over takes */
    const parse = (): number => whole() - handed();
    const native = timed("ms", 10, () => JSON.parse(document) as unknown);
    return [
      { name: "=~ on 25 bytes", unit: "us", budget: 2, sample: each("/@(\\w+)/ =~ s") },
      { name: "match? on 25 bytes", unit: "us", budget: 0.6, sample: each("/@\\w+/.match?(s)") },
      {
        name: "gsub of 1,000 words",
        unit: "us",
        sample: timed("us", 10, () => regexp.eval("('word ' * 1000).gsub(/o/, '0'); nil")),
      },
      { name: `JSON.parse of ${document.length} bytes`, unit: "ms", sample: parse },
      { name: "JSON.parse against V8's", unit: "x", budget: 3, sample: ratio(parse, native) },
    ];
  },
};
