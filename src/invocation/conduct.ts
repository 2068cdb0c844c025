import { Meter, type Trap } from "../engine/limits.ts";
import type { KobakoError } from "../errors.ts";
import { emptyExecution, type Execution } from "../execution.ts";
import type { Settings } from "../options.ts";
import type { Admission } from "./admission.ts";
import { Alarm } from "./alarm.ts";
import type { Invocation } from "./invocation.ts";

/** What an asynchronous invocation consists of. */
export interface Conduct {
  readonly settings: Settings;
  readonly started: number;
  readonly signal: AbortSignal | undefined;
  /** @param waiting to be called when the guest begins to wait */
  readonly make: (waiting: () => void) => Invocation;
  readonly run: (invocation: Invocation) => Promise<Execution>;
  /** called once, when an invocation that was made is over */
  readonly over: (invocation: Invocation, error: unknown) => void;
}

/**
 * Has an invocation wait for its turn and run. It ends when it is done, or at once when its
 * deadline or the caller's signal says so: then nothing waits for its guest or its services.
 */
export function conduct(
  admission: Admission,
  { settings, started, signal, make, run, over }: Conduct,
): Promise<Execution> {
  return new Promise((resolve, reject) => {
    const before = new Meter(settings, started, { signal });
    let invocation: Invocation | undefined;
    let done = false;

    const end = (error: unknown, settle: () => void): void => {
      if (done) return;
      done = true;
      alarm.clear();
      settle();
      if (invocation) {
        invocation.dispatcher.cancel();
        over(invocation, error);
      }
      if (!admission.withdraw(begin)) admission.leave();
    };
    const fail = (error: unknown): void => end(error, () => reject(error as Error));
    const alarm = new Alarm(before, () => {
      const trap = before.due();
      if (trap) fail(invocation ? invocation.cancel(trap) : unbegun(trap, started));
    });
    const begin = (): void => {
      if (done) return; // while it was about to be admitted
      const due = before.due();
      if (due) {
        fail(unbegun(due, started));
        return;
      }
      try {
        invocation = make(() => alarm.arm());
      } catch (error) {
        fail(error);
        return;
      }
      run(invocation).then((execution) => end(undefined, () => resolve(execution)), fail);
    };

    admission.enter(begin);
    if (!invocation && !done) alarm.arm();
  });
}

function unbegun({ type, message, context }: Trap, started: number): KobakoError {
  return new type(message, { ...context, execution: emptyExecution(performance.now() - started) });
}
