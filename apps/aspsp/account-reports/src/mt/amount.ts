import { formatMoney, type IsoDate, type Money } from '@openxs2a/core-banking';
import { ReportError } from '../error.ts';

/** `15d`: the figure without its sign, with a comma even where no decimals follow. */
export function formatAmount({ currency, minorUnits }: Money): string {
  const text = formatMoney({ currency, minorUnits: minorUnits < 0n ? -minorUnits : minorUnits }).replace('.', ',');
  const amount = text.includes(',') ? text : `${text},`;
  if (amount.length > 15) throw new ReportError('ERR_REPORT_AMOUNT', 'An amount has more than 15 characters.');
  return amount;
}

/** The mark of the side that the figure does not have. */
export function sideMark({ minorUnits }: Money): 'C' | 'D' {
  return minorUnits < 0n ? 'D' : 'C';
}

/** `YYMMDD` */
export function formatDay(date: IsoDate): string {
  return date.slice(2).replaceAll('-', '');
}
