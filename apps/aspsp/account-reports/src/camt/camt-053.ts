import { checkStatement } from '../check-report.ts';
import type { AccountStatement, ReportMessage } from '../report.ts';
import { balanceElement, statementBalanceElement } from './balance.ts';
import { renderDocument } from './document.ts';
import { reportElement } from './report-element.ts';

/**
 * Statements of booked entries as camt.053.001.08. `openingBooked` and `closingBooked` of `balances` give way to those of
 * the statement. Throws `ReportError`.
 */
export function renderCamt053(message: ReportMessage<AccountStatement>): string {
  const statements = message.reports.map((statement) => statementElement(statement, message.createdAt));
  return renderDocument('camt.053.001.08', 'BkToCstmrStmt', message, statements);
}

function statementElement(statement: AccountStatement, createdAt: Date): string {
  checkStatement(statement);
  const { opening, closing, balances } = statement;
  const others = balances.filter(
    ({ balanceType }) => balanceType !== 'openingBooked' && balanceType !== 'closingBooked',
  );
  const all = [
    statementBalanceElement('OPBD', opening),
    statementBalanceElement('CLBD', closing),
    ...others.map((balance) => balanceElement(balance, createdAt)),
  ];
  return reportElement('Stmt', statement, createdAt, all.join(''));
}
