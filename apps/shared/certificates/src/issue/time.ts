import type { Time } from '@peculiar/asn1-x509';
import { GeneralizedTime, UTCTime } from 'asn1js';
import { toDer } from '../read/asn1.ts';
import { verbatim } from '../verbatim.ts';

/** RFC 5280, 4.1.2.5. The class decides by another rule if it is let to: years before 1950 as UTCTime. */
export function toTime(date: Date): Time {
  return verbatim(toDer(toTimeValue(date)));
}

/** UTCTime from 1950 to 2049, GeneralizedTime outside. */
export function toTimeValue(date: Date): UTCTime {
  const valueDate = toWholeSeconds(date);
  const year = valueDate.getUTCFullYear();
  return year < 1950 || year > 2049 ? new GeneralizedTime({ valueDate }) : new UTCTime({ valueDate });
}

/** What may stand in a GeneralizedTime, which has no fractions of seconds here (RFC 5280, 4.1.2.5.2). */
export function toWholeSeconds(date: Date): Date {
  const year = date.getUTCFullYear();
  if (!(year >= 0 && year <= 9999)) throw new TypeError('a time must be a valid Date of the years 0 to 9999');
  return new Date(Math.floor(date.getTime() / 1000) * 1000);
}
