import type { Time } from '@peculiar/asn1-x509';
import { TAG } from '../read/tag.ts';
import { verbatim } from '../verbatim.ts';
import { writeElement } from './write-element.ts';

/** RFC 5280, 4.1.2.5. The class decides by another rule if it is let to: years before 1950 as UTCTime. */
export function toTime(date: Date): Time {
  return verbatim(writeTime(date));
}

/** UTCTime from 1950 to 2049, GeneralizedTime outside. */
export function writeTime(date: Date): Uint8Array {
  const whole = toWholeSeconds(date);
  const year = whole.getUTCFullYear();
  const digits = `${whole.toISOString().slice(0, 'YYYY-MM-DDTHH:MM:SS'.length).replace(/[-:T]/g, '')}Z`;
  return year < 1950 || year > 2049
    ? writeElement(TAG.generalizedTime, Buffer.from(digits))
    : writeElement(TAG.utcTime, Buffer.from(digits.slice(2)));
}

/** What may stand in a GeneralizedTime, which has no fractions of seconds here (RFC 5280, 4.1.2.5.2). */
export function toWholeSeconds(date: Date): Date {
  const year = date.getUTCFullYear();
  if (!(year >= 0 && year <= 9999)) throw new TypeError('a time must be a valid Date of the years 0 to 9999');
  return new Date(Math.floor(date.getTime() / 1000) * 1000);
}
