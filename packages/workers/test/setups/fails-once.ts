import type { Sandbox } from "kobako";

let attempts = 0;

/** A setup that fails when it is called for the first time. */
export default async function setUp(sandbox: Sandbox): Promise<void> {
  if (++attempts === 1) throw new Error("not yet");
  sandbox.bind("Attempts", () => attempts);
}
