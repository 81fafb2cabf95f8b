import type { ConsentPolicy } from '../policy.ts';
import { startOfDay, toLocalDate } from './calendar.ts';

const DAY = 24 * 60 * 60 * 1000;

/** Reads at this moment or later count towards the frequency of a read that is made now. */
export function startOfWindow(now: Date, { timeZone, frequencyPerDay }: ConsentPolicy): Date {
  if (frequencyPerDay.day === 'rolling') return new Date(now.getTime() - DAY + 1);
  return startOfDay(toLocalDate(now, timeZone), timeZone);
}

/** Digits of a moment in milliseconds, from 2001 to 2286. */
export const STAMP_LENGTH = 13;

/** The moment of a read as it is kept: the last reads of an endpoint are a text of such stamps, the newest first. */
export function toStamp(moment: Date): string {
  return String(moment.getTime()).padStart(STAMP_LENGTH, '0');
}

/** Takes one read at that moment out of the text. */
export function removeStamp(uses: string, stamp: string): string {
  for (let index = 0; index < uses.length; index += STAMP_LENGTH)
    if (uses.startsWith(stamp, index)) return uses.slice(0, index) + uses.slice(index + STAMP_LENGTH);
  return uses;
}
