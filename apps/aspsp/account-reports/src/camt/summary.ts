import type { Transaction } from '@openxs2a/core-banking';
import { countTotals, type Total } from '../totals.ts';
import { absoluteAmount, sideElement } from './amount.ts';
import { element } from './xml.ts';

/** TotalTransactions6: by what a reader checks that it has all entries. */
export function summaryElement(currency: string, transactions: readonly Transaction[]): string {
  const { credits, debits } = countTotals(transactions);
  const all = { count: credits.count + debits.count, sum: credits.sum + debits.sum };
  const net = { currency, minorUnits: credits.sum - debits.sum };
  return element(
    'TxsSummry',
    element(
      'TtlNtries',
      totalOf(currency, all),
      element('TtlNetNtry', element('Amt', absoluteAmount(net)), sideElement(net)),
    ),
    element('TtlCdtNtries', totalOf(currency, credits)),
    element('TtlDbtNtries', totalOf(currency, debits)),
  );
}

function totalOf(currency: string, { count, sum }: Total): string {
  return element('NbOfNtries', String(count)) + element('Sum', absoluteAmount({ currency, minorUnits: sum }));
}
