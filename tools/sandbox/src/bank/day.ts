/** A calendar day as it travels, `2026-09-14`; days compare as texts. */
export type Day = string;

const MILLISECONDS = 24 * 60 * 60 * 1000;

export const toDay = (time: Date): Day => time.toISOString().slice(0, 10);

export const addDays = (day: Day, count: number): Day => toDay(new Date(Date.parse(day) + count * MILLISECONDS));
