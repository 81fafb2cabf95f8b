import type { IsoDate, Money, PaymentParticulars } from '@openxs2a/core-banking';
import { otherAccountElement } from './account.ts';
import { agentElement } from './agent.ts';
import { moneyElement, sideElement } from './amount.ts';
import { exchangeElement, exchangeInWords } from './currency-exchange.ts';
import { remittanceElement } from './remittance.ts';
import { element, text } from './xml.ts';

/** EntryTransaction10: one payment of an entry. */
export function transactionDetailsElement(amount: Money, payment: PaymentParticulars, entryDate?: IsoDate): string {
  const rates = payment.currencyExchange ?? [];
  return element(
    'TxDtls',
    referencesElement(payment),
    moneyElement('Amt', amount),
    sideElement(amount),
    exchangeElement(amount, rates),
    partiesElement(payment),
    element('RltdAgts', agentElement('DbtrAgt', payment.debtorAgent), agentElement('CdtrAgt', payment.creditorAgent)),
    element('Purp', text('Cd', payment.purposeCode, 4)),
    remittanceElement(payment),
    entryDateElement(entryDate),
    text('AddtlTxInf', exchangeInWords(rates).join(', '), 500),
  );
}

function referencesElement({ endToEndId, mandateId, checkId }: PaymentParticulars): string {
  return element('Refs', text('EndToEndId', endToEndId, 35), text('MndtId', mandateId, 35), text('ChqNb', checkId, 35));
}

function partiesElement(payment: PaymentParticulars): string {
  return element(
    'RltdPties',
    partyElement('Dbtr', payment.debtorName),
    otherAccountElement('DbtrAcct', payment.debtorAccount),
    partyElement('UltmtDbtr', payment.ultimateDebtor),
    partyElement('Cdtr', payment.creditorName, payment.creditorId),
    otherAccountElement('CdtrAcct', payment.creditorAccount),
    partyElement('UltmtCdtr', payment.ultimateCreditor),
  );
}

// a creditor identifier is a private one of the scheme SEPA, of whatever kind the creditor is (EPC131-08)
function partyElement(name: string, partyName: string | undefined, creditorId?: string): string {
  const other = creditorId ? text('Id', creditorId, 35) + element('SchmeNm', element('Prtry', 'SEPA')) : '';
  return element(
    name,
    element('Pty', text('Nm', partyName, 140), element('Id', element('PrvtId', element('Othr', other)))),
  );
}

// BookgDt of a pending entry would be the day on which it is going to be booked, which nobody knows
function entryDateElement(entryDate: IsoDate | undefined): string {
  if (entryDate === undefined) return '';
  return element('RltdDts', element('Prtry', element('Tp', 'entryDate'), element('Dt', element('Dt', entryDate))));
}
