import type { Grant } from '@openxs2a/consent';
import { CoreBankingError, type EntryPage, type EntryQuery } from '@openxs2a/core-banking';
import { RefusedError } from '@openxs2a/edge';
import { findMark } from './delta-list.ts';
import { dayOf, type Entry, type ListEntries } from './entries.ts';
import { checkHistory, type HistorySetting, oldestReadable } from './history.ts';
import type { ReportQuery } from './report-query.ts';
import type { ReportSetting } from './setting.ts';

/** Which entries are in a report, in the words of core banking. */
export type Extent = Pick<EntryQuery, 'bookingStatus' | 'dateFrom' | 'dateTo' | 'after'>;

/**
 * What a report reaches over. The limits of history hold for deltas, too: one that begins with entries that are too old is
 * refused like a period that does (RTS, Article 10).
 */
export async function beginReport<Kind extends Entry>(
  setting: ReportSetting,
  { grant, list }: { readonly grant: Grant; readonly list: ListEntries<Kind> },
  { bookingStatus: asked, start }: ReportQuery,
): Promise<Extent> {
  const bookingStatus = toCoreStatus(asked);
  const history: HistorySetting = { profile: setting.profile, now: setting.clock(), today: setting.today() };
  const checkDelta = async (after: NonNullable<Extent['after']>): Promise<Extent> => {
    const { entries }: EntryPage<Kind> = await list({ bookingStatus, after, order: 'oldestFirst', limit: 1 });
    for (const entry of entries) checkHistory(dayOf(entry), grant, history);
    return { bookingStatus, after };
  };
  switch (start.kind) {
    case 'period': {
      const { dateFrom, dateTo } = start;
      checkHistory(dateFrom, grant, history);
      return { bookingStatus, dateFrom, ...(dateTo === undefined ? {} : { dateTo }) };
    }
    case 'since-entry':
      return checkDelta({ entryReference: checkReference(start.entryReference) });
    case 'since-report': {
      const mark = await findMark(setting, grant, asked);
      const delta = mark === undefined ? undefined : await unlessForgotten(checkDelta({ mark }));
      return delta ?? { bookingStatus, ...readableSince(oldestReadable(grant, history)) };
    }
    case 'none':
      throw new TypeError('Standing orders are no entries.');
    default:
      return start satisfies never;
  }
}

function toCoreStatus(asked: ReportQuery['bookingStatus']): EntryQuery['bookingStatus'] {
  return asked === 'booked' || asked === 'pending' ? asked : 'both';
}

/** No entry has such a reference (`BookedEntry`), and a store might not take it for a value. */
function checkReference(entryReference: string): string {
  if (/^[^\p{Cc}\p{Cs}]{1,35}$/u.test(entryReference)) return entryReference;
  throw new RefusedError({ reason: 'ERR_CORE_ENTRY_UNKNOWN' });
}

/** Where core banking no longer knows a mark that it gave, there is no last report: all is delivered anew. */
async function unlessForgotten(delta: Promise<Extent>): Promise<Extent | undefined> {
  try {
    return await delta;
  } catch (error) {
    if (error instanceof CoreBankingError && error.code === 'ERR_CORE_CURSOR_INVALID') return undefined;
    throw error;
  }
}

const readableSince = (dateFrom: string | undefined) => (dateFrom === undefined ? {} : { dateFrom });
