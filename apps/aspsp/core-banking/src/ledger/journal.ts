import type { IsoDate } from '../iso-date.ts';
import type { Money } from '../money.ts';
import type { CardParticulars, EntryParticulars } from '../transaction.ts';

/** A booking: postings that sum to zero in each currency. */
export interface JournalEntry {
  /** A journal entry of the same key is posted once: a repetition does nothing. */
  readonly key?: string;
  readonly description: string;
  /** Today unless it is given; never before the newest of an account that it touches. */
  readonly bookingDate?: IsoDate;
  readonly postings: readonly Posting[];
}

export interface Posting {
  readonly accountId: string;
  /** In the account's currency; negative if it leaves the account. Never zero. */
  readonly amount: Money;
  /** The booking date unless it is given. */
  readonly valueDate?: IsoDate;
  /** What the account's holder reads; by default that of the pending entry. */
  readonly particulars?: EntryParticulars | CardParticulars;
  /** The pending entry that is booked by this; its transactionId stays. */
  readonly pending?: string;
  /** Unless it is given, or one is booked that was pending, a new one. At most 35 characters. */
  readonly transactionId?: string;
  /** On card accounts: pays a bill, and is not to be billed itself. */
  readonly settlesBill?: boolean;
}

/** An entry to be announced. */
export interface Hold {
  readonly accountId: string;
  readonly amount: Money;
  /** Today unless it is given. */
  readonly entryDate?: IsoDate;
  /** When it is expected to be booked. */
  readonly valueDate?: IsoDate;
  readonly particulars: EntryParticulars | CardParticulars;
  readonly transactionId?: string;
}

/** What was posted. */
export interface Posted {
  readonly key: string;
  readonly journal: number;
  readonly entries: readonly PostedEntry[];
}

export interface PostedEntry {
  readonly accountId: string;
  readonly transactionId: string;
  readonly entryReference: string;
}
