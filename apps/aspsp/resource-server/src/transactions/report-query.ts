import type { IsoDate } from '@openxs2a/core-banking';
import type { BankProfile } from '@openxs2a/profile';
import type { IncomingRequest } from '@openxs2a/runtime/server';
import type { GetTransactionListRequest } from '@openxs2a/xs2a/types';
import { type PageNumber, readPageNumber, readUndeclared } from './page-parameters.ts';
import { malformed, refused } from './refusals.ts';

type Declared = GetTransactionListRequest['query'];
export type BookingStatus = Declared['bookingStatus'];

/** What a request for a report asks for, as far as it alone can say. */
export interface ReportQuery {
  readonly bookingStatus: BookingStatus;
  readonly start: ReportStart;
  readonly withBalance: boolean;
  readonly pageNumber: PageNumber | undefined;
}

/** Where a report begins: a period, or a delta, to which dates do not matter. */
export type ReportStart =
  | { readonly kind: 'period'; readonly dateFrom: IsoDate; readonly dateTo: IsoDate | undefined }
  | { readonly kind: 'since-entry'; readonly entryReference: string }
  | { readonly kind: 'since-report' }
  /** Standing orders are of no time. */
  | { readonly kind: 'none' };

/**
 * The query of a report, checked as far as no consent and no account is needed for it (Guidelines 1.3.8, 6.5.4). The
 * request has been validated: what is declared has its type.
 */
export function readReportQuery(request: IncomingRequest, profile: BankProfile, today: IsoDate): ReportQuery {
  // validated against the declaration that the type is made of; that of card accounts is a part of it
  const query = request.parameters.query as Declared;
  const { bookingStatus } = query;
  const offered = profile.transactions;
  if (!offered.bookingStatuses.includes(bookingStatus))
    throw refused('parameter-not-supported', { parameter: 'bookingStatus', bookingStatus });
  const pageNumber = readPageNumber(readUndeclared(request.target), offered);
  if (bookingStatus === 'information')
    return { bookingStatus, start: { kind: 'none' }, withBalance: false, pageNumber: undefined };
  const start = readDelta(query, offered) ?? readPeriod(query, today);
  // from call to call its pages would move, and what moves is lost behind its mark: links hold them still
  if (start.kind === 'since-report' && pageNumber !== undefined && pageNumber.index > 0)
    throw refused('parameters-not-consistent', { parameters: 'deltaList, pageIndex' });
  return { bookingStatus, start, withBalance: query.withBalance === true, pageNumber };
}

function readDelta(
  { deltaList, entryReferenceFrom }: Declared,
  offered: BankProfile['transactions'],
): ReportStart | undefined {
  const isDeltaList = deltaList === true;
  if (isDeltaList && !offered.deltaList) throw refused('parameter-not-supported', { parameter: 'deltaList' });
  if (entryReferenceFrom === undefined) return isDeltaList ? { kind: 'since-report' } : undefined;
  if (!offered.entryReferenceFrom) throw refused('parameter-not-supported', { parameter: 'entryReferenceFrom' });
  if (isDeltaList) throw refused('delta-twice');
  return { kind: 'since-entry', entryReference: entryReferenceFrom };
}

function readPeriod({ dateFrom, dateTo }: Declared, today: IsoDate): ReportStart {
  if (dateFrom === undefined) throw malformed('dateFrom', 'required', 'is required');
  if (dateTo !== undefined && dateTo < dateFrom) throw refused('period-invalid', { dateFrom, dateTo });
  if (dateFrom > today) throw refused('period-invalid', { dateFrom, today });
  return { kind: 'period', dateFrom, dateTo };
}
