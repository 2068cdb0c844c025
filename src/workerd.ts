// workerd compiles no bytes at run time; it hands over what was compiled when the worker was deployed
import module from "./kobako.wasm";
import adapter from "./suspending.wasm";
import { useAdapter } from "./engine/suspension.ts";
import { SetupError } from "./errors.ts";
import { Guest, useGuest } from "./guest.ts";
import { useTimers } from "./platform/turn.ts";

export * from "./index.ts";

useAdapter(adapter);
// messages of a channel would come before every timer, and what a request began ends with it
useTimers();
useGuest((name) => {
  if (name === "core") return Guest.load(module);
  throw new SetupError(`the guest "${name}" is not imported: call useGuest(Guest.load(module), "${name}") first`);
});
