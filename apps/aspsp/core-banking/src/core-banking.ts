import type { Account } from './account.ts';
import type { Balance } from './balance.ts';
import type { IsoDate } from './iso-date.ts';
import type { Psu, PsuReference } from './psu.ts';
import type { AccountReference } from './reference.ts';
import type { StandingOrder, TrustedBeneficiary } from './standing-order.ts';
import type { CardTransaction, Transaction } from './transaction.ts';

/**
 * What a bank's own systems tell the XS2A interface; whoever implements it decides nothing about consents or TPPs. All
 * methods may be called at the same time, and answer with plain data that nobody changes afterwards. What is not there is
 * undefined, or a list without it. An outage is `CoreBankingError` with `ERR_CORE_UNAVAILABLE`.
 *
 * What it has to hold beyond the types is in the laws of `@openxs2a/core-banking/contract`.
 */
export interface CoreBanking {
  /**
   * The PSU of this name. A type that is given has to be the PSU's. A corporate id picks the role; without one it is the
   * private role, or the only one. A blocked PSU is found, so that a bank can say so.
   */
  findPsu(reference: PsuReference): Promise<Psu | undefined>;
  /** The PSU of this id, blocked ones too: asked at every read, so that nothing is read of one from then on. */
  findPsuById(id: string): Promise<Psu | undefined>;
  /** The accounts that this PSU sees online, of both kinds, in a stable order; closed ones as long as the bank shows them. */
  listAccounts(psuId: string): Promise<readonly Account[]>;
  findAccount(accountId: string): Promise<Account | undefined>;
  /**
   * The accounts of this name, whoever holds them: with a currency that one, without it a multicurrency account on both
   * levels. Each name that is given has to be the account's; a reference without any finds nothing.
   */
  findAccounts(reference: AccountReference): Promise<readonly Account[]>;
  /** On the collection level those of all sub-accounts. Undefined where there is no such account. */
  listBalances(accountId: string): Promise<readonly Balance[] | undefined>;
  /**
   * Entries of a payment account, on the collection level those of all sub-accounts. Undefined where there is no such
   * payment account. Rejects with `ERR_CORE_ENTRY_UNKNOWN` and `ERR_CORE_CURSOR_INVALID`.
   */
  listTransactions(accountId: string, query: EntryQuery): Promise<EntryPage<Transaction> | undefined>;
  findTransaction(accountId: string, transactionId: string): Promise<Transaction | undefined>;
  /** The same as `listTransactions` for a card account. */
  listCardTransactions(accountId: string, query: EntryQuery): Promise<EntryPage<CardTransaction> | undefined>;
  /** The active ones, each once. Undefined where there is no such payment account. */
  listStandingOrders(accountId: string): Promise<readonly StandingOrder[] | undefined>;
  listTrustedBeneficiaries(accountId: string): Promise<readonly TrustedBeneficiary[] | undefined>;
}

/** Which entries of an account, and how many of them at once. */
export interface EntryQuery {
  readonly bookingStatus: 'booked' | 'pending' | 'both';
  /** Both days belong to the period. Booking date of booked entries, entry date of pending ones. */
  readonly dateFrom?: IsoDate;
  readonly dateTo?: IsoDate;
  /** Only what came after that entry, which is not among them, or after the report that gave that mark. */
  readonly after?: { readonly entryReference: string } | { readonly mark: string };
  /** The order of booking, or backwards. Pending entries are the newest. */
  readonly order: 'oldestFirst' | 'newestFirst';
  /** At most so many entries, at least 1. */
  readonly limit: number;
  /** `next` of the page before, with the rest of the query as it was. */
  readonly cursor?: string;
}

/**
 * All pages of a report are of one moment, that of the first: what is booked while they are turned neither drops nor
 * repeats an entry.
 */
export interface EntryPage<Entry> {
  readonly entries: readonly Entry[];
  /** The cursor of the next page; absent on the last. */
  readonly next?: string;
  /** That moment, for the `after` of a later query: a delta report. The same on each page. */
  readonly mark: string;
}
