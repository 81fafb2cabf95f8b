import { createCalendar, type IsoDate } from '@openxs2a/core-banking';
import type { ResourceServerDeps } from '../deps.ts';

/** What reports of transactions need. */
export interface ReportSetting extends ResourceServerDeps {
  /** The bank's day, which is not everywhere the same at once. */
  readonly today: () => IsoDate;
}

export function createReportSetting(deps: ResourceServerDeps): ReportSetting {
  const toDay = createCalendar(deps.profile.timeZone);
  return { ...deps, today: () => toDay(deps.clock()) };
}
