import { expect, test } from "vitest";

import { Sandbox, ServiceError, type GuestBlock } from "../../../src/node.ts";
import { failure } from "../../support/failure.ts";
import { rejection, suspends, turn, unhandled } from "../../support/waiting.ts";

class Fault extends Error {}
const length = 4;
const points = Array.from({ length: length + 1 }, (_, at) => at);

/** Numbers from 0, up to the one where it fails; `cleanUp` is called at its end, whatever that is. */
function* numbers(failsAt: number, cleanUp: () => void = () => {}): Generator<number> {
  try {
    for (let n = 0; n < length; n++) {
      if (n === failsAt) throw new Fault("it failed here");
      yield n;
    }
    if (failsAt === length) throw new Fault("it failed at the end");
  } finally {
    cleanUp();
  }
}

async function* later(failsAt: number, cleanUp?: () => void): AsyncGenerator<number> {
  for (const n of numbers(failsAt, cleanUp)) {
    await turn();
    yield n;
  }
}

function stream(failsAt: number, cancelled?: () => void): ReadableStream<number> {
  let n = 0;
  return new ReadableStream<number>({
    async pull(controller) {
      await turn();
      if (n === failsAt) throw new Fault("it failed here");
      if (n === length) controller.close();
      else controller.enqueue(n++);
    },
    cancel: () => cancelled?.(),
  });
}

const fails = (): never => {
  throw new Fault("it failed at its clean-up");
};

test.each(points)("an iterator that a script steps through and that throws at step %i is a ServiceError", (at) => {
  const sandbox = new Sandbox().bind("Start", () => numbers(at));
  const source = `it = Start.call; seen = []; ${length + 1}.times { seen << it.next["value"] }; seen`;
  const error = failure(() => sandbox.eval(source));
  expect(error).toBeInstanceOf(ServiceError);
  expect(error.cause).toBeInstanceOf(Fault);
  expect(error.execution?.usage.serviceCalls).toBe(at + 2);
  const rescued = `it = Start.call; n = 0; begin; loop { it.next; n += 1 }; rescue Kobako::ServiceError; n; end`;
  expect(sandbox.eval(rescued).value).toBe(at);
});

test.each(points)(
  "one that a service steps through with a script's block and that throws at step %i is the same",
  (at) => {
    let cleaned = 0;
    const sandbox = new Sandbox().bind("Each", (block: (n: number) => unknown) => {
      for (const n of numbers(at, () => void cleaned++)) block(n);
    });
    const error = failure(() => sandbox.eval("$n = 0; Each.call { $n += 1 }"));
    expect(error).toBeInstanceOf(ServiceError);
    expect(error.cause).toBeInstanceOf(Fault);
    expect(sandbox.eval("$n = 0; begin; Each.call { $n += 1 }; rescue Kobako::ServiceError; $n; end").value).toBe(at);
    expect(cleaned).toBe(2);
  },
);

test.each([
  ["break", "Each.call { |n| break n if n == 2 }", 2],
  ["throw", "catch(:out) { Each.call { |n| throw :out, n if n == 2 } }", 2],
  ["an exception", "begin; Each.call { |n| raise n.to_s if n == 2 }; rescue => e; e.message.to_i; end", 2],
] as const)(
  "a block that leaves by %s has the iterator clean up, and whatever that throws the script goes on",
  (_, source, expected) => {
    let cleaned = 0;
    const each = (cleanUp: () => void) => (block: (n: number) => unknown) => {
      for (const n of numbers(-1, cleanUp)) block(n);
    };
    expect(
      new Sandbox()
        .bind(
          "Each",
          each(() => void cleaned++),
        )
        .eval(source).value,
    ).toBe(expected);
    expect(cleaned).toBe(1);
    // what leaves the block counts, and not what the clean-up throws over it
    const failing = new Sandbox().bind("Each", each(fails));
    const { value } = failing.eval(`x = begin; ${source}; rescue Kobako::ServiceError; 2; end; [x, 1 + 1]`);
    expect(value).toEqual([expected, 2]);
  },
);

const sources = [
  ["an asynchronous generator", later],
  ["a stream", stream],
] as const;

for (const [kind, open] of sources) {
  test.runIf(suspends).each(points)(
    `${kind} that is awaited with a block and throws at step %i is a ServiceError`,
    async (at) => {
      const sandbox = new Sandbox({ maxConcurrency: 1 }).bind("Each", async (block: GuestBlock) => {
        for await (const n of open(at)) await block.async(n);
      });
      const failed = rejection(sandbox.evalAsync("Each.call { |n| n }"));
      const queued = sandbox.evalAsync("$n = 0; begin; Each.call { $n += 1 }; rescue Kobako::ServiceError; $n; end");
      const error = await failed;
      expect(error).toBeInstanceOf(ServiceError);
      expect(error.cause).toBeInstanceOf(Fault);
      expect((await queued).value).toBe(at);
      expect(unhandled).toEqual([]);
    },
  );

  test.runIf(suspends).each(points.slice(0, length))(
    `a script that is aborted at step %i of ${kind} ends it, and leaves its place`,
    async (at) => {
      let cleaned = 0;
      let controller = new AbortController();
      const sandbox = new Sandbox({ maxConcurrency: 1 }).bind("Each", async (block: GuestBlock) => {
        for await (const n of open(-1, () => void cleaned++)) {
          if (n === at) controller.abort("enough");
          await block.async(n);
        }
      });
      for (let i = 1; i <= 3; i++) {
        controller = new AbortController();
        const aborted = rejection(sandbox.evalAsync("Each.call { |n| n }; 1", { signal: controller.signal }));
        const queued = sandbox.evalAsync("1 + 1");
        expect((await aborted).name).toBe("AbortError");
        expect((await queued).value).toBe(2);
        for (let turns = 0; turns < 8; turns++) await turn();
        expect(cleaned).toBe(i);
      }
      expect(unhandled).toEqual([]);
    },
  );
}
