import type { EntryDetail, StructuredRemittance, Transaction } from '@openxs2a/core-banking';
import type { Schemas } from '@openxs2a/xs2a/types';
import { renderAmount } from '../../render/amount.ts';
import { cut } from '../../render/text.ts';
import { addParticulars, renderStructured } from './particulars.ts';

export interface TransactionSetting {
  /** Whether the consent opens balances: what an entry says of the balance after it is one. */
  readonly showsBalances: boolean;
  /** Where the details of an entry are, but for its id; undefined in the details themselves. */
  readonly detailsPath: string | undefined;
}

type Wire = Schemas['transactions'];

/** An entry with all that core banking knows of it, as a list and its details have it alike (Guidelines 1.3.8, 6.5.4). */
export function renderTransaction(entry: Transaction, { showsBalances, detailsPath }: TransactionSetting): Wire {
  const { transactionId, valueDate } = entry;
  const wire: Wire = { transactionId, transactionAmount: renderAmount(entry.transactionAmount) };
  if (entry.bookingStatus === 'booked') {
    wire.entryReference = entry.entryReference;
    wire.bookingDate = entry.bookingDate;
  }
  if (valueDate !== undefined) wire.valueDate = valueDate;
  addParticulars(wire, entry);
  addReferences(wire, entry.remittanceInformationStructured);
  addMore(wire, entry);
  if (showsBalances && entry.bookingStatus === 'booked' && entry.balanceAfterTransaction !== undefined) {
    const balanceAmount = renderAmount(entry.balanceAfterTransaction);
    wire.balanceAfterTransaction = { balanceType: 'interimBooked', balanceAmount };
  }
  if (detailsPath !== undefined)
    wire._links = { transactionDetails: { href: `${detailsPath}/${encodeURIComponent(transactionId)}` } };
  return wire;
}

function addMore(wire: Wire, entry: Transaction): void {
  const { entryDetails, batchNumberOfTransactions = entryDetails?.length, additionalInformation } = entry;
  if (batchNumberOfTransactions !== undefined) {
    wire.batchIndicator = true;
    wire.batchNumberOfTransactions = batchNumberOfTransactions;
  }
  if (entryDetails !== undefined) wire.entryDetails = entryDetails.map(renderDetail);
  if (additionalInformation !== undefined) wire.additionalInformation = cut(additionalInformation, 500);
  if (entry.bankTransactionCode !== undefined) wire.bankTransactionCode = entry.bankTransactionCode;
  if (entry.proprietaryBankTransactionCode !== undefined)
    wire.proprietaryBankTransactionCode = entry.proprietaryBankTransactionCode;
}

function renderDetail(detail: EntryDetail): Schemas['EntryDetailsElement'] {
  const wire: Schemas['EntryDetailsElement'] = { transactionAmount: renderAmount(detail.transactionAmount) };
  addParticulars(wire, detail);
  const references = detail.remittanceInformationStructured?.map(renderStructured) ?? [];
  const [first] = references;
  if (references.length > 1) wire.remittanceInformationStructuredArray = references;
  else if (first !== undefined) wire.remittanceInformationStructured = first;
  return wire;
}

/** Text is what an entry has for one reference of which nothing else is known; what has a type or an issuer is a list. */
export function addReferences(wire: Wire, references: readonly StructuredRemittance[] = []): void {
  const [first] = references;
  if (first === undefined) return;
  const isBare = references.length === 1 && first.referenceType === undefined && first.referenceIssuer === undefined;
  if (isBare) wire.remittanceInformationStructured = first.reference;
  else wire.remittanceInformationStructuredArray = references.map(renderStructured);
}
