import type { CoreBanking, EntryPage, EntryQuery } from '../core-banking.ts';
import type { BookedEntry } from '../transaction.ts';
import type { Breakage } from './breakage.fixture.ts';
import type { Entry } from './readings.ts';

/** Faults in reports, for both kinds of accounts. */
const ENTRY_FAULTS: readonly EntryFault[] = [
  ['there are entries on several days, as the fixture says', 'no entries', /fewer than five/, changeEntries(() => [])],
  [
    'pages of any size neither drop nor repeat an entry',
    'pages drop an entry',
    /not the whole report/,
    dropBetweenPages,
  ],
  ['pages of any size neither drop nor repeat an entry', 'pages overlap', /not the whole report/, repeatBetweenPages],
  [
    'pages of any size neither drop nor repeat an entry',
    'an empty last page',
    /too many pages/,
    (read) => async (query) => {
      if (query.cursor === 'end') return { entries: [], mark: '0' };
      const page = await read(query);
      return page === undefined || page.next !== undefined ? page : { ...page, next: 'end' };
    },
  ],
  [
    'a report is the same when it is read again, also by many at once',
    'new ids each time',
    /differs from the one before/,
    (read, count = counter()) =>
      changeEntries(mapBooked((entry) => ({ ...entry, transactionId: String(count()) })))(read),
  ],
  [
    'a report is the same when it is read again, also by many at once',
    'readers share one state',
    /differs from the one before/,
    shareState,
  ],
  [
    'the newest first is the oldest first backwards',
    'the order is not looked at',
    /do not mirror/,
    (read) => (query) => read({ ...query, order: 'oldestFirst' }),
  ],
  [
    'entries are in the order of their booking dates',
    'backwards',
    /not that of booking/,
    (read) => (query) => read({ ...query, order: 'newestFirst' }),
  ],
  [
    'entries are in the order of their booking dates',
    'dates in the local form',
    /is no day/,
    changeEntries(mapBooked((entry) => ({ ...entry, bookingDate: '26.11.2026' }))),
  ],
  ['both days of a period belong to it', 'dateTo is exclusive', /a day is cut|dateTo/, excludeLastDay],
  ['both days of a period belong to it', 'dateFrom is ignored', /a day is cut|dateFrom/, ignore('dateFrom')],
  ['both days of a period belong to it', 'dateTo is ignored', /a day is cut|dateTo/, ignore('dateTo')],
  [
    'ids and references are unique, short enough and never blank',
    'NOTPROVIDED for each',
    /transactionId is there twice/,
    changeEntries(mapBooked((entry) => ({ ...entry, transactionId: 'NOTPROVIDED' }))),
  ],
  [
    'ids and references are unique, short enough and never blank',
    'one reference a day',
    /entryReference is there twice/,
    changeEntries(mapBooked((entry) => ({ ...entry, entryReference: entry.bookingDate }))),
  ],
  [
    'ids and references are unique, short enough and never blank',
    'ids that are too long',
    /cannot travel/,
    changeEntries(mapBooked((entry) => ({ ...entry, transactionId: `${entry.transactionId}-too-long` }))),
  ],
  [
    'amounts are in the currency of the account and not zero',
    'the merchant’s currency',
    /another currency/,
    changeEntries(mapBooked((entry) => ({ ...entry, transactionAmount: { currency: 'SEK', minorUnits: 1n } }))),
  ],
  [
    'amounts are in the currency of the account and not zero',
    'nothing moves',
    /moves nothing/,
    changeEntries(
      mapBooked((entry) => ({ ...entry, transactionAmount: { ...entry.transactionAmount, minorUnits: 0n } })),
    ),
  ],
  ['the balance after an entry is the one before and its amount', 'debits without a minus', /sign/, withoutSigns],
  ['after an entryReference come exactly the later entries', 'after is ignored', /later ones/, ignore('after')],
  ['after an entryReference come exactly the later entries', 'the named one is there', /later ones/, includeNamed],
  ['after its own mark a report has nothing', 'marks are ignored', /come again/, ignore('after')],
  [
    'each booking status has its entries, and both have all',
    'always booked',
    /among the pending/,
    (read) => (query) => read({ ...query, bookingStatus: 'booked' }),
  ],
  [
    'each booking status has its entries, and both have all',
    'both has booked ones alone',
    /not booked and pending/,
    (read) => (query) => read(query.bookingStatus === 'both' ? { ...query, bookingStatus: 'booked' } : query),
  ],
  ['a reference or cursor that was not given out is refused', 'unknown references', /ENTRY_UNKNOWN/, ignore('after')],
  ['a reference or cursor that was not given out is refused', 'any cursor', /CURSOR_INVALID/, ignore('cursor')],
  [
    'an account that is not there has no report',
    'an empty report',
    /report was invented/,
    (read) => async (query) => (await read(query)) ?? { entries: [], mark: '0' },
  ],
];

