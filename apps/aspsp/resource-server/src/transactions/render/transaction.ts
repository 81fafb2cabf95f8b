import type { EntryDetail, StructuredRemittance, Transaction } from '@openxs2a/core-banking';
import type { Schemas } from '@openxs2a/xs2a/types';
import { renderAmount } from '../../render/amount.ts';
import { pickKnown } from '../../render/known.ts';
import { cut } from '../../render/text.ts';
import { renderParticulars, renderStructured } from './particulars.ts';

export interface TransactionSetting {
  /** Whether the consent opens balances: what an entry says of the balance after it is one. */
  readonly showsBalances: boolean;
  /** Where the details of an entry are, but for its id; undefined where there are none. */
  readonly detailsPath: string | undefined;
}

/** An entry with all that core banking knows of it, as a list and its details have it alike (Guidelines 1.3.8, 6.5.4). */
export function renderTransaction(entry: Transaction, setting: TransactionSetting): Schemas['transactions'] {
  const isBooked = entry.bookingStatus === 'booked';
  const { detailsPath, showsBalances } = setting;
  const after = isBooked && showsBalances ? entry.balanceAfterTransaction : undefined;
  const batchSize = entry.batchNumberOfTransactions ?? entry.entryDetails?.length;
  return pickKnown<Schemas['transactions']>({
    transactionId: entry.transactionId,
    entryReference: isBooked ? entry.entryReference : undefined,
    batchIndicator: batchSize === undefined ? undefined : true,
    batchNumberOfTransactions: batchSize,
    bookingDate: isBooked ? entry.bookingDate : undefined,
    valueDate: entry.valueDate,
    transactionAmount: renderAmount(entry.transactionAmount),
    ...renderParticulars(entry),
    ...renderReferences(entry.remittanceInformationStructured),
    entryDetails: entry.entryDetails?.map(renderDetail),
    additionalInformation: cut(entry.additionalInformation, 500),
    bankTransactionCode: entry.bankTransactionCode,
    proprietaryBankTransactionCode: entry.proprietaryBankTransactionCode,
    balanceAfterTransaction: after && { balanceType: 'interimBooked', balanceAmount: renderAmount(after) },
    _links:
      detailsPath === undefined
        ? undefined
        : { transactionDetails: { href: `${detailsPath}/${encodeURIComponent(entry.transactionId)}` } },
  });
}

function renderDetail(detail: EntryDetail): Schemas['EntryDetailsElement'] {
  const [first, ...more] = detail.remittanceInformationStructured ?? [];
  return pickKnown<Schemas['EntryDetailsElement']>({
    transactionAmount: renderAmount(detail.transactionAmount),
    ...renderParticulars(detail),
    remittanceInformationStructured: first && more.length === 0 ? renderStructured(first) : undefined,
    remittanceInformationStructuredArray: first && more.length > 0 ? [first, ...more].map(renderStructured) : undefined,
  });
}

/** Text is what an entry has for a reference of which nothing else is known; what has a type or an issuer is a list. */
export function renderReferences(references: readonly StructuredRemittance[] | undefined) {
  const [first, ...more] = references ?? [];
  if (references === undefined || first === undefined) return undefined;
  const isBare = more.length === 0 && first.referenceType === undefined && first.referenceIssuer === undefined;
  return isBare
    ? { remittanceInformationStructured: first.reference }
    : { remittanceInformationStructuredArray: references.map(renderStructured) };
}
