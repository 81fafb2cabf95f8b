import type { EntryQuery } from '@openxs2a/core-banking';
import type { IncomingRequest } from '@openxs2a/runtime/server';
import { type LinkPlace, type OpenedLink, openLink } from '../links/link-token.ts';
import type { WholeFormat } from './formats/choose-format.ts';
import { readUndeclared } from './page-parameters.ts';
import { linkRefused, refused } from './refusals.ts';
import { type BookingStatus, type ReportQuery, readReportQuery } from './report-query.ts';
import type { ReportSetting } from './setting.ts';

export type ReportOperation = 'getTransactionList' | 'getCardAccountTransactionList';

/** What a call for transactions asks for: a new report, a further page of one, or one that waits to be downloaded. */
export type Asked = { readonly kind: 'report'; readonly query: ReportQuery } | Linked;

/** What a link has to know to go on in a report that was counted. Nobody outside can read or change it. */
export type Linked = PagePosition | DownloadPosition;

interface Position {
  readonly bookingStatus: BookingStatus;
  /** How core banking was asked first. */
  readonly query: Omit<EntryQuery, 'cursor'>;
  /** Until when the links of this report are followed, in milliseconds since 1970: turning pages makes it no longer. */
  readonly until: number;
  /** Of a delta list: when it was begun, in milliseconds since 1970; its mark is kept once all of it was read. */
  readonly begunAt?: number;
}

export interface PagePosition extends Position {
  readonly kind: 'page';
  readonly cursor: string;
  /** Cursors of the pages before, the first page's apart, which has none. */
  readonly trail: readonly string[];
}

export interface DownloadPosition extends Position {
  readonly kind: 'download';
  readonly format: WholeFormat;
  /** The cursor of the second page; the first holds booked entries only and no longer changes. */
  readonly cursor: string;
}

/** Refuses what makes no sense, and a link that is not one of ours, not for this consent and account, or over. */
export function readAsked(operationId: ReportOperation, request: IncomingRequest, setting: ReportSetting): Asked {
  const link = readLink(operationId, request, setting);
  if (link === undefined) return { kind: 'report', query: readReportQuery(request, setting.profile, setting.today()) };
  if ('refused' in link) throw linkRefused(link.refused);
  checkAlone(request, link.content);
  return link.content;
}

/** The link that is followed, if one is. */
export function readLink(
  operationId: ReportOperation,
  request: IncomingRequest,
  { clock, linkKey: key }: ReportSetting,
): OpenedLink<Linked> | undefined {
  const { page } = readUndeclared(request.target);
  if (page === undefined) return undefined;
  return openLink<Linked>(page, { now: clock(), place: toPlace(operationId, request), key });
}

/** A link knows all there is to know: what else is sent cannot be meant. */
function checkAlone({ parameters, target }: IncomingRequest, linked: Linked): void {
  const { bookingStatus, ...declared } = parameters.query;
  const { page: _, ...numbers } = readUndeclared(target);
  const others = [...Object.values(declared), ...Object.values(numbers)].filter((value) => value !== undefined);
  if (others.length > 0 || bookingStatus !== linked.bookingStatus)
    throw refused('parameters-not-consistent', { link: 'goes with no parameters but its own' });
}

function toPlace(operationId: ReportOperation, { headers, parameters }: IncomingRequest): LinkPlace {
  return {
    operationId,
    consentId: headers.get('Consent-ID') ?? '',
    resourceId: String(parameters.path['account-id']),
  };
}
