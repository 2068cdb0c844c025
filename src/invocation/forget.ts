import type { Invocation } from "./invocation.ts";

/**
 * Cuts an invocation that ended in an error from its instance, its handles and its services. Until somebody reads
 * the stack of an error, engines keep what each of its frames was called on: a list of failed
 * invocations would hold an instance each.
 */
export function forget(invocation: Invocation): void {
  const parts = invocation as unknown as Record<"instance" | "dispatcher", undefined>;
  parts.instance = undefined;
  parts.dispatcher = undefined;
}
