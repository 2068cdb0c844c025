import { KobakoError } from "../../src/node.ts";

/** The error that a call throws; one that throws nothing, or something else, fails the test. */
export function failure(call: () => unknown): KobakoError {
  try {
    call();
  } catch (error) {
    if (error instanceof KobakoError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}
