import type { Balance, BalanceType, Money } from '@openxs2a/core-banking';
import type { StatementBalance } from '../report.ts';
import { moneyElement, sideElement } from './amount.ts';
import { element } from './xml.ts';

/** A figure as the bank gave it. Its day is its reference day, else when it last changed, else that of the message. */
export function balanceElement(balance: Balance, createdAt: Date): string {
  const { balanceType, balanceAmount, creditLimitIncluded, referenceDate, lastChangeDateTime = createdAt } = balance;
  const date = referenceDate ? element('Dt', referenceDate) : element('DtTm', lastChangeDateTime.toISOString());
  const creditLine =
    creditLimitIncluded === undefined ? '' : element('CdtLine', element('Incl', `${creditLimitIncluded}`));
  return figure(BALANCE_CODES[balanceType], creditLine, balanceAmount, date);
}

export function statementBalanceElement(code: 'OPBD' | 'CLBD', { amount, date }: StatementBalance): string {
  return figure(element('Cd', code), '', amount, element('Dt', date));
}

function figure(type: string, creditLine: string, amount: Money, date: string): string {
  return element(
    'Bal',
    element('Tp', element('CdOrPrtry', type)),
    creditLine,
    moneyElement('Amt', amount),
    sideElement(amount),
    element('Dt', date),
  );
}

// Guidelines 1.3.8, 14.21 and ISO 20022 ExternalBalanceType1Code; nonInvoiced has no code
const BALANCE_CODES: Readonly<Record<BalanceType, string>> = {
  openingBooked: element('Cd', 'OPBD'),
  closingBooked: element('Cd', 'CLBD'),
  interimBooked: element('Cd', 'ITBD'),
  interimAvailable: element('Cd', 'ITAV'),
  forwardAvailable: element('Cd', 'FWAV'),
  expected: element('Cd', 'XPCD'),
  nonInvoiced: element('Prtry', 'nonInvoiced'),
};
