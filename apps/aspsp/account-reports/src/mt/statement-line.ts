import type { Transaction } from '@openxs2a/core-banking';
import { formatAmount, formatDay, sideMark } from './amount.ts';
import { findTransactionType } from './transaction-type.ts';

/** Field 61. Without a value date it is the day of booking, or of the announcement. */
export function statementLine(entry: Transaction): string {
  const { transactionAmount, endToEndId = '' } = entry;
  const entryDay = entry.bookingStatus === 'booked' ? entry.bookingDate : entry.entryDate;
  const dates = formatDay(entry.valueDate ?? entryDay) + formatDay(entryDay).slice(2);
  const amount = sideMark(transactionAmount) + formatAmount(transactionAmount);
  const ownReference = isReference(endToEndId) ? endToEndId : 'NONREF';
  const { line } = findBankReference(entry);
  return `:61:${dates}${amount}${findTransactionType(entry)}${ownReference}${line === undefined ? '' : `//${line}`}`;
}

/**
 * The bank's reference of an entry: in field 61 where it has no more than the 16 characters that fit, else the `rest` for
 * field 86. A pending entry, which has none yet, is referred to by its transactionId.
 */
export function findBankReference(entry: Transaction): { readonly line?: string; readonly rest?: string } {
  const reference = entry.bookingStatus === 'booked' ? entry.entryReference : entry.transactionId;
  return isReference(reference) ? { line: reference } : { rest: reference };
}

// 16x, without what would end it early
function isReference(text: string): boolean {
  return /^[A-Za-z0-9/()., '+?:-]{1,16}$/.test(text) && !/^[/ ]|\/\/|[/ ]$/.test(text);
}
