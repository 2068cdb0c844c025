// workerd compiles no bytes at run time; it hands over what was compiled when the worker was deployed
import module from "./kobako.wasm";
import { Guest, useGuest } from "./guest.ts";

export * from "./index.ts";

useGuest(() => Guest.load(module));
