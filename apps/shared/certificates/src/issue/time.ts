import { TAG } from '../read/der.ts';
import { encode } from './der.ts';

/** UTCTime from 1950 to 2049, GeneralizedTime outside (RFC 5280, 4.1.2.5). Fractions of seconds are lost. */
export function time(date: Date): Uint8Array {
  const digits = toDigits(date);
  const year = Number(digits.slice(0, 4));
  if (year < 1950 || year > 2049) return generalizedTime(date);
  return encode(TAG.utcTime, Buffer.from(digits.slice(2), 'latin1'));
}

export function generalizedTime(date: Date): Uint8Array {
  return encode(TAG.generalizedTime, Buffer.from(toDigits(date), 'latin1'));
}

/** `20261126101112Z`. */
function toDigits(date: Date): string {
  const year = date.getUTCFullYear();
  if (!(year >= 0 && year <= 9999)) throw new TypeError('a time must be a valid Date of the years 0 to 9999');
  return `${date.toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`;
}
