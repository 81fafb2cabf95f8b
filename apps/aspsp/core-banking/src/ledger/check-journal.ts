import { type IsoDate, isIsoDate } from '../iso-date.ts';
import { fractionDigits, type Money } from '../money.ts';
import type { EntryParticulars } from '../transaction.ts';
import { LedgerError } from './error.ts';
import type { Hold, JournalEntry } from './journal.ts';

/** Throws what is wrong with a journal entry, whatever accounts there are. */
export function checkJournalEntry({ postings, bookingDate }: JournalEntry): void {
  if (postings.length < 2) throw new LedgerError('ERR_LEDGER_UNBALANCED', 'A journal entry has two postings or more.');
  checkDate(bookingDate);
  for (const { amount, valueDate, particulars, transactionId } of postings) {
    checkAmount(amount);
    checkDate(valueDate);
    checkBatch(amount, particulars ?? {});
    checkTransactionId(transactionId);
  }
  for (const [currency, sum] of sumByCurrency(postings.map(({ amount }) => amount)))
    if (sum !== 0n) throw new LedgerError('ERR_LEDGER_UNBALANCED', `The postings in ${currency} do not sum to zero.`);
}

export function checkHold({ amount, entryDate, valueDate, transactionId }: Hold): void {
  checkAmount(amount);
  checkTransactionId(transactionId);
  checkDate(entryDate);
  checkDate(valueDate);
}

function checkAmount({ currency, minorUnits }: Money): void {
  if (fractionDigits(currency) === undefined)
    throw new LedgerError('ERR_LEDGER_AMOUNT', 'The currency has no amounts.');
  if (minorUnits === 0n) throw new LedgerError('ERR_LEDGER_AMOUNT', 'An amount is zero.');
}

/** What is listed of a batch is all of it. */
function checkBatch(amount: Money, { entryDetails, batchNumberOfTransactions }: EntryParticulars): void {
  if (entryDetails === undefined) return;
  const sums = sumByCurrency(entryDetails.map(({ transactionAmount }) => transactionAmount));
  const complete = sums.size === 1 && sums.get(amount.currency) === amount.minorUnits;
  if (!complete || entryDetails.length !== batchNumberOfTransactions)
    throw new LedgerError(
      'ERR_LEDGER_BATCH',
      'The payments of a batch are not as many as it says, or do not sum to it.',
    );
}

function checkTransactionId(id: string | undefined): void {
  if (id !== undefined && !/^[!-~]{1,35}$/.test(id))
    throw new TypeError('A transactionId has 1 to 35 characters, no blanks.');
}

function checkDate(date: IsoDate | undefined): void {
  if (date !== undefined && !isIsoDate(date)) throw new LedgerError('ERR_LEDGER_DATE', 'A date is no day.');
}

function sumByCurrency(amounts: readonly Money[]): ReadonlyMap<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const { currency, minorUnits } of amounts) sums.set(currency, (sums.get(currency) ?? 0n) + minorUnits);
  return sums;
}
