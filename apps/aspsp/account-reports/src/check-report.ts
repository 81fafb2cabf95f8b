import { fractionDigits, type Money, type Transaction } from '@openxs2a/core-banking';
import { findIdentification } from './account-identification.ts';
import { ReportError } from './error.ts';
import type { AccountReport, AccountStatement } from './report.ts';

/** What holds for every format: an account that may be named, and one currency throughout. */
export function checkReport({ account, balances, transactions }: AccountReport): void {
  if (findIdentification(account) === undefined)
    throw new ReportError('ERR_REPORT_ACCOUNT', 'The account has no name that may be in a report.');
  if (fractionDigits(account.currency) === undefined)
    throw new ReportError('ERR_REPORT_CURRENCY', 'A report is of one currency, and the account has none or several.');
  for (const { balanceAmount } of balances) checkCurrency(account.currency, balanceAmount);
  for (const { transactionAmount } of transactions) checkCurrency(account.currency, transactionAmount);
  for (const detail of transactions.flatMap(({ entryDetails = [] }) => entryDetails))
    checkCurrency(account.currency, detail.transactionAmount);
}

/** A statement besides has booked entries only, and adds up. */
export function checkStatement(statement: AccountStatement): void {
  checkReport(statement);
  const { account, opening, closing, transactions } = statement;
  checkCurrency(account.currency, opening.amount);
  checkCurrency(account.currency, closing.amount);
  if (transactions.some(isPending))
    throw new ReportError(
      'ERR_REPORT_PENDING',
      'A statement has booked entries only; camt.052 and MT942 take pending ones.',
    );
  const sum = transactions.reduce(
    (total, entry) => total + entry.transactionAmount.minorUnits,
    opening.amount.minorUnits,
  );
  if (sum !== closing.amount.minorUnits)
    throw new ReportError('ERR_REPORT_UNBALANCED', 'Opening balance and entries do not make the closing balance.');
}

function isPending({ bookingStatus }: Transaction): boolean {
  return bookingStatus === 'pending';
}

function checkCurrency(currency: string, amount: Money): void {
  if (amount.currency !== currency)
    throw new ReportError('ERR_REPORT_CURRENCY', 'An amount is in another currency than the account.');
}
