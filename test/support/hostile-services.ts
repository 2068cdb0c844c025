import type { Sandbox } from "../../src/node.ts";

type Block = (...args: unknown[]) => unknown;

class Counter {
  #value = 0;
  value(): number {
    return ++this.#value;
  }
}

/** Binds the services that hostile scripts are given: some careless, some hostile themselves. Answers how many. */
export function bindHostileServices(sandbox: Sandbox, other: Sandbox, without: readonly string[] = []): number {
  const cyclic: unknown[] = [];
  cyclic.push(cyclic);
  const proxy = (): object =>
    new Proxy(
      {},
      {
        get: () => {
          throw new Error("a trap ran");
        },
        getPrototypeOf: () => {
          throw new Error("a trap ran");
        },
      },
    );
  let kept: Block | undefined;
  const services: Record<string, (...args: never[]) => unknown> = {
    Echo: (...args: unknown[]) => (args.length === 1 ? args[0] : args),
    Fail: () => {
      throw new Error("the service failed");
    },
    Make: () => new Counter(),
    Fn: () => (x: unknown) => x,
    Give: (block: Block) => block(new Counter()),
    Each: (times: number, block?: Block) => {
      const all: unknown[] = [];
      for (let i = 0; i < Math.min(times, 10_000); i++) all.push(block ? block(i) : i);
      return all;
    },
    Forever: (block: Block) => {
      for (;;) block();
    },
    Try: (block: Block) => {
      try {
        return block();
      } catch {
        return "swallowed";
      }
    },
    Stubborn: (block: Block) => {
      for (let i = 0; i < 1000; i++) {
        try {
          return block();
        } catch {
          // and again
        }
      }
      return "given up";
    },
    Finally: (block: Block) => {
      try {
        block();
      } finally {
        return "finally"; // oxlint-disable-line no-unsafe-finally -- a service as careless as can be
      }
    },
    Keep: (block: Block) => {
      kept = block;
    },
    KeepAndFail: (block: Block) => {
      kept = block;
      throw new Error("after keeping");
    },
    Later: () => kept?.(),
    Big: () => "x".repeat(100_000),
    Huge: () => "x".repeat(15 << 20),
    Sets: () => new Set([1, 2]),
    Other: (source: string) => other.eval(source).value,
    ThrowUndefined: () => {
      throw undefined;
    },
    ThrowFrozen: () => {
      throw Object.freeze(new Error("frozen"));
    },
    ThrowHostile: () => {
      throw Object.defineProperty(new Error("x"), "message", {
        get: () => {
          throw new Error("a getter ran");
        },
      });
    },
    ThrowProxy: () => {
      throw proxy();
    },
    Promised: () => Promise.resolve(1),
    Rejected: () => Promise.reject(new Error("nobody waits")),
    JsSymbol: () => Symbol("x"),
    Cyclic: () => cyclic,
    Proxied: () => proxy(),
    Getter: () => ({
      get x() {
        throw new Error("a getter ran");
      },
    }),
  };
  const bound = Object.entries(services).filter(([name]) => !without.includes(name));
  for (const [name, service] of bound) sandbox.bind(name, service);
  return bound.length;
}
