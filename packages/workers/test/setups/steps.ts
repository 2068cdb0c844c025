import type { Sandbox } from "kobako";

/** Services that say where their script is, and one that waits until it is told to go on. */
export default async function setUp(sandbox: Sandbox): Promise<void> {
  const channel = new BroadcastChannel("kobako-steps");
  let goOn: () => void = () => {};
  channel.onmessage = ({ data }: MessageEvent<unknown>) => data === "go on" && goOn();
  channel.postMessage("setup");
  await new Promise((resolve) => setTimeout(resolve, 10));
  sandbox.bind("Step", async (n: number) => {
    channel.postMessage(n);
    await new Promise((resolve) => setTimeout(resolve, 2));
    return n;
  });
  sandbox.bind("Meet", async () => {
    channel.postMessage("here");
    await new Promise<void>((resolve) => (goOn = resolve));
    return "met";
  });
}
