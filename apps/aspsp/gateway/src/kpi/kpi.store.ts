import { type Database, type Queryable, sql } from '@openxs2a/store';
import type { KpiService, TakenSums } from './tally.ts';

const MINUTES = 15;

/** Adds to what this and other nodes have counted before. */
export async function addToKpi(
  database: Database,
  sums: readonly TakenSums[],
  minutes: readonly number[],
): Promise<void> {
  if (sums.length === 0 && minutes.length === 0) return;
  await database.transaction(
    async (trx) => {
      for (const { day, service, requests, faults, milliseconds } of sums)
        await trx.run(sql`INSERT INTO kpi_service_day (day, service, requests, faults, milliseconds)
          VALUES (${day}, ${service}, ${requests}, ${faults}, ${milliseconds})
          ON CONFLICT (day, service) DO UPDATE SET
            requests = kpi_service_day.requests + excluded.requests,
            faults = kpi_service_day.faults + excluded.faults,
            milliseconds = kpi_service_day.milliseconds + excluded.milliseconds`);
      for (const [quarter, bits] of toQuarters(minutes))
        await trx.run(sql`INSERT INTO kpi_uptime (quarter, minutes) VALUES (${quarter}, ${bits})
          ON CONFLICT (quarter) DO UPDATE SET minutes = kpi_uptime.minutes | excluded.minutes`);
    },
    { isolation: 'read-committed' },
  );
}

function toQuarters(minutes: readonly number[]): ReadonlyMap<number, number> {
  const quarters = new Map<number, number>();
  for (const minute of minutes) {
    const quarter = Math.floor(minute / MINUTES);
    quarters.set(quarter, (quarters.get(quarter) ?? 0) | (1 << (minute % MINUTES)));
  }
  return quarters;
}

export interface SumsRow {
  readonly day: string;
  readonly service: KpiService;
  readonly requests: number;
  readonly faults: number;
  readonly milliseconds: number;
}

export function listSums(db: Queryable, from: string, to: string): Promise<readonly SumsRow[]> {
  return db.all<SumsRow & Record<string, never>>(sql`SELECT day, service, requests, faults, milliseconds
    FROM kpi_service_day WHERE day >= ${from} AND day <= ${to} ORDER BY day, service`);
}

/** The minutes since 1970 in which a node served, from one on and before another. */
export async function listMinutesUp(db: Queryable, from: number, before: number): Promise<readonly number[]> {
  const rows = await db.all<{ quarter: number; minutes: number }>(sql`SELECT quarter, minutes FROM kpi_uptime
    WHERE quarter >= ${Math.floor(from / MINUTES)} AND quarter <= ${Math.floor(before / MINUTES)} ORDER BY quarter`);
  return rows.flatMap(({ quarter, minutes }) =>
    Array.from({ length: MINUTES }, (_, bit) => bit)
      .filter((bit) => (minutes & (1 << bit)) !== 0)
      .map((bit) => quarter * MINUTES + bit)
      .filter((minute) => minute >= from && minute < before),
  );
}

/** The first minute of which anything is kept. */
export async function findFirstMinute(db: Queryable): Promise<number | undefined> {
  const row = await db.first<{ quarter: number; minutes: number }>(
    sql`SELECT quarter, minutes FROM kpi_uptime WHERE minutes > 0 ORDER BY quarter LIMIT 1`,
  );
  if (row === undefined) return undefined;
  const bit = Math.log2(row.minutes & -row.minutes);
  return row.quarter * MINUTES + bit;
}
