/**
 * Turns of the event loop. Promises that are settled already, and guests that only compute,
 * would keep timers, sockets and signals waiting: after a while the next in line waits for a turn.
 */

/** Milliseconds of work without a turn. */
const atMost = 2;

/** How to be called in another turn. */
type Schedule = (turn: () => void) => void;

let last = 0;
const waiting: (() => void)[] = [];
let next: Schedule | undefined;
let alone = false;

/** How to be called in another turn, by what the platform has. */
function scheduler(): Schedule {
  const { setImmediate } = globalThis as { setImmediate?: (turn: () => void) => unknown };
  if (setImmediate) return (turn) => void setImmediate(turn);
  if (typeof MessageChannel !== "function") return (turn) => void setTimeout(turn, 0);
  const { port1, port2 } = new MessageChannel();
  let pending: (() => void) | undefined;
  port1.onmessage = () => pending?.();
  return (turn) => {
    pending = turn;
    port2.postMessage(null);
  };
}

/** One at a time: between two of them everything else has its chance. */
function turn(): void {
  last = performance.now();
  const first = waiting.shift();
  if (waiting.length > 0) next?.(turn);
  first?.();
}

/** Has everyone wait for a turn of their own, where nobody may depend on what another began. */
export function useTimers(): void {
  alone = true;
}

/** Whether it is time to let others have a turn. */
export function isTurnDue(now: number): boolean {
  return now - last > atMost;
}

/** Calls back in a turn of its own. */
export function inTurn(call: () => void): void {
  if (alone) {
    setTimeout(() => {
      last = performance.now();
      call();
    }, 0);
    return;
  }
  next ??= scheduler();
  waiting.push(call);
  if (waiting.length === 1) next(turn);
}
