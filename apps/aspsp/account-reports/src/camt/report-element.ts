import type { AccountReport } from '../report.ts';
import { accountElement } from './account.ts';
import { entryElement } from './entry.ts';
import { summaryElement } from './summary.ts';
import { element, text } from './xml.ts';

/** What AccountStatement9 (`Stmt`) and AccountReport25 (`Rpt`) have in common, which is all but the balances. */
export function reportElement(name: 'Stmt' | 'Rpt', report: AccountReport, createdAt: Date, balances: string): string {
  const { reportId, sequenceNumber, account, period, transactions } = report;
  return element(
    name,
    text('Id', reportId, 35),
    sequenceNumber === undefined ? '' : element('ElctrncSeqNb', String(sequenceNumber)),
    element('CreDtTm', createdAt.toISOString()),
    period === undefined ? '' : periodElement(period),
    accountElement(account),
    balances,
    summaryElement(account.currency, transactions),
    ...transactions.map(entryElement),
  );
}

function periodElement({ dateFrom, dateTo }: NonNullable<AccountReport['period']>): string {
  return element('FrToDt', element('FrDtTm', `${dateFrom}T00:00:00`), element('ToDtTm', `${dateTo}T23:59:59`));
}