export const ENTRY_BREAKAGES: readonly Breakage[] = [
  ...ENTRY_FAULTS.map((fault) => breakReports(fault, 'payment account', 'listTransactions')),
  ...ENTRY_FAULTS.map((fault) => breakReports(fault, 'card account', 'listCardTransactions')),
];

type Read = (query: EntryQuery) => Promise<EntryPage<Entry> | undefined>;
type EntryFault = readonly [law: string, fault: string, says: RegExp, breakRead: (read: Read) => Read];

function breakReports(
  [law, fault, says, breakRead]: EntryFault,
  kind: string,
  method: 'listTransactions' | 'listCardTransactions',
): Breakage {
  const breakCore = (core: CoreBanking): Partial<CoreBanking> => {
    const reads = new Map<string, Read>();
    return {
      [method](accountId: string, query: EntryQuery) {
        const read = reads.get(accountId) ?? breakRead((query) => core[method](accountId, query));
        reads.set(accountId, read);
        return read(query);
      },
    };
  };
  return { law: `${kind}: ${law}`, fault, says, breakCore };
}

export function changeEntries(change: (entries: readonly Entry[]) => readonly Entry[]): (read: Read) => Read {
  return (read) => async (query) => {
    const page = await read(query);
    return page === undefined ? undefined : { ...page, entries: change(page.entries) };
  };
}

export function mapBooked(
  change: (entry: BookedEntry) => BookedEntry,
): (entries: readonly Entry[]) => readonly Entry[] {
  return (entries) => entries.map((entry) => (entry.bookingStatus === 'booked' ? change(entry) : entry));
}

function ignore(member: 'dateFrom' | 'dateTo' | 'after' | 'cursor'): (read: Read) => Read {
  return (read) =>
    ({ [member]: _, ...query }) =>
      read(query);
}

/** Each page but the first begins one entry late, unless it would be empty. */
function dropBetweenPages(read: Read): Read {
  return async (query) => {
    const page = await read(query);
    return page === undefined || query.cursor === undefined || page.entries.length === 1
      ? page
      : { ...page, entries: page.entries.slice(1) };
  };
}

/** Each page begins with the last entry of the one before. */
function repeatBetweenPages(read: Read): Read {
  let last: readonly Entry[] = [];
  return async (query) => {
    const page = await read(query);
    if (page === undefined) return undefined;
    const repeated = query.cursor === undefined ? [] : last;
    last = page.entries.slice(-1);
    return { ...page, entries: [...repeated, ...page.entries].slice(0, query.limit) };
  };
}

/** As a connector does that keeps the place of its reader in a variable. */
function shareState(read: Read): Read {
  let readers = 0;
  return async (query) => {
    readers += 1;
    const page = await read(query);
    const alone = readers === 1;
    readers -= 1;
    return alone || page === undefined ? page : { ...page, entries: page.entries.slice(0, 1) };
  };
}

function excludeLastDay(read: Read): Read {
  return async (query) => {
    const page = await read(query);
    if (page === undefined) return undefined;
    const before = ({ bookingDate }: BookedEntry) => query.dateTo === undefined || bookingDate < query.dateTo;
    return { ...page, entries: page.entries.filter((entry) => entry.bookingStatus === 'pending' || before(entry)) };
  };
}

function withoutSigns(read: Read): Read {
  const absolute = (cents: bigint) => (cents < 0n ? -cents : cents);
  return changeEntries(
    mapBooked((entry) => {
      const { currency, minorUnits } = entry.transactionAmount;
      return { ...entry, transactionAmount: { currency, minorUnits: absolute(minorUnits) } };
    }),
  )(read);
}

function includeNamed(read: Read): Read {
  return async (query) => {
    const page = await read(query);
    if (page === undefined || query.after === undefined || !('entryReference' in query.after)) return page;
    const { entryReference } = query.after;
    const whole = await read({ bookingStatus: 'booked', order: 'oldestFirst', limit: 10_000 });
    const named = whole?.entries.filter(
      (one) => one.bookingStatus === 'booked' && one.entryReference === entryReference,
    );
    return { ...page, entries: [...(named ?? []), ...page.entries].slice(0, query.limit) };
  };
}

function counter(): () => number {
  let count = 0;
  return () => ++count;
}
