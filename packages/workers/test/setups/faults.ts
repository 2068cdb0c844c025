import type { Sandbox } from "kobako";

/** Services that end their thread, each in its way. */
export default function setUp(sandbox: Sandbox): void {
  sandbox.bind("Exit", () => process.exit(3));
  sandbox.bind("ExitLater", async () => {
    setTimeout(() => process.exit(3), 5);
    await new Promise(() => {});
  });
  sandbox.bind("ThrowLater", async () => {
    setTimeout(() => {
      throw new Error("nobody catches this");
    }, 5);
    await new Promise(() => {});
  });
  sandbox.bind("RejectLater", async () => {
    setTimeout(() => void Promise.reject(new Error("nobody catches this")), 5);
    await new Promise(() => {});
  });
  sandbox.bind("HoldLater", () => {
    setTimeout(() => {
      const until = performance.now() + 150;
      while (performance.now() < until);
      throw new Error("nobody catches this");
    }, 5);
  });
  sandbox.bind("Grow", () => {
    const all = [];
    for (;;) all.push(Array.from({ length: 1000 }, Math.random));
  });
  sandbox.bind("Step", async (n: number) => {
    await new Promise((resolve) => setTimeout(resolve, 3));
    return n;
  });
}
