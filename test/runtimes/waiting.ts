/** The part of the contract that needs an engine in which scripts can wait for promises. */
import * as kobako from "kobako";

import { same } from "./same.ts";

const { AbortError, BlockError, KobakoError, Sandbox, ServiceError, TimeoutError } = kobako;

type Check = () => Promise<void>;

/** What may abort an invocation, and when it did. */
type Abort = (reason: unknown) => void;

const pause = (ms: number): Promise<number> => new Promise((resolve) => setTimeout(() => resolve(ms), ms));
const never = (): Promise<never> => new Promise(() => {});

class Services {
  now(value: unknown): Promise<unknown> {
    return Promise.resolve(value);
  }
  pause(ms: number): Promise<number> {
    return pause(ms);
  }
  never(): Promise<never> {
    return never();
  }
  plain(value: unknown): unknown {
    return value;
  }
  each(values: unknown[], block: kobako.GuestBlock): unknown[] {
    return values.map((value) => block(value));
  }
  all(values: unknown[], block: kobako.GuestBlock): Promise<unknown[]> {
    return Promise.all(values.map((value) => block.async(value)));
  }
  begin(values: unknown[], block: kobako.GuestBlock): string {
    for (const value of values) void block.async(value);
    return "begun";
  }
}

function sandbox(options?: kobako.SandboxOptions, more: Readonly<Record<string, object>> = {}): kobako.Sandbox {
  const made = new Sandbox({ timeout: 20_000, ...options }).bind("S", new Services());
  for (const [path, object] of Object.entries(more)) made.bind(path, object);
  return made;
}

async function value(source: string, more?: Readonly<Record<string, object>>): Promise<unknown> {
  return (await sandbox({}, more).evalAsync(source)).value;
}

async function rejection(promise: Promise<unknown>): Promise<kobako.KobakoError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof KobakoError) return error;
    throw error;
  }
  throw new Error("it was fulfilled");
}

/** Rejections that nobody handled while `work` was done and a little longer. */
async function unhandledDuring(work: Check): Promise<unknown[]> {
  const seen: unknown[] = [];
  const note = (reason: unknown): void => void seen.push(reason);
  const noteEvent = (event: Event): void => {
    event.preventDefault(); // a page reports it otherwise
    seen.push((event as PromiseRejectionEvent).reason);
  };
  const { process } = globalThis as { process?: Partial<NodeJS.Process> };
  const told = process?.on !== undefined && !("Deno" in globalThis); // by its process; by an event elsewhere
  if (told) process.on?.("unhandledRejection", note);
  else globalThis.addEventListener("unhandledrejection", noteEvent);
  try {
    await work();
    await pause(20);
  } finally {
    if (told) process.off?.("unhandledRejection", note);
    else globalThis.removeEventListener("unhandledrejection", noteEvent);
  }
  return seen;
}

/** Where an invocation is when it is aborted: how it is begun, given what aborts it. */
const stages: Readonly<Record<string, (abort: Abort) => { source: string; more?: Record<string, object> }>> = {
  "a loop that calls nothing": (abort) => {
    setTimeout(abort, 5, "enough");
    return { source: "loop {}" };
  },
  "a service that is called": (abort) => ({ source: "Stop.call", more: { Stop: () => abort("enough") } }),
  "a service that is waited for": (abort) => {
    setTimeout(abort, 5, "enough");
    return { source: "S.never" };
  },
  "a promise that has just settled": (abort) => ({
    source: "Settle.call",
    more: {
      Settle: () => {
        const settled = Promise.resolve(1);
        queueMicrotask(() => abort("enough"));
        return settled;
      },
    },
  }),
  "a loop of promises that have settled": (abort) => {
    setTimeout(abort, 5, "enough");
    return { source: "loop { S.now(1) }" };
  },
  "a synchronous call of a block": (abort) => ({
    source: "S.each([1]) { Stop.call }",
    more: { Stop: () => abort("enough") },
  }),
  "a call by block.async, while others wait for it": (abort) => {
    setTimeout(abort, 5, "enough");
    return { source: "S.all([1, 2, 3]) { S.never }" };
  },
  "a service that has returned before its block's calls": (abort) => {
    setTimeout(abort, 5, "enough");
    return { source: "S.begin([1, 2]) { S.never }" };
  },
  "a block below a block": (abort) => {
    setTimeout(abort, 5, "enough");
    return { source: "S.all([1]) { S.all([1, 2]) { S.never } }" };
  },
};

