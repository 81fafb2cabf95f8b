import { UsageError } from '@openxs2a/generate';

/** A day (from its beginning in UTC) or a time of RFC 3339, as an option takes it. */
export function parseDate(text: string, option = '--at'): Date {
  const date = /^\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:[Zz]|[+-]\d\d:\d\d))?$/.test(text)
    ? new Date(text)
    : undefined;
  if (date === undefined || Number.isNaN(date.getTime())) {
    throw new UsageError(`"${option} ${text}" is neither a day, 2027-03-31, nor a time, 2027-03-31T12:00:00Z.`);
  }
  return date;
}
