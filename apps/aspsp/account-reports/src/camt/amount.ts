import { formatMoney, type Money } from '@openxs2a/core-banking';
import { ReportError } from '../error.ts';
import { amountElement, element } from './xml.ts';

/** The figure without its sign. ISO 20022 carries 18 digits. */
export function absoluteAmount({ currency, minorUnits }: Money): string {
  const amount = formatMoney({ currency, minorUnits: minorUnits < 0n ? -minorUnits : minorUnits });
  if (amount.replace('.', '').length > 18)
    throw new ReportError('ERR_REPORT_AMOUNT', 'An amount has more than 18 digits.');
  return amount;
}

export function moneyElement(name: string, money: Money): string {
  return amountElement(name, money.currency, absoluteAmount(money));
}

/** The sign, which the figure beside it does not have. */
export function sideElement({ minorUnits }: Money): string {
  return element('CdtDbtInd', minorUnits < 0n ? 'DBIT' : 'CRDT');
}
