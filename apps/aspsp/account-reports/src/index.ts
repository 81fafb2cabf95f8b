export { renderCamt052 } from './camt/camt-052.ts';
export { renderCamt053 } from './camt/camt-053.ts';
export { ReportError, type ReportErrorCode } from './error.ts';
export { renderMt940 } from './mt/mt-940.ts';
export { renderMt942 } from './mt/mt-942.ts';
export type { NarrativeStyle } from './mt/narrative-field.ts';
export type { AccountReport, AccountStatement, ReportAccount, ReportMessage, StatementBalance } from './report.ts';
export { findStatementBalances } from './statement-balances.ts';
