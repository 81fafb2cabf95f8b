import type { Balance, IsoDate, Money } from '@openxs2a/core-banking';
import { checkStatement } from '../check-report.ts';
import type { AccountStatement, ReportMessage } from '../report.ts';
import { formatAmount, formatDay, sideMark } from './amount.ts';
import { headFields, joinMessages } from './message.ts';
import { type NarrativeStyle, narrativeField } from './narrative-field.ts';
import { statementLine } from './statement-line.ts';

/** Statements of booked entries as MT940, one message each. Throws `ReportError`. */
export function renderMt940(
  { reports, createdAt }: ReportMessage<AccountStatement>,
  { narrative = 'subfields' }: { readonly narrative?: NarrativeStyle } = {},
): string {
  return joinMessages(reports.map((statement) => statementFields(statement, createdAt, narrative)));
}

function statementFields(statement: AccountStatement, createdAt: Date, style: NarrativeStyle): readonly string[] {
  checkStatement(statement);
  const { opening, closing, balances, transactions } = statement;
  return [
    ...headFields(statement),
    `:60F:${balanceText(opening.amount, opening.date)}`,
    ...transactions.flatMap((entry) => [statementLine(entry), ...narrativeField(entry, style)]),
    `:62F:${balanceText(closing.amount, closing.date)}`,
    ...availableField(':64:', balances, 'interimAvailable', createdAt),
    ...availableField(':65:', balances, 'forwardAvailable', createdAt),
  ];
}

// what is available, the credit line apart, which readers would take for money of the account
function availableField(
  tag: ':64:' | ':65:',
  balances: readonly Balance[],
  type: Balance['balanceType'],
  createdAt: Date,
): readonly string[] {
  const found = balances.find(({ balanceType, creditLimitIncluded }) => balanceType === type && !creditLimitIncluded);
  if (found === undefined) return [];
  const date = found.referenceDate ?? (found.lastChangeDateTime ?? createdAt).toISOString().slice(0, 10);
  return [`${tag}${balanceText(found.balanceAmount, date)}`];
}

function balanceText(amount: Money, date: IsoDate): string {
  return `${sideMark(amount)}${formatDay(date)}${amount.currency}${formatAmount(amount)}`;
}
