import type { AccountReference, StructuredRemittance, Transaction } from '@openxs2a/core-banking';
import { findIdentification } from '../account-identification.ts';
import { toNarrativeText } from './character-set.ts';
import { findBankReference } from './statement-line.ts';

/** What field 86 says of an entry, in words of set x that begin no subfield or code word. */
export interface Narrative {
  readonly posting: string;
  /** Whoever is on the other side: the creditor of a debit, the debtor of a credit. */
  readonly counterparty: { readonly name: string; readonly account: string; readonly agent: string };
  /** What stands behind which code word, in order of weight; none is empty. */
  readonly attributes: readonly (readonly [code: string, text: string])[];
}

export function toNarrative(entry: Transaction): Narrative {
  const pending = entry.bookingStatus === 'pending' ? 'PENDING' : '';
  const codes = entry.bankTransactionCode ?? entry.proprietaryBankTransactionCode ?? '';
  return {
    posting: toNarrativeText(`${pending} ${codes}`),
    counterparty: counterpartyOf(entry),
    attributes: attributesOf(entry)
      .map(([code, text]) => [code, text ? toNarrativeText(text) : ''] as const)
      .filter(([, text]) => text !== ''),
  };
}

function counterpartyOf(entry: Transaction): Narrative['counterparty'] {
  const debit = entry.transactionAmount.minorUnits < 0n;
  const name = debit ? entry.creditorName : entry.debtorName;
  const account = debit ? entry.creditorAccount : entry.debtorAccount;
  const agent = debit ? entry.creditorAgent : entry.debtorAgent;
  return { name: toNarrativeText(name ?? ''), account: accountText(account), agent: toNarrativeText(agent ?? '') };
}

function accountText(reference: AccountReference | undefined): string {
  return toNarrativeText(reference === undefined ? '' : (findIdentification(reference)?.identification ?? ''));
}

function attributesOf(entry: Transaction): readonly (readonly [string, string | undefined])[] {
  const { remittanceInformationStructured = [], remittanceInformationUnstructured = [], currencyExchange = [] } = entry;
  const count = entry.batchNumberOfTransactions;
  const rates = currencyExchange.map(
    ({ sourceCurrency, targetCurrency, exchangeRate }) => `${sourceCurrency} ${targetCurrency} ${exchangeRate}`,
  );
  return [
    ['EREF', entry.endToEndId],
    ['BREF', findBankReference(entry).rest],
    ['MREF', entry.mandateId],
    ['CRED', entry.creditorId],
    ['CHEQ', entry.checkId],
    ['BTCH', count === undefined ? undefined : String(count)],
    ['PURP', entry.purposeCode],
    ['SVWZ', [...remittanceInformationStructured.map(structuredText), ...remittanceInformationUnstructured].join(' ')],
    ['ABWA', entry.ultimateDebtor],
    ['ABWE', entry.ultimateCreditor],
    ['XRAT', rates.join(', ')],
    ['INFO', entry.additionalInformation],
  ];
}

function structuredText({ reference, referenceType = '', referenceIssuer = '' }: StructuredRemittance): string {
  return [referenceType, reference, referenceIssuer].filter(Boolean).join(' ');
}