async function abortsAt(stage: (abort: Abort) => { source: string; more?: Record<string, object> }): Promise<void> {
  const controller = new AbortController();
  const { source, more } = stage((reason) => controller.abort(reason));
  const signals: AbortSignal[] = [];
  const one = sandbox({}, more).provide("Told", ({ signal }) => {
    signals.push(signal);
    return () => 1;
  });
  const code = `Told.call; puts 'begun'; begin; ${source}; rescue Object; puts 'rescued'; ensure; puts 'after'; end; puts 'on'`;
  const error = await rejection(one.evalAsync(code, { signal: controller.signal }));
  same([error instanceof AbortError, error.cause, error.execution?.stdout], [true, "enough", "begun\n"]);
  same(signals[0]?.reason === error, true);
  same((await one.evalAsync("S.now(1) + S.plain(2)")).value, 3);
}

/** What must hold, by its title. */
export const waiting: Readonly<Record<string, Check>> = {
  "calls by block.async run one after the other, in order": async () => {
    const source = "log = []; r = S.all([3, 1, 2]) { |x| log << x; S.pause(x); log << -x; x * 2 }; [r, log]";
    same(await value(source), [
      [6, 2, 4],
      [3, -3, 1, -1, 2, -2],
    ]);
  },
  "they nest": async () => {
    const source =
      "log = []; r = S.all([1, 2]) { |x| log << x; s = S.all([10, 20]) { |y| log << S.now(x * y); S.pause(1); y }; log << -x; s.sum }; [r, log]";
    same(await value(source), [
      [30, 30],
      [1, 10, 20, -1, 2, 20, 40, -2],
    ]);
    same(
      await value("d = ->(n) { n == 0 ? [S.now(0)] : S.all([n]) { |m| d.(m - 1) + [m] }.first }; d.(8)"),
      [0, 1, 2, 3, 4, 5, 6, 7, 8],
    );
  },
  "a service that returns first is waited for with its block's calls": async () => {
    same(await value("a = []; r = S.begin([1, 2]) { |x| a << S.pause(x) }; [r, a]"), ["begun", [1, 2]]);
  },
  "break, next and exceptions go where they go without waiting": async () => {
    same(await value("S.all([1, 2]) { |x| S.now(1); break x * 7 }"), 7);
    same(await value("S.all([1, 2]) { |x| next 5 if S.now(x) == 1; x }"), [5, 2]);
    same(await value("e = IOError.new; begin; S.all([1]) { S.now(1); raise e }; rescue => f; e.equal?(f); end"), true);
  },
  "a block is called at once between its asynchronous calls, not during them": async () => {
    const refused: unknown[] = [];
    const both = async (block: kobako.GuestBlock): Promise<unknown> => {
      const first = block.async(10);
      await pause(1);
      try {
        block(2);
      } catch (error) {
        refused.push(error instanceof BlockError);
      }
      return [await first, block(3)];
    };
    same(await value("Both.call { |x| x == 10 ? S.pause(x) : S.plain(x) }", { Both: both }), [10, 3]);
    same(refused, [true]);
  },
  "a promise below a synchronous call of a block is a ServiceError that explains": async () => {
    const error = await rejection(sandbox().evalAsync("S.each([1]) { S.now(1) }"));
    same([error instanceof ServiceError, error.message.includes("block.async")], [true, true]);
  },
  ...Object.fromEntries(Object.entries(stages).map(([title, stage]) => [`abort ends ${title}`, () => abortsAt(stage)])),
  "abort ends what waits for its turn, and what has not begun": async () => {
    const one = sandbox({ maxConcurrency: 1 });
    const controller = new AbortController();
    const first = one.evalAsync("S.pause(30)");
    const queued = rejection(one.evalAsync("1", { signal: controller.signal }));
    const last = one.evalAsync("2");
    controller.abort("enough");
    for (const error of [await queued, await rejection(one.evalAsync("1", { signal: controller.signal }))])
      same([error instanceof AbortError, error.cause, error.execution?.usage.fuel], [true, "enough", 0]);
    same([(await first).value, (await last).value], [30, 2]);
  },
  "abort after the end changes nothing": async () => {
    const controller = new AbortController();
    const { value: result } = await sandbox().evalAsync("S.now(1)", { signal: controller.signal });
    controller.abort();
    await pause(1);
    same(result, 1);
  },
  "a service that never settles ends with the deadline, and what settles late is ignored": async () => {
    const late: { resolve: (value: unknown) => void; reject: (error: unknown) => void }[] = [];
    const one = sandbox(
      { timeout: 40 },
      { Late: () => new Promise((resolve, reject) => late.push({ resolve, reject })) },
    );
    const unhandled = await unhandledDuring(async () => {
      const sources = ["Late.call", "S.all([1, 2]) { Late.call }", "S.begin([1]) { Late.call }", "Late.call { 1 }"];
      const errors = await Promise.all([...sources, ...sources].map((source) => rejection(one.evalAsync(source))));
      same(new Set(errors.map((error) => error instanceof TimeoutError)), new Set([true]));
      same(late.length, 8);
      for (const [i, { resolve, reject }] of late.entries()) {
        if (i % 2 === 0) reject(new Error("late"));
        else resolve("late");
      }
      await pause(5);
      same((await one.evalAsync("S.now(5)")).value, 5);
    });
    same(unhandled, []);
  },
  "a rejection that nobody handles would be noticed": async () => {
    same(await unhandledDuring(async () => void Promise.reject(new Error("on purpose")).finally(() => {})).then((seen) => seen.length), 1); // prettier-ignore
  },
  "output is told as it is written, in order, across waits": async () => {
    const told: string[] = [];
    const mark = async (text: string): Promise<void> => {
      await pause(1);
      told.push(`mark ${text}`);
    };
    const options = { onStdout: (text: string) => told.push(`out ${text}`), onStderr: (text: string) => told.push(`err ${text}`) }; // prettier-ignore
    const source =
      "print 1; Mark.call('a'); $stderr.print 2; S.all([3, 4]) { |n| print n; Mark.call(n.to_s); print 'é' }";
    const { stdout, stderr } = await sandbox({ stdoutLimit: 6 }, { Mark: mark }).evalAsync(source, options);
    same(told, ["out 1", "mark a", "err 2", "out 3", "mark 3", "out é", "out 4", "mark 4"]);
    same([stdout, stderr], ["13é4", "2"]);
  },
  "as many scripts as maxConcurrency run at a time, the others in order": async () => {
    const begun: number[] = [];
    let inside = 0;
    let most = 0;
    const work = async (n: number): Promise<void> => {
      begun.push(n);
      most = Math.max(most, ++inside);
      await pause(2);
      inside--;
    };
    const one = sandbox({ maxConcurrency: 3 }, { Work: work });
    await Promise.all(Array.from({ length: 10 }, (_, n) => one.evalAsync(`Work.call(${n})`)));
    same([begun, most], [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 3]);
  },
  "scripts that compute leave room for timers and for each other": async () => {
    let ticks = 0;
    const ticking = setInterval(() => ticks++, 1);
    const one = sandbox();
    const [first, second] = await Promise.all([
      one.evalAsync("i = 0; i += 1 while i < 500_000; i"),
      one.evalAsync("2000.times { S.now(1) }; :done.to_s"),
    ]);
    clearInterval(ticking);
    same([first.value, second.value, ticks > 0], [500_000, "done", true]);
  },
};
