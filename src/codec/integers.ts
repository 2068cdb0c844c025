/** Integers of more than 32 bits. */
import { WireError } from "./wire-errors.ts";

/** A number where that is exact, else as it is. */
export function exact(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** The integer of hexadecimal digits, which has a shorter form unless it takes more than 64 bits. */
export function readDigits(digits: string): bigint {
  const negative = digits.startsWith("-");
  const hex = negative ? digits.slice(1) : digits;
  // an expression that matches all of them has the engine keep each on its stack, which is smaller than a message
  if (hex.length < 16 || hex.startsWith("0") || /[^0-9a-f]/.test(hex)) throw new WireError("a malformed integer");
  const magnitude = BigInt(`0x${hex}`);
  const value = negative ? -magnitude : magnitude;
  if (BigInt.asUintN(64, value) === value || BigInt.asIntN(64, value) === value) {
    throw new WireError("a number longer than it need be");
  }
  return value;
}
