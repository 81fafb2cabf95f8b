/** Amounts are whole cents, so that no cent is lost in floating point. Both currencies of the sandbox have two decimals. */
export type Cents = number;

/** `-6490` is `-64.90`. */
export function toAmountText(cents: Cents): string {
  const digits = Math.abs(cents).toString().padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
