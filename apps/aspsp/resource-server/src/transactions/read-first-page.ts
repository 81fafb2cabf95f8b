import { beginReport } from './begin-report.ts';
import type { Entry } from './entries.ts';
import type { ReportCall } from './report-links.ts';
import type { ReportQuery } from './report-query.ts';
import type { ReportSetting } from './setting.ts';
import { beginPages, skipPages, type TurnedPage, turnPage } from './turn-page.ts';

/** The first page of a report, or the one that was asked for by its number; beyond the last there is nothing. */
export async function readFirstPage<Kind extends Entry>(
  setting: ReportSetting,
  call: ReportCall<Kind>,
  query: ReportQuery,
): Promise<TurnedPage<Kind>> {
  const extent = await beginReport(setting, call, query);
  const first = beginPages(setting, extent, query);
  const position = await skipPages(call.list, first, query.pageNumber?.index ?? 0);
  return position === undefined ? { entries: [], links: {} } : turnPage(setting, call, position);
}
