/** Services that answer promises, and how tests ask for what becomes of them. */
import { KobakoError, Sandbox, type EvalOptions, type GuestBlock } from "../../src/node.ts";

export const sleep = (ms: number): Promise<number> => new Promise((resolve) => setTimeout(() => resolve(ms), ms));
/** A turn of the event loop. */
export const turn = (): Promise<unknown> => new Promise(setImmediate);
/** Whether this engine can wait for promises. */
export const suspends: boolean = "promising" in WebAssembly;

export class Services {
  sleep(ms: number): Promise<number> {
    return sleep(ms);
  }
  async now(value: unknown): Promise<unknown> {
    return value;
  }
  same(value: unknown): unknown {
    return value;
  }
  async fail(): Promise<never> {
    throw new RangeError("not today");
  }
  never(): Promise<never> {
    return new Promise(() => {});
  }
  nested(): unknown {
    return [Promise.reject(new Error("nobody waits for this"))];
  }
  each(values: unknown[], block: GuestBlock): unknown[] {
    return values.map((value) => block(value));
  }
  async eachAsync(values: unknown[], block: GuestBlock): Promise<unknown[]> {
    const results = [];
    for (const value of values) results.push(await block.async(value));
    return results;
  }
  all(values: unknown[], block: GuestBlock): Promise<unknown[]> {
    return Promise.all(values.map((value) => block.async(value)));
  }
  fireAndForget(values: unknown[], block: GuestBlock): string {
    for (const value of values) void block.async(value);
    return "begun";
  }
}

export function sandboxWith(
  more: Record<string, object> = {},
  options: ConstructorParameters<typeof Sandbox>[0] = {},
): Sandbox {
  const sandbox = new Sandbox(options).bind("S", new Services());
  for (const [path, object] of Object.entries(more)) sandbox.bind(path, object);
  return sandbox;
}

export async function rejection(promise: Promise<unknown>): Promise<KobakoError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof KobakoError) return error;
    throw error;
  }
  throw new Error("it was fulfilled");
}

export const value = async (
  source: string,
  sandbox: Sandbox = sandboxWith(),
  options?: EvalOptions,
): Promise<unknown> => (await sandbox.evalAsync(source, options)).value;

/** Rejections that nobody handled, since the process began. */
export const unhandled: unknown[] = [];
process.on("unhandledRejection", (reason) => unhandled.push(reason));
