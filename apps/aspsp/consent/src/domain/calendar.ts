/** A day of the bank's calendar as `YYYY-MM-DD`: days sort as texts. */
export type LocalDate = string;

const DAY = 24 * 60 * 60 * 1000;
/** The last day that the standard can write. */
export const LAST_DAY: LocalDate = '9999-12-31';
const LAST_MOMENT = 8.64e15;
const FORMATS = new Map<string, Intl.DateTimeFormat>();

/** The day that it is in a zone. */
export function toLocalDate(moment: Date, timeZone: string): LocalDate {
  return toLocalText(moment, timeZone).slice(0, 10);
}

/** The first moment of a day in a zone; where clocks go forward at midnight, the first that there is. */
export function startOfDay(date: LocalDate, timeZone: string): Date {
  const midnight = Date.parse(`${date}T00:00:00Z`);
  // The offset from UTC is not known before the moment is: the candidates are those of a day before and after.
  const candidates = [midnight - DAY, midnight + DAY].map((near) => midnight - offsetAt(new Date(near), timeZone));
  const fitting = candidates.filter((time) => toLocalText(new Date(time), timeZone) === `${date} 00:00:00`);
  return new Date(fitting.length > 0 ? Math.min(...fitting) : Math.max(...candidates));
}

/** The first moment after a day in a zone: until then the day counts. 9999-12-31, which stands for no limit, has no end. */
export function endOfDay(date: LocalDate, timeZone: string): Date {
  if (date === LAST_DAY) return new Date(LAST_MOMENT);
  return startOfDay(addDays(date, 1), timeZone);
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** Whether a text is a day that the calendar has. */
export function isLocalDate(value: unknown): value is LocalDate {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(value);
}

function offsetAt(moment: Date, timeZone: string): number {
  const seconds = Math.floor(moment.getTime() / 1000) * 1000;
  return Date.parse(`${toLocalText(moment, timeZone).replace(' ', 'T')}Z`) - seconds;
}

/** `YYYY-MM-DD hh:mm:ss` */
function toLocalText(moment: Date, timeZone: string): string {
  let format = FORMATS.get(timeZone);
  if (format === undefined) {
    // the one locale whose numeric form is that of ISO 8601
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
    FORMATS.set(timeZone, format);
  }
  return format.format(moment);
}
