/** A mesh of actors whose every run can be replayed: the only chance in it is the host's seed. */
import { createHash } from "node:crypto";

import { Sandbox } from "kobako";

interface Message {
  readonly from: string;
  readonly to: string;
  readonly body: unknown;
}

/** Scripts of actors. `State` is what the actor remembers, `Mail` its way to others; the value is its new state. */
const behaviours: Readonly<Record<string, string>> = {
  counter: `
    state = State.read || { "seen" => 0 }
    Mail.send_to(Mail.from, { "count" => state["seen"] + 1 }) if Mail.body["ask"]
    { "seen" => state["seen"] + 1 }
  `,
  asker: `
    state = State.read || { "left" => 4, "heard" => [] }
    heard = state["heard"] + [Mail.body["count"]].compact
    if state["left"] > 0
      Mail.send_to("counter", { "ask" => true })
      { "left" => state["left"] - 1, "heard" => heard }
    else
      { "left" => 0, "heard" => heard }
    end
  `,
};

/** A small generator of numbers that a seed decides. */
function random(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Runs the mesh until no message is left; the order of delivery is the seed's. */
function simulate(seed: number): { log: string[]; states: Map<string, unknown>; fuel: number } {
  const pick = random(seed);
  const sandbox = new Sandbox({ timeout: 1000, fuel: 100_000 }).declare("State").declare("Mail");
  const actors = new Map([
    ["counter", "counter"],
    ["ann", "asker"],
    ["ben", "asker"],
    ["cat", "asker"],
  ]);
  const states = new Map<string, unknown>();
  const queue: Message[] = ["ann", "ben", "cat"].map((to) => ({ from: "host", to, body: {} }));
  const log: string[] = [];
  let fuel = 0;
  while (queue.length > 0 && log.length < 1000) {
    const [message] = queue.splice(pick(queue.length), 1) as [Message];
    const { from, to, body } = message;
    const mail = {
      from,
      body,
      sendTo(other: string, sent: unknown): void {
        if (actors.has(other)) queue.push({ from: to, to: other, body: sent });
      },
    };
    const state = { read: () => states.get(to) ?? null };
    const { value, usage } = sandbox.eval(behaviours[actors.get(to) as string] as string, {
      bind: { State: state, Mail: mail },
    });
    states.set(to, value);
    fuel += usage.fuel;
    log.push(`${from} > ${to} ${JSON.stringify(body)} = ${JSON.stringify(value)} (${usage.fuel})`);
  }
  return { log, states, fuel };
}

const digest = (log: readonly string[]): string =>
  createHash("sha256").update(log.join("\n")).digest("hex").slice(0, 12);

const first = simulate(7);
const again = simulate(7);
const other = simulate(8);
console.log(
  first.log
    .slice(0, 6)
    .join("\n")
    .replaceAll(/ \(\d+\)/g, ""),
);
console.log(`... ${first.log.length} deliveries`);
console.log(`ann heard ${JSON.stringify(first.states.get("ann"))}`);
console.log(
  `seed 7 again: ${digest(again.log) === digest(first.log) ? "the same to the last metering point" : "different"}`,
);
console.log(
  `seed 8: ${digest(other.log) === digest(first.log) ? "the same" : "another order"}, ${other.log.length} deliveries`,
);
