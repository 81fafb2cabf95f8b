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

const MINUTE = 60_000;

/** Says on which day of a time zone (`Europe/Vienna`) an instant falls. */
export function createCalendar(timeZone: string): (instant: Date) => IsoDate {
  // the one locale that writes ISO 8601
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  // by the minute, since time zones are slow to ask and days begin with a minute everywhere
  let known = { minute: Number.NaN, day: '' };
  return (instant) => {
    const minute = Math.floor(instant.getTime() / MINUTE);
    if (known.minute !== minute) known = { minute, day: format.format(instant) };
    return known.day;
  };
}
