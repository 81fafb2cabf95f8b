import type { Grant } from '@openxs2a/consent';
import type { CardTransaction, EntryPage, EntryQuery, Transaction } from '@openxs2a/core-banking';
import { accountGone, grantedAccountOf } from '../reads/load-accounts.ts';

export type Entry = Transaction | CardTransaction;

/** Entries of the account that a call is about. */
export type ListEntries<Kind extends Entry> = (query: EntryQuery) => Promise<EntryPage<Kind>>;

/** By `listTransactions` or `listCardTransactions`; refuses where the bank does not have the account any more. */
export function createListEntries<Kind extends Entry>(
  list: (accountId: string, query: EntryQuery) => Promise<EntryPage<Kind> | undefined>,
  grant: Grant,
): ListEntries<Kind> {
  const { accountId } = grantedAccountOf(grant);
  return async (query) => {
    const page = await list(accountId, query);
    if (page === undefined) throw accountGone(grant);
    return page;
  };
}

/** The day that decides whether an entry is in a period. */
export function dayOf(entry: Entry): string {
  return entry.bookingStatus === 'booked' ? entry.bookingDate : entry.entryDate;
}
