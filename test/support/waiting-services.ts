/** Services that random guests are given to wait for. */
import type { GuestBlock, Sandbox } from "../../src/node.ts";
import type { Deferrals } from "./deferrals.ts";

type Service = (...given: unknown[]) => unknown;

const blockOf = (given: readonly unknown[]): GuestBlock => {
  const last = given.at(-1);
  if (typeof last !== "function") throw new TypeError("a block is missing");
  return last as GuestBlock;
};

/** Binds them; answers how many. */
export function bindWaitingServices(
  sandbox: Sandbox,
  { deferrals, other, called }: { readonly deferrals: Deferrals; readonly other: Sandbox; readonly called: () => void },
): number {
  let kept: GuestBlock | undefined;
  const services: Readonly<Record<string, Service>> = {
    Soon: async (value) => value,
    Held: () => deferrals.hold(),
    HeldTwice: async () => [await deferrals.step(), await deferrals.step()],
    Refused: async () => {
      throw new Error("no");
    },
    Within: () => [Promise.reject(new Error("nobody waits for this"))],
    // oxlint-disable-next-line no-thenable -- what is tested
    Thenable: () => ({ then: (resolve: (value: unknown) => void, reject: (reason: unknown) => void) => deferrals.add({ resolve, reject }) }), // prettier-ignore
    // oxlint-disable-next-line no-thenable -- what is tested
    Twice: () => ({ then: (done: (value: unknown) => void, no: (reason: unknown) => void) => { done(1); no(2); done(3); throw new Error("4"); } }), // prettier-ignore
    Once: (...given) => blockOf(given).async(deferrals.value()),
    Each: async (...given) => {
      for (let i = 0; i < 4; i++) await blockOf(given).async(i);
    },
    All: (...given) => Promise.all([1, 2, 3].map((n) => blockOf(given).async(n))),
    Begun: (...given) => {
      for (let i = 0; i < 3; i++) void blockOf(given).async(i);
      return deferrals.value();
    },
    BegunAndFailed: (...given) => {
      void blockOf(given).async(1);
      throw new Error("no");
    },
    Synchronous: (...given) => [blockOf(given)(1), deferrals.step()],
    ThenAsync: async (...given) => blockOf(given).async(await deferrals.step()),
    ThenCalled: async (...given) => blockOf(given)(await deferrals.step()),
    Both: (...given) => Promise.race([blockOf(given).async(1), deferrals.step()]),
    Caught: async (...given) => {
      for (let i = 0; i < 3; i++) await blockOf(given).async(i).catch(() => deferrals.step()); // prettier-ignore
    },
    Keep: (...given) => {
      kept = blockOf(given);
      return deferrals.hold();
    },
    Kept: () => kept?.async(1),
    KeptCalled: async () => kept?.(1),
    Another: (source) => other.evalAsync(source as string),
  };
  for (const [name, service] of Object.entries(services)) {
    sandbox.bind(`Waiting::${name}`, (...given: unknown[]) => {
      called();
      return service(...given);
    });
  }
  return Object.keys(services).length;
}
