import type { GrantedAccount } from '@openxs2a/consent';
import { RefusedError } from '@openxs2a/edge';
import type { BankProfile } from '@openxs2a/profile';
import { refused } from '../refusals.ts';
import type { ReportQuery } from '../report-query.ts';
import { createWeigh } from './accept.ts';

export type Format = BankProfile['transactions']['formats'][number];
/** The formats that have no pages: a report in one is whole. */
export type WholeFormat = Exclude<Format, 'json'>;

export interface FormatRequest {
  readonly query: Pick<ReportQuery, 'bookingStatus' | 'pageNumber'>;
  readonly granted: Pick<GrantedAccount, 'rights'>;
  /** The Accept header. */
  readonly accept: string | null;
  /** Declared media types that it takes. */
  readonly accepts: readonly string[];
}

/**
 * The format that the client wants most, of those that this report can have; among equals the bank's order decides
 * (AIS-TRX-028, AIS-TRX-029). Refuses where there is none.
 */
export function chooseFormat(request: FormatRequest, { transactions }: Pick<BankProfile, 'transactions'>): Format {
  const { mediaTypes } = transactions;
  const weigh = createWeigh(request.accept);
  const wanted = listFitting(request, transactions.formats)
    .filter((format) => request.accepts.includes(mediaTypes[format]))
    .toSorted((one, other) => weigh(mediaTypes[other]) - weigh(mediaTypes[one]));
  const [readable] = wanted.filter((format) => isOpen(format, request.granted));
  if (readable !== undefined) return readable;
  if (wanted.length > 0)
    throw new RefusedError({ reason: 'consent:access-not-granted', evidence: { formats: wanted, right: 'balances' } });
  throw refused('format-not-offered', { accept: request.accept });
}

/** What each format can hold: camt and MT have no standing orders and no pages, statements nothing pending (AIS-TRX-033). */
function listFitting({ query, granted }: FormatRequest, formats: readonly Format[]): readonly Format[] {
  const { bookingStatus, pageNumber } = query;
  if (bookingStatus === 'information' || bookingStatus === 'all' || pageNumber !== undefined)
    return formats.filter((format) => format === 'json');
  if (bookingStatus !== 'booked') return formats.filter((format) => !isStatement(format));
  // what is booked is told in a statement, where there is one, and in its interim form otherwise
  const hasStatement = (format: Format) =>
    formats.some((other) => other === STATEMENT_OF[format] && isOpen(other, granted));
  return formats.filter((format) => !hasStatement(format));
}

const STATEMENT_OF: Readonly<Partial<Record<Format, Format>>> = { 'camt.052': 'camt.053', mt942: 'mt940' };

export function isStatement(format: Format): format is 'camt.053' | 'mt940' {
  return format === 'camt.053' || format === 'mt940';
}

/** A statement is one from balance to balance: where the consent opens none, it cannot be told (N-AIS-TRX-111). */
function isOpen(format: Format, { rights }: Pick<GrantedAccount, 'rights'>): boolean {
  return !isStatement(format) || rights.includes('balances');
}
