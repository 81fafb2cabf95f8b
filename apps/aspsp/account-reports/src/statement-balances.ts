import type { Transaction } from '@openxs2a/core-banking';
import type { AccountStatement } from './report.ts';

/**
 * The balances around booked entries, by what the entries say the balance was after them; entries are oldest first, and
 * none of the account is left out between them. Undefined without entries, or where the first or last says no balance.
 */
export function findStatementBalances(
  transactions: readonly Transaction[],
): Pick<AccountStatement, 'opening' | 'closing'> | undefined {
  const [first, last] = [transactions[0], transactions.at(-1)];
  if (first?.bookingStatus !== 'booked' || last?.bookingStatus !== 'booked') return undefined;
  const [after, closing] = [first.balanceAfterTransaction, last.balanceAfterTransaction];
  if (after === undefined || closing === undefined) return undefined;
  const minorUnits = after.minorUnits - first.transactionAmount.minorUnits;
  return {
    opening: { amount: { currency: after.currency, minorUnits }, date: first.bookingDate },
    closing: { amount: closing, date: last.bookingDate },
  };
}
