const made = new Map<string, WeakRef<RubySymbol>>();
const forget = new FinalizationRegistry<string>((name) => {
  if (made.get(name)?.deref() === undefined) made.delete(name);
});
const key = Symbol("kobako.symbol");

/**
 * A Ruby Symbol. There is one object a name, so symbols compare with `===`.
 *
 * @example
 * sandbox.eval(":ok").value === sym("ok") // true
 */
export class RubySymbol {
  /** the name, without the colon */
  readonly name: string;

  /** Symbols are made by `sym`. */
  constructor(name: string, guard: symbol) {
    if (guard !== key) throw new TypeError("a RubySymbol is made by sym(name)");
    this.name = name;
    Object.freeze(this);
  }

  /** The name. */
  toString(): string {
    return this.name;
  }

  /** The name: JSON has no symbols. */
  toJSON(): string {
    return this.name;
  }
}

/**
 * The Ruby Symbol of a name.
 *
 * @throws TypeError when the name is not a string
 * @example
 * sym("ok").toString() // "ok"
 */
export function sym(name: string): RubySymbol {
  if (typeof name !== "string") throw new TypeError("the name of a symbol is a string");
  const found = made.get(name)?.deref();
  if (found) return found;
  const symbol = new RubySymbol(name, key);
  made.set(name, new WeakRef(symbol));
  forget.register(symbol, name);
  return symbol;
}

/**
 * A number that is a Float in Ruby even when it is integral.
 *
 * @throws TypeError when the value is not a number
 * @example
 * new RubyFloat(1) // 1.0 in the guest, where 1 would be an Integer
 */
export class RubyFloat {
  /** the number itself */
  readonly value: number;

  /** @throws TypeError when the value is not a number */
  constructor(value: number) {
    if (typeof value !== "number") throw new TypeError("a RubyFloat is made of a number");
    this.value = value;
    Object.freeze(this);
  }

  /** The number, so that it calculates like one. */
  valueOf(): number {
    return this.value;
  }
}
