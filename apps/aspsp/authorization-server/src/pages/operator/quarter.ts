import type { KpiDay } from './options.ts';

export interface Quarter {
  readonly name: string;
  /** ISO dates; both days belong to it. */
  readonly from: string;
  readonly to: string;
}

/** The quarter of a day, and those before it: the newest first. */
export function listQuarters(today: string, count: number): readonly Quarter[] {
  const [year = 0, month = 1] = today.split('-').map(Number);
  const index = year * 4 + Math.floor((month - 1) / 3);
  return Array.from({ length: count }, (_, back) => toQuarter(index - back));
}

export function findQuarter(name: string): Quarter | undefined {
  const [, year, quarter] = /^(\d{4})-Q([1-4])$/.exec(name) ?? [];
  return year === undefined ? undefined : toQuarter(Number(year) * 4 + Number(quarter) - 1);
}

function toQuarter(index: number): Quarter {
  const year = Math.floor(index / 4);
  const quarter = index % 4;
  // day 0 of the month after is the last of the one before
  const last = new Date(Date.UTC(year, quarter * 3 + 3, 0)).toISOString().slice(0, 10);
  const first = `${year}-${String(quarter * 3 + 1).padStart(2, '0')}-01`;
  return { name: `${year}-Q${quarter + 1}`, from: first, to: last };
}

const SERVICES = ['AIS', 'PIS', 'PIIS'] as const;
const HEAD = [
  'day',
  'uptime_percent',
  'downtime_percent',
  ...SERVICES.map((service) => `${service.toLowerCase()}_average_ms`),
  'requests',
  'error_rate_percent',
];

/** What is published for a quarter, a line for each day (RTS, Article 32(4); EBA/GL/2018/07): CSV by RFC 4180. */
export function renderQuarter(days: readonly KpiDay[]): string {
  const lines = days.map((day) => [
    day.day,
    toDecimal(day.uptime),
    toDecimal(day.downtime),
    ...SERVICES.map((service) => averageOf(day, service)),
    String(countRequests(day)),
    toDecimal(errorRateOf(day)),
  ]);
  return [HEAD, ...lines].map((cells) => `${cells.join(',')}\r\n`).join('');
}

export const countRequests = ({ services }: KpiDay): number =>
  services.reduce((sum, { requests }) => sum + requests, 0);

/** Percent of the requests that failed by our fault; what TPPs did wrong is none of it. */
export function errorRateOf(day: KpiDay): number {
  const requests = countRequests(day);
  const faults = day.services.reduce((sum, each) => sum + each.faults, 0);
  return requests === 0 ? 0 : (100 * faults) / requests;
}

/** Empty where nobody asked: no time is not no milliseconds. */
export function averageOf({ services }: KpiDay, service: (typeof SERVICES)[number]): string {
  const found = services.find((each) => each.service === service);
  return found === undefined || found.requests === 0 ? '' : found.averageMilliseconds.toFixed(1);
}

export const toDecimal = (value: number): string => value.toFixed(3);
