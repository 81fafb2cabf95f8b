import { checkReport } from '../check-report.ts';
import type { AccountReport, ReportMessage } from '../report.ts';
import { balanceElement } from './balance.ts';
import { renderDocument } from './document.ts';
import { reportElement } from './report-element.ts';

/** Reports of booked and pending entries as camt.052.001.08, with the balances that are given. Throws `ReportError`. */
export function renderCamt052(message: ReportMessage<AccountReport>): string {
  const { createdAt } = message;
  const reports = message.reports.map((report) => {
    checkReport(report);
    const balances = report.balances.map((balance) => balanceElement(balance, createdAt));
    return reportElement('Rpt', report, createdAt, balances.join(''));
  });
  return renderDocument('camt.052.001.08', 'BkToCstmrAcctRpt', message, reports);
}
