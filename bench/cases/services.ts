import { timed, type Area } from "../lib/case.ts";
import { kobako } from "../lib/kobako.ts";

const { Sandbox } = kobako;
const turns = 1000;

const loop = (body: string): string => `i = 0\nwhile i < ${turns}\n  ${body}\n  i += 1\nend\nnil`;

class Account {
  full_name(): string {
    return "Ada";
  }
  balanceOf(name: string): number {
    return name.length;
  }
}

export const area: Area = {
  title: "services, per call over 1,000 in one eval",
  make: () => {
    const sandbox = new Sandbox();
    const values = Array.from({ length: turns }, (_, i) => i);
    sandbox.bind("KV::Lookup", (key: string) => (key === "alpha" ? "beta" : "none"));
    sandbox.bind("Add", (a: number, b: number) => a + b);
    sandbox.bind("Account", new Account());
    sandbox.bind("Each", (block: (value: number) => unknown) => {
      for (const value of values) block(value);
      return null;
    });
    const perTurn = (source: string) => {
      const sample = timed("us", 1, () => sandbox.eval(source));
      return (): number => sample() / turns;
    };
    return [
      { name: "the bare loop", unit: "us", sample: perTurn(loop("'alpha'")) },
      {
        name: "a call, short string in and out",
        unit: "us",
        budget: 0.4,
        gated: true,
        sample: perTurn(loop("KV::Lookup.call('alpha')")),
      },
      { name: "a call, two integers in, one out", unit: "us", gated: true, sample: perTurn(loop("Add.call(i, 2)")) },
      { name: "a method of an instance", unit: "us", gated: true, sample: perTurn(loop("Account.balanceOf('alpha')")) },
      { name: "a method in snake_case", unit: "us", gated: true, sample: perTurn(loop("Account.balance_of('alpha')")) },
      {
        name: "a call with keywords",
        unit: "us",
        gated: true,
        sample: perTurn(loop("KV::Lookup.call('alpha', a: 1)")),
      },
      {
        name: "a block call",
        unit: "us",
        budget: 0.4,
        gated: true,
        sample: perTurn("Each.call { |value| value }"),
      },
    ];
  },
};
