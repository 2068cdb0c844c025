/** Integers of more than 32 bits. */
import { WireError } from "./wire-errors.ts";

/** A number where that is exact, else as it is. */
export function exact(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** The integer of hexadecimal digits, which has a shorter form unless it takes more than 64 bits. */
export function readDigits(digits: string): bigint {
  const found = /^(-?)([1-9a-f][0-9a-f]{15,})$/.exec(digits);
  if (!found) throw new WireError("a malformed integer");
  const magnitude = BigInt(`0x${found[2] as string}`);
  const value = found[1] ? -magnitude : magnitude;
  if (BigInt.asUintN(64, value) === value || BigInt.asIntN(64, value) === value) {
    throw new WireError("a number longer than it need be");
  }
  return value;
}
