import type { ConsentPolicy } from '../policy.ts';
import { endOfDay, startOfDay, toLocalDate } from './calendar.ts';

const DAY = 24 * 60 * 60 * 1000;

/** Reads at the moment that it gives, or later, count towards the frequency of a read that is made now. */
export type StartOfWindow = (now: Date) => Date;

/** By the policy. The day that it is is kept: every read asks for it, and a calendar is slow. */
export function createStartOfWindow({ timeZone, frequencyPerDay }: ConsentPolicy): StartOfWindow {
  if (frequencyPerDay.day === 'rolling') return (now) => new Date(now.getTime() - DAY + 1);
  let start = new Date(0);
  let end = start;
  return (now) => {
    if (now < start || now >= end) {
      const today = toLocalDate(now, timeZone);
      [start, end] = [startOfDay(today, timeZone), endOfDay(today, timeZone)];
    }
    return start;
  };
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
