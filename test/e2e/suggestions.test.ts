import { describe, expect, test } from "vitest";

import { expose, formatError, NoServiceError, respondToGuest, Sandbox } from "../../src/node.ts";
import { near } from "../../src/transport/suggestions.ts";
import { failure } from "../support/failure.ts";

class Invoice {
  readonly secretTotal = 1;

  totalAmount(): number {
    return 7;
  }

  get currency(): string {
    return "EUR";
  }

  _totalAmounts(): number {
    return 0;
  }
}

class Account {
  [respondToGuest](name: string): boolean {
    return name === "balance";
  }

  balance(): number {
    return 7;
  }

  balances(): number {
    return 8;
  }
}

function meant(bound: object, call: string): readonly string[] {
  const error = failure(() => new Sandbox().bind("It", bound).eval(`It.${call}`));
  if (!(error instanceof NoServiceError)) throw error;
  return error.suggestions;
}

describe("what a call may have meant", () => {
  test.each([
    ["a method, as Ruby spells it", new Invoice(), "total_amout", ["total_amount"]],
    ["a getter", new Invoice(), "curency", ["currency"]],
    ["swapped letters", new Invoice(), "cuRrencY", ["currency"]],
    ["a plain object's own", { lookup: () => 1, store: 2 }, "loookup", ["lookup"]],
    ["nothing near", new Invoice(), "delete", []],
    ["not a field of an instance", new Invoice(), "secret_totl", []],
    ["not what begins with an underscore", { _hidden: 1 }, "hidden", []],
    ["not what is everybody's", new Invoice(), "to_strin", []],
    ["not what an allow-list leaves out", expose({ color: 1, colors: 2 }, ["color"]), "colorss", ["color"]],
    ["what an allow-list has", expose({ color: 1, hue: 2 }, ["color"]), "colr", ["color"]],
    ["not what the object refuses", new Account(), "balancess", ["balance"]],
    ["what the object allows", new Account(), "balanc", ["balance"]],
    ["a name too long to look for", { a: 1 }, "a".repeat(1000), []],
  ] as const)("%s", (_, bound, call, suggestions) => expect(meant(bound, call)).toEqual(suggestions));

  test("an object that throws when asked suggests nothing", () => {
    const hostile = new Proxy(
      { lookup: 1 },
      {
        ownKeys() {
          throw new Error("no");
        },
      },
    );
    expect(meant(hostile, "lokup")).toEqual([]);
  });

  test("nothing is said to the script", () => {
    const sandbox = new Sandbox().bind("It", new Invoice());
    const message = sandbox.eval<string>("begin; It.total_amout; rescue => e; e.message; end").value;
    expect(message).toBe(
      sandbox.eval("begin; It.nothing_like_it; rescue => e; e.message.sub('nothing_like_it', 'total_amout'); end")
        .value,
    );
  });

  test("the text for a person has them", () => {
    const error = failure(() => new Sandbox().bind("It", { first: 1, firsts: 2 }).eval("It.frist"));
    expect(formatError(error)).toContain("Did you mean first?");
  });

  test("of many, the nearest three", () => {
    expect(near("colour", ["color", "colours", "colouring", "colur", "dolour", "x"])).toHaveLength(3);
    expect(near("ab", ["ba"])).toEqual(["ba"]);
  });
});
