/** A day as `2026-11-26` (ISO 8601); as text such days sort as they follow each other. */
export type IsoDate = string;

/** Whether the text is a day that exists. */
export function isIsoDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

export function addDays(date: IsoDate, days: number): IsoDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Says on which day of a time zone (`Europe/Vienna`) an instant falls. */
export function createCalendar(timeZone: string): (instant: Date) => IsoDate {
  // the one locale that writes ISO 8601
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return (instant) => format.format(instant);
}
