import type { Transaction } from '@openxs2a/core-banking';
import { moneyElement, sideElement } from './amount.ts';
import { bankTransactionCodeElement } from './bank-transaction-code.ts';
import { transactionDetailsElement } from './transaction-details.ts';
import { element, text } from './xml.ts';

/** ReportEntry10: one entry, with the payments of a batch. */
export function entryElement(entry: Transaction): string {
  const booked = entry.bookingStatus === 'booked';
  return element(
    'Ntry',
    booked ? text('NtryRef', entry.entryReference, 35) : '',
    moneyElement('Amt', entry.transactionAmount),
    sideElement(entry.transactionAmount),
    element('Sts', element('Cd', booked ? 'BOOK' : 'PDNG')),
    booked ? element('BookgDt', element('Dt', entry.bookingDate)) : '',
    element('ValDt', element('Dt', entry.valueDate ?? '')),
    text('AcctSvcrRef', entry.transactionId, 35),
    bankTransactionCodeElement(entry),
    detailsElement(entry),
    text('AddtlNtryInf', additionalInformation(entry), 500),
  );
}

// what the entry of a batch says holds for each of its payments, unless that one says otherwise
function detailsElement(entry: Transaction): string {
  const { batchNumberOfTransactions: count, entryDetails = [] } = entry;
  const entryDate = entry.bookingStatus === 'pending' ? entry.entryDate : undefined;
  const payments = entryDetails.length === 0 ? [entry] : entryDetails.map((detail) => ({ ...entry, ...detail }));
  return element(
    'NtryDtls',
    element('Btch', element('NbOfTxs', count === undefined ? '' : String(count))),
    ...payments.map((payment) => transactionDetailsElement(payment.transactionAmount, payment, entryDate)),
  );
}

// the text of a batch, which the texts of its payments would hide
function additionalInformation(entry: Transaction): string {
  const { additionalInformation = '', entryDetails = [], remittanceInformationUnstructured = [] } = entry;
  const hidden = entryDetails.length === 0 ? [] : remittanceInformationUnstructured;
  return [additionalInformation, ...hidden].filter(Boolean).join(' ');
}
