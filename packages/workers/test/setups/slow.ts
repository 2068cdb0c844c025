import type { Sandbox } from "kobako";

/** A setup that takes longer than the calls of its test wait. */
export default async function setUp(sandbox: Sandbox): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 300));
  sandbox.bind("Ready", () => true);
}
