import type { AccountNames, AccountOwner, Balance, IsoDate, Money, Transaction } from '@openxs2a/core-banking';

/** What a report says of its account; a `PaymentAccount` is one. All of it goes out: leave out owners that may not be seen. */
export interface ReportAccount extends AccountNames {
  readonly currency: string;
  /** ISO 20022 ExternalCashAccountType1Code. */
  readonly cashAccountType?: string;
  readonly name?: string;
  readonly bic?: string;
  readonly owners?: readonly AccountOwner[];
}

/** Entries of one account in one currency, in the order in which they are to appear. */
export interface AccountReport {
  /** The sender's id of this report, unique for the account: at most 35 characters, 16 of SWIFT's set x where it is an MT. */
  readonly reportId: string;
  /** Counts the reports of the account: at most five digits in an MT, where 0 says that there is no number. */
  readonly sequenceNumber?: number;
  readonly account: ReportAccount;
  /** Both days belong to it. */
  readonly period?: { readonly dateFrom: IsoDate; readonly dateTo: IsoDate };
  readonly balances: readonly Balance[];
  readonly transactions: readonly Transaction[];
}

/** A report whose booked entries lead from one balance to another: what camt.053 and MT940 are. */
export interface AccountStatement extends AccountReport {
  /** Before the first entry. */
  readonly opening: StatementBalance;
  /** After the last. Opening and entries have to make it. */
  readonly closing: StatementBalance;
}

export interface StatementBalance {
  readonly amount: Money;
  readonly date: IsoDate;
}

/** What is sent at once: several reports for an account of several currencies. */
export interface ReportMessage<Report extends AccountReport> {
  /** The sender's id of the message, at most 35 characters. */
  readonly messageId: string;
  readonly createdAt: Date;
  /** At least one. */
  readonly reports: readonly Report[];
}
