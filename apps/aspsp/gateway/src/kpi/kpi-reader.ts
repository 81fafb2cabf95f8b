import { addDays, createCalendar, type IsoDate } from '@openxs2a/core-banking';
import type { Clock } from '@openxs2a/service';
import type { Database } from '@openxs2a/store';
import { findFirstMinute, listMinutesUp, listSums, type SumsRow } from './kpi.store.ts';
import { KPI_SERVICES, type KpiService } from './tally.ts';

/** How the dedicated interface was on one day, in the bank's time zone (RTS, Article 32(4); EBA/GL/2018/07). */
export interface KpiDay {
  readonly day: IsoDate;
  /** Percent of the minutes of the day that are over; together 100. */
  readonly uptime: number;
  readonly downtime: number;
  readonly services: readonly KpiOfService[];
}

export interface KpiOfService {
  readonly service: KpiService;
  readonly requests: number;
  readonly faults: number;
  /** 0 where there was no request. */
  readonly averageMilliseconds: number;
}

export interface KpiReader {
  /** Both days belong to the period; days before the first that was measured, and days to come, are left out. */
  days(from: IsoDate, to: IsoDate): Promise<readonly KpiDay[]>;
}

const MINUTE = 60_000;
const MOST_DAYS = 1_000;

/** Reads what all nodes have written. The tables have to be there: see `migrateGateway`. */
export function createKpiReader(options: {
  readonly database: Database;
  readonly clock: Clock;
  readonly timeZone: string;
}): KpiReader {
  const { database, clock, timeZone } = options;
  const dayOf = createCalendar(timeZone);
  return {
    async days(from, to) {
      const first = await findFirstMinute(database);
      if (first === undefined) return [];
      const now = Math.floor(clock().getTime() / MINUTE);
      const today = dayOf(new Date(now * MINUTE));
      const begin = later(from, dayOf(new Date(first * MINUTE)));
      const end = to < today ? to : today;
      if (begin > end) return [];
      const start = Math.max(first, beginningOf(begin, dayOf));
      // the minute that runs is not over
      const stop = Math.min(now, beginningOf(addDays(end, 1), dayOf));
      const [up, sums] = await Promise.all([listMinutesUp(database, start, stop), listSums(database, begin, end)]);
      const upOf = countBy(up.map((minute) => dayOf(new Date(minute * MINUTE))));
      return listDays(begin, end).map((day) => {
        const from = Math.max(start, beginningOf(day, dayOf));
        const before = Math.min(stop, beginningOf(addDays(day, 1), dayOf));
        return toKpiDay(day, upOf.get(day) ?? 0, before - from, sums);
      });
    },
  };
}

function toKpiDay(day: IsoDate, up: number, minutes: number, sums: readonly SumsRow[]): KpiDay {
  const uptime = minutes <= 0 ? 100 : (100 * Math.min(up, minutes)) / minutes;
  const services = KPI_SERVICES.map((service) => {
    const row = sums.find((each) => each.day === day && each.service === service);
    const { requests = 0, faults = 0, milliseconds = 0 } = row ?? {};
    return { service, requests, faults, averageMilliseconds: requests === 0 ? 0 : milliseconds / requests };
  });
  return { day, uptime, downtime: 100 - uptime, services };
}

/** The first minute of a day, found by where it is in UTC: zones are at most 14 hours away. */
function beginningOf(day: IsoDate, dayOf: (instant: Date) => IsoDate): number {
  let low = Date.parse(`${day}T00:00:00Z`) / MINUTE - 15 * 60;
  let high = low + 30 * 60;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (dayOf(new Date(middle * MINUTE)) < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

function listDays(from: IsoDate, to: IsoDate): readonly IsoDate[] {
  const days: IsoDate[] = [];
  for (let day = from; day <= to && days.length < MOST_DAYS; day = addDays(day, 1)) days.push(day);
  return days;
}

function countBy(keys: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

const later = (one: IsoDate, other: IsoDate): IsoDate => (one > other ? one : other);
