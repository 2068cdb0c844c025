import { describe, expect, test } from "vitest";

import { expose, formatError, NoServiceError, respondToGuest, Sandbox, SandboxError } from "../../src/node.ts";
import { near, suggestionsAmong } from "../../src/transport/suggestions.ts";
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

const shop = new Sandbox()
  .bind("Store", { get: (key: string) => key })
  .bind("Billing::Invoices", { all: () => [] })
  .declare("Billing::Tax::Rates")
  .preload({ code: "class Helper; Inner = 1; def total_of = 1; end", name: "Helper" });

function meantBy(source: string): readonly string[] {
  const error = failure(() => shop.eval(source));
  if (!(error instanceof SandboxError)) throw error;
  return error.suggestions;
}

describe("what a name of a script's own may have meant", () => {
  test.each([
    ["a service", "Stroe.get('a')", ["Store"]],
    ["a service in a namespace", "Billing::Invoces.all", ["Billing::Invoices"]],
    ["a namespace", "Biling::Invoices.all", ["Billing"]],
    ["a service that is declared, deep", "Billing::Tax::Rate.now", ["Billing::Tax::Rates"]],
    ["a service whose namespace was left out", "Invoices.all", ["Billing::Invoices"]],
    ["a class of the language", "Strng.new", ["String"]],
    ["a class of a snippet", "Helpr.new", ["Helper"]],
    ["a constant of another class", "Helper::Iner", ["Helper::Inner"]],
    ["a constant where another class is open", "class Mine; def a = Strng.new; end; Mine.new.a", ["String"]],
    ["a constant that is asked for by its name", "Object.const_get(:Stroe)", ["Store"]],
    ["a constant of the script's own", "Taxes = 1; Taxse", ["Taxes"]],
    ["a method of the language", "[1].frist", ["first"]],
    ["a method of a snippet", "Helper.new.totl_of", ["total_of"]],
    ["a method of the script's own", "def average = 1\navrage", ["average"]],
    ["a local variable", "total = 1; totl", ["total"]],
    ["a local variable outside the block", "total = 1; [2].each { |n| [n].each { totl } }", ["total"]],
    ["nothing near", "Unheard.of", []],
    ["nothing for what the sandbox does not have, as Data for Date", "Date.today", []],
    ["nothing for what was raised by hand", "raise NameError, 'Stroe'", []],
    ["nothing for other exceptions", "raise 'Stroe'", []],
    ["nothing that is internal", "Object.new._send__", []],
  ] as const)("%s", (_, source, suggestions) => expect(meantBy(source)).toEqual(suggestions));

  test("the script is told nothing, and sees the exception it had", () => {
    const source = "begin; Billing::Invoces; rescue NameError => e; [e.message, e.name.to_s, e.receiver.to_s]; end";
    expect(shop.eval(source).value).toEqual(["uninitialized constant Billing::Invoces", "Invoces", "Billing"]);
  });

  test("no code of the script runs for it", () => {
    const source = `
      class NameError
        def name = puts("name")
        def receiver = puts("receiver")
      end
      class Shown
        def self.to_s = "shown"
        def self.name = puts("class name")
        def self.constants(*) = puts("constants")
        def methods(*) = puts("methods")
        def self.inspect = "shown"
        Known = 1
      end
      Shown::Knwn`;
    const error = failure(() => shop.eval(source));
    expect([(error as SandboxError).suggestions, error.execution?.stdout]).toEqual([["Shown::Known"], ""]);
  });

  test("names that are none are left out, whatever a guest says", () => {
    const said = ["Kee", "Key\u001b[2J", "Key", "Kex::", "__e", "Ke e", "Kée"];
    expect(suggestionsAmong(said, ["A::Keep"])).toEqual(["A::Keep", "Key"]);
    expect(suggestionsAmong(["totl", "total", "to\ntl", "_totl"], [])).toEqual(["total"]);
    expect(suggestionsAmong(["a".repeat(10_000), "b"], [])).toEqual([]);
    expect(suggestionsAmong([], ["Store"])).toEqual([]);
  });

  test("the text for a person has them, once", () => {
    const text = (run: () => unknown): string => formatError(failure(run) as SandboxError, "Stroe.get");
    expect(text(() => shop.eval("Stroe.get"))).toContain("Did you mean Store?");
    expect(text(() => shop.run("Helpr")).match(/id you mean/g)).toBeNull();
    const entry = new Sandbox().preload({ code: "Adder = ->(a) { a }", name: "Adder" });
    expect(text(() => entry.run("Ader")).match(/id you mean/g)).toHaveLength(1);
  });
});
