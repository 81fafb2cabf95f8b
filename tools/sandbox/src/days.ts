const DAY = 86_400_000;

/** Of ISO dates, in the calendar of nowhere in particular. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
