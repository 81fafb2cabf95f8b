import type { Schemas } from '@openxs2a/xs2a/types';
import type { IsoDate } from './iso-date.ts';
import type { Money } from './money.ts';
import type { AccountReference } from './reference.ts';

export type PurposeCode = Schemas['purposeCode'];
export type Address = Readonly<Schemas['address']>;

/** An entry that is on the account for good: nothing of it changes any more. */
export interface BookedEntry extends EntryFrame {
  readonly bookingStatus: 'booked';
  /** Unique in the bank, at most 35 characters, never given to another entry. */
  readonly entryReference: string;
  readonly bookingDate: IsoDate;
  /** The balance of the account once this entry was booked. */
  readonly balanceAfterTransaction?: Money;
}

/** An entry that is announced: a hold, a payment under way. It is booked later, perhaps with another amount, or vanishes. */
export interface PendingEntry extends EntryFrame {
  readonly bookingStatus: 'pending';
  readonly entryDate: IsoDate;
}

interface EntryFrame {
  /** Unique in the bank, at most 35 characters, the same before and after booking. */
  readonly transactionId: string;
  /** In the currency of the account; negative if it went out. */
  readonly transactionAmount: Money;
  /** From when the money is there, or gone, and interest counts; on a pending entry expected. On cards the due date. */
  readonly valueDate?: IsoDate;
}

/** An entry of a payment account. */
export type Transaction = (BookedEntry | PendingEntry) & EntryParticulars;

/** An entry of a card account. */
export type CardTransaction = (BookedEntry | PendingEntry) & CardParticulars;

/** Who paid whom and what for; the members are those of the wire, and lists are never empty there. */
export interface PaymentParticulars {
  readonly endToEndId?: string;
  readonly mandateId?: string;
  readonly checkId?: string;
  readonly creditorId?: string;
  readonly currencyExchange?: readonly ExchangeRate[];
  readonly creditorName?: string;
  readonly creditorAccount?: AccountReference;
  readonly creditorAgent?: string;
  readonly ultimateCreditor?: string;
  readonly debtorName?: string;
  readonly debtorAccount?: AccountReference;
  readonly debtorAgent?: string;
  readonly ultimateDebtor?: string;
  /** Lines of at most 140 characters each. */
  readonly remittanceInformationUnstructured?: readonly string[];
  readonly remittanceInformationStructured?: readonly StructuredRemittance[];
  readonly purposeCode?: PurposeCode;
}

/** What is said about an entry beside its amount and dates. */
export interface EntryParticulars extends PaymentParticulars {
  /** On a batch booking only: how many payments are in it. */
  readonly batchNumberOfTransactions?: number;
  /** The payments of a batch, whose amounts are those of the entry taken apart. */
  readonly entryDetails?: readonly EntryDetail[];
  readonly additionalInformation?: string;
  /** ISO 20022 domain, family and sub-family: `PMNT-RCDT-ESCT`. */
  readonly bankTransactionCode?: string;
  readonly proprietaryBankTransactionCode?: string;
}

export interface EntryDetail extends PaymentParticulars {
  readonly transactionAmount: Money;
}

export interface StructuredRemittance {
  readonly reference: string;
  readonly referenceType?: string;
  readonly referenceIssuer?: string;
}

export interface ExchangeRate {
  readonly sourceCurrency: string;
  readonly targetCurrency: string;
  /** The currency that the rate counts one of. */
  readonly unitCurrency: string;
  /** Exact decimal text. */
  readonly exchangeRate: string;
  readonly quotationDate: IsoDate;
  readonly contractIdentification?: string;
}

/** What is said about the use of a card beside the billed amount and its dates. */
export interface CardParticulars {
  readonly terminalId?: string;
  readonly transactionDate?: IsoDate;
  readonly acceptorTransactionDateTime?: Date;
  readonly grandTotalAmount?: Money;
  /** As the merchant took it, with the sign of the entry. */
  readonly originalAmount?: Money;
  readonly currencyExchange?: readonly ExchangeRate[];
  readonly markupFee?: Money;
  readonly markupFeePercentage?: string;
  readonly cardAcceptorId?: string;
  readonly cardAcceptorName?: string;
  readonly cardAcceptorAddress?: Address;
  readonly cardAcceptorPhone?: string;
  readonly merchantCategoryCode?: string;
  /** Which card of the account. */
  readonly maskedPan?: string;
  readonly transactionDetails?: string;
  /** Whether a bill has contained it. */
  readonly invoiced?: boolean;
  readonly proprietaryBankTransactionCode?: string;
}
