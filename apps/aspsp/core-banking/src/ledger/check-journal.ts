import { type IsoDate, isIsoDate } from '../iso-date.ts';
import { fractionDigits, type Money } from '../money.ts';
import { LedgerError } from './error.ts';
import type { Hold, JournalEntry } from './journal.ts';

/** Throws what is wrong with a journal entry, whatever accounts there are. */
export function checkJournalEntry({ postings, bookingDate }: JournalEntry): void {
  if (postings.length < 2) throw new LedgerError('ERR_LEDGER_UNBALANCED', 'A journal entry has two postings or more.');
  checkDate(bookingDate);
  for (const { amount, valueDate } of postings) {
    checkAmount(amount);
    checkDate(valueDate);
  }
  for (const [currency, sum] of sumByCurrency(postings.map(({ amount }) => amount)))
    if (sum !== 0n) throw new LedgerError('ERR_LEDGER_UNBALANCED', `The postings in ${currency} do not sum to zero.`);
}

export function checkHold({ amount, entryDate, valueDate }: Hold): void {
  checkAmount(amount);
  checkDate(entryDate);
  checkDate(valueDate);
}

function checkAmount({ currency, minorUnits }: Money): void {
  if (fractionDigits(currency) === undefined)
    throw new LedgerError('ERR_LEDGER_AMOUNT', 'The currency has no amounts.');
  if (minorUnits === 0n) throw new LedgerError('ERR_LEDGER_AMOUNT', 'An amount is zero.');
}

function checkDate(date: IsoDate | undefined): void {
  if (date !== undefined && !isIsoDate(date)) throw new LedgerError('ERR_LEDGER_DATE', 'A date is no day.');
}

function sumByCurrency(amounts: readonly Money[]): ReadonlyMap<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const { currency, minorUnits } of amounts) sums.set(currency, (sums.get(currency) ?? 0n) + minorUnits);
  return sums;
}
