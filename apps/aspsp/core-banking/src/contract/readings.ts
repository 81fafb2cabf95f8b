import assert from 'node:assert/strict';
import type { Account } from '../account.ts';
import type { CoreBanking, EntryPage, EntryQuery } from '../core-banking.ts';
import { CoreBankingError, type CoreBankingErrorCode } from '../error.ts';
import type { Psu, PsuReference } from '../psu.ts';
import type { AccountReference } from '../reference.ts';
import type { BookedEntry, PendingEntry } from '../transaction.ts';

export type Entry = BookedEntry | PendingEntry;

/** Reads the entries of one account, whatever its kind. */
export type ReadEntries = (query: EntryQuery) => Promise<EntryPage<Entry> | undefined>;

export const NOBODY = 'no-such-id';

export const ALL_BOOKED: EntryQuery = { bookingStatus: 'booked', order: 'oldestFirst', limit: 100 };

export async function getPsu(core: CoreBanking, reference: PsuReference): Promise<Psu> {
  const psu = await core.findPsu(reference);
  assert(psu, 'the PSU of the fixture is not found');
  return psu;
}

/** The only account that the reference names. */
export async function getAccount(core: CoreBanking, reference: AccountReference | undefined): Promise<Account> {
  assert(reference, 'the fixture names no such account');
  const accounts = await core.findAccounts(reference);
  assert.equal(accounts.length, 1, `a reference of the fixture names ${accounts.length} accounts, not one`);
  const [account] = accounts;
  assert(account);
  return account;
}

/** All pages one after the other, each looked at. */
export async function readPages(read: ReadEntries, query: EntryQuery): Promise<readonly EntryPage<Entry>[]> {
  const pages: EntryPage<Entry>[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await read({ ...query, ...(cursor === undefined ? {} : { cursor }) });
    assert(page, 'the account has no report');
    assert(page.entries.length <= query.limit, 'a page has more entries than its limit');
    pages.push(page);
    cursor = page.next;
    if (cursor === undefined) return pages;
    assert(page.entries.length > 0, 'a page before another is empty');
    assert(pages.length < 10_000, 'the pages do not come to an end');
  }
}

export async function readAll(read: ReadEntries, query: EntryQuery): Promise<readonly Entry[]> {
  return (await readPages(read, query)).flatMap(({ entries }) => entries);
}

export async function readBooked(read: ReadEntries, query: Partial<EntryQuery> = {}): Promise<readonly BookedEntry[]> {
  const entries = await readAll(read, { ...ALL_BOOKED, ...query });
  return entries.map((entry) => {
    assert(entry.bookingStatus === 'booked', 'a pending entry is among the booked ones');
    return entry;
  });
}

export function idsOf(entries: readonly Entry[]): readonly string[] {
  return entries.map(({ transactionId }) => transactionId);
}

export async function assertRefused(answer: Promise<unknown>, code: CoreBankingErrorCode): Promise<void> {
  await assert.rejects(answer, (error) => error instanceof CoreBankingError && error.code === code, `not ${code}`);
}

export function assertUnique(values: readonly string[], what: string): void {
  assert.equal(new Set(values).size, values.length, `${what} is there twice`);
}
