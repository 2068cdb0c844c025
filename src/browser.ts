import { SetupError } from "./errors.ts";
import { Guest, useGuest } from "./guest.ts";

export * from "./index.ts";

useGuest((name) => {
  throw new SetupError(`the guest "${name}" is not fetched: call useGuest(Guest.load(bytes), "${name}") first`);
});
// A bundler knows the file by this expression, so it stays in one piece. Whoever imports this entry waits here,
// so that sandboxes can run at once; a failure is thrown at their first use instead of failing the import.
try {
  useGuest(Guest.load(await fetched(new URL("./kobako.wasm", import.meta.url))));
} catch (cause) {
  useGuest((name) => {
    if (name !== "core") throw new SetupError(`the guest "${name}" is not fetched`);
    throw new SetupError("kobako.wasm could not be fetched: see that it is served where the bundle expects it", {
      cause,
    });
  });
}

async function fetched(url: URL): Promise<WebAssembly.Module> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
  // a server that does not know the type would fail compileStreaming
  return WebAssembly.compile(await response.arrayBuffer());
}
