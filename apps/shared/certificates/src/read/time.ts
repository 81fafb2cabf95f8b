import { malformed } from './error.ts';
import { TAG } from './tag.ts';

const UTC_TIME = /^(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?()(Z|[+-](?:[01]\d|2[0-3])[0-5]\d)$/;
const GENERALIZED_TIME =
  /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?(?:[.,](\d{1,9}))?(Z|[+-](?:[01]\d|2[0-3])[0-5]\d)$/;

/** As it stands in a certificate: what it is, and its characters. */
interface WrittenText {
  readonly tag: number;
  readonly content: Uint8Array;
}

/**
 * RFC 5280, 4.1.2.5 wants seconds and Z, and no fraction. Issuers have written without seconds, with fractions and with
 * offsets, which mean an instant all the same; a time without zone does not, and is refused.
 */
export function readTime({ tag, content }: WrittenText): Date {
  const text = Buffer.from(content).toString('latin1');
  const match = (tag === TAG.utcTime ? UTC_TIME : GENERALIZED_TIME).exec(text);
  const isTime = tag === TAG.utcTime || tag === TAG.generalizedTime;
  if (!isTime || match === null) throw malformed('A time is malformed.');
  const [, year = '', month, day, hour, minute, second, fraction, zone = 'Z'] = match;
  const date = new Date(0);
  date.setUTCFullYear(year.length === 2 ? fullYear(Number(year)) : Number(year), Number(month) - 1, Number(day));
  date.setUTCHours(Number(hour), Number(minute), Number(second ?? 0), Math.trunc(Number(`0.${fraction || 0}`) * 1000));
  // a 31st of February would have become a day of March
  const isAsWritten =
    date.getUTCDate() === Number(day) &&
    date.getUTCMonth() + 1 === Number(month) &&
    date.getUTCHours() === Number(hour) &&
    date.getUTCMinutes() === Number(minute);
  if (!isAsWritten) throw malformed('A time does not exist.');
  return new Date(date.getTime() - offsetOf(zone));
}

/** Whether a time is written as RFC 5280, 4.1.2.5 demands: UTCTime until 2049, seconds, Z, no fraction. */
export function isProfiledTime({ tag, content }: WrittenText): boolean {
  const text = Buffer.from(content).toString('latin1');
  if (tag === TAG.utcTime) return /^\d{12}Z$/.test(text);
  return /^\d{14}Z$/.test(text) && Number(text.slice(0, 4)) >= 2050;
}

const fullYear = (year: number): number => (year >= 50 ? 1900 + year : 2000 + year);

function offsetOf(zone: string): number {
  if (zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3, 5));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}
