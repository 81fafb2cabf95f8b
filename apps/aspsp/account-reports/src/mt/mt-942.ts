import { checkReport } from '../check-report.ts';
import type { AccountReport, ReportMessage } from '../report.ts';
import { countTotals, type Total } from '../totals.ts';
import { formatAmount, formatDay } from './amount.ts';
import { headFields, joinMessages } from './message.ts';
import { type NarrativeStyle, narrativeField } from './narrative-field.ts';
import { statementLine } from './statement-line.ts';

/**
 * Booked and pending entries as MT942, one message each; field 86 says `PENDING` of those that are. It has no balances.
 * Its time is UTC. Throws `ReportError`.
 */
export function renderMt942(
  { reports, createdAt }: ReportMessage<AccountReport>,
  { narrative = 'subfields' }: { readonly narrative?: NarrativeStyle } = {},
): string {
  return joinMessages(reports.map((report) => reportFields(report, createdAt, narrative)));
}

function reportFields(report: AccountReport, createdAt: Date, style: NarrativeStyle): readonly string[] {
  checkReport(report);
  const { account, transactions } = report;
  const { credits, debits } = countTotals(transactions);
  const time = createdAt.toISOString();
  return [
    ...headFields(report),
    // no entry is too small to be reported
    `:34F:${account.currency}${formatAmount({ currency: account.currency, minorUnits: 0n })}`,
    `:13D:${formatDay(time.slice(0, 10))}${time.slice(11, 16).replace(':', '')}+0000`,
    ...transactions.flatMap((entry) => [statementLine(entry), ...narrativeField(entry, style)]),
    `:90D:${totalText(account.currency, debits)}`,
    `:90C:${totalText(account.currency, credits)}`,
  ];
}

function totalText(currency: string, { count, sum }: Total): string {
  return `${count}${currency}${formatAmount({ currency, minorUnits: sum })}`;
}
