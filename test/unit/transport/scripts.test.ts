import { Script } from "node:vm";

import { expect, test } from "vitest";

import { reach } from "../../../src/transport/reachability.ts";

test("nothing of a vm.Script is reachable, nor of a subclass what it has from that", () => {
  class Named extends Script {
    label(): string {
      return "x";
    }
  }
  for (const script of [new Script("1"), new Named("1")]) {
    for (const name of [
      "run_in_this_context",
      "runInThisContext",
      "runInContext",
      "runInNewContext",
      "createCachedData",
    ]) {
      expect(reach(script, name)).toBeUndefined();
    }
  }
  expect(reach(new Named("1"), "label")).toBeDefined();
});
