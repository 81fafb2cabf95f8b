import { Time } from '@peculiar/asn1-x509';

/** Whole seconds, as DER wants them (RFC 5280, 4.1.2.5). */
export function toWholeSeconds(date: Date): Date {
  if (!(date instanceof Date) || Number.isNaN(date.getTime())) throw new TypeError('a time must be a valid Date');
  return new Date(Math.floor(date.getTime() / 1000) * 1000);
}

/** UTCTime from 1950 to 2049, GeneralizedTime outside (RFC 5280, 4.1.2.5). */
export function toTime(date: Date): Time {
  const time = toWholeSeconds(date);
  const year = time.getUTCFullYear();
  return new Time(year >= 1950 && year <= 2049 ? { utcTime: time } : { generalTime: time });
}
