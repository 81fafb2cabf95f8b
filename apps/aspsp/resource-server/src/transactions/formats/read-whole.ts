import type { EntryPage, EntryQuery } from '@openxs2a/core-banking';
import type { Entry, ListEntries } from '../entries.ts';
import { refused } from '../refusals.ts';

/** More than this is read in pages, or by shorter periods: a report that is whole is made in memory. */
export const LONGEST_REPORT = 20_000;

/** What is left of a report behind a page: its entries, and the mark that all its pages have. */
export async function readWhole<Kind extends Entry>(
  list: ListEntries<Kind>,
  query: EntryQuery,
  first: EntryPage<Kind>,
): Promise<Pick<EntryPage<Kind>, 'entries' | 'mark'>> {
  const entries = [...first.entries];
  let { next, mark } = first;
  while (next !== undefined) {
    const page = await list({ ...query, cursor: next });
    entries.push(...page.entries);
    if (entries.length > LONGEST_REPORT) throw refused('period-invalid', { longest: LONGEST_REPORT });
    ({ next, mark } = page);
  }
  return { entries, mark };
}
