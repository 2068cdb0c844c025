/** One sandbox for all tenants: what a script reaches is decided per invocation, and fuel is what it is billed by. */
import { FuelExhaustedError, NoServiceError, Sandbox, ServiceArgumentError } from "kobako";

/** A tenant's records. Only the methods can be reached, never the map. */
class Store {
  readonly #records = new Map<string, number>();
  readonly #rent: number;

  constructor(rent: number) {
    this.#rent = rent;
  }

  /** A getter, so it can be reached; the field behind it cannot. */
  get rent(): number {
    return this.#rent;
  }

  put(key: unknown, value: unknown): void {
    if (typeof key !== "string" || typeof value !== "number") {
      throw new ServiceArgumentError("a key is a string, a value a number");
    }
    if (this.#records.size >= 100) throw new ServiceArgumentError("the store is full");
    this.#records.set(key, value);
  }

  get(key: string): number | null {
    return this.#records.get(key) ?? null;
  }

  sum(): number {
    return [...this.#records.values()].reduce((sum, value) => sum + value, 0);
  }
}

interface Tenant {
  readonly name: string;
  readonly store: Store;
  /** metering points left this month: the same program costs the same on every machine */
  credit: number;
}

const sandbox = new Sandbox({ timeout: 2000, fuel: 50_000 }).declare("Tenant::Store");
sandbox.bind("Rates", { usd: 1, gbp: 2 }); // shared by all

const tenants: Tenant[] = [
  { name: "ada", store: new Store(700), credit: 60_000 },
  { name: "bob", store: new Store(900), credit: 60_000 },
];

/** Runs a tenant's script on what is left of its credit. */
function serve(tenant: Tenant, source: string): string {
  const fuel = Math.min(tenant.credit, 50_000);
  try {
    const { value, usage } = sandbox.eval(source, { fuel, bind: { "Tenant::Store": tenant.store } });
    tenant.credit -= usage.fuel;
    return String(value);
  } catch (error) {
    if (error instanceof FuelExhaustedError) {
      tenant.credit = Math.max(0, tenant.credit - (error.execution?.usage.fuel ?? 0));
      return "out of fuel";
    }
    if (error instanceof ServiceArgumentError || error instanceof NoServiceError) return `refused: ${error.message}`;
    throw error;
  }
}

const scripts = [
  'Tenant::Store.put("rent", Tenant::Store.rent * Rates.gbp); Tenant::Store.put("food", 250); Tenant::Store.sum',
  '$mine = Tenant::Store.get("rent")',
  "$mine.inspect",
  'Tenant::Store.put("rent", "a lot")',
  "Tenant::Store.records",
  "n = 0; loop { n += 1 }",
];
for (const script of scripts) {
  console.log(script);
  for (const tenant of tenants) console.log(`  ${tenant.name}: ${serve(tenant, script)}`);
}
const [ada, bob] = tenants.map(({ credit }) => credit);
console.log(ada === bob ? "both were billed the same" : "they were billed differently");
