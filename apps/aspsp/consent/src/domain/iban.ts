const SHAPE = /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/;

/** Whether a text has the shape of an IBAN and its check digits are right (ISO 13616: modulo 97 is 1). */
export function isIban(value: unknown): value is string {
  if (typeof value !== 'string') return false;
  const iban = value.toUpperCase();
  if (!SHAPE.test(iban)) return false;
  const digits = (iban.slice(4) + iban.slice(0, 4)).replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return BigInt(digits) % 97n === 1n;
}
