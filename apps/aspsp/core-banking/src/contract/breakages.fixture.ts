import type { Account } from '../account.ts';
import type { Balance } from '../balance.ts';
import type { CoreBanking, EntryPage, EntryQuery } from '../core-banking.ts';
import type { BookedEntry } from '../transaction.ts';
import type { Entry } from './readings.ts';

/** A connector with one fault. */
export interface Breakage {
  /** The law that is to notice. */
  readonly law: string;
  readonly fault: string;
  /** What the law says then. */
  readonly says: RegExp;
  breakCore(core: CoreBanking): Partial<CoreBanking>;
}

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
    (read, count = counter()) => changeEntries(map((entry) => ({ ...entry, transactionId: String(count()) })))(read),
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
    changeEntries(map((entry) => ({ ...entry, bookingDate: '26.11.2026' }))),
  ],
  ['both days of a period belong to it', 'dateTo is exclusive', /a day is cut|dateTo/, excludeLastDay],
  ['both days of a period belong to it', 'dateFrom is ignored', /a day is cut|dateFrom/, ignore('dateFrom')],
  ['both days of a period belong to it', 'dateTo is ignored', /a day is cut|dateTo/, ignore('dateTo')],
  [
    'ids and references are unique, short enough and never blank',
    'NOTPROVIDED for each',
    /transactionId is there twice/,
    changeEntries(map((entry) => ({ ...entry, transactionId: 'NOTPROVIDED' }))),
  ],
  [
    'ids and references are unique, short enough and never blank',
    'one reference a day',
    /entryReference is there twice/,
    changeEntries(map((entry) => ({ ...entry, entryReference: entry.bookingDate }))),
  ],
  [
    'ids and references are unique, short enough and never blank',
    'ids that are too long',
    /cannot travel/,
    changeEntries(map((entry) => ({ ...entry, transactionId: `${entry.transactionId}-too-long` }))),
  ],
  [
    'amounts are in the currency of the account and not zero',
    'the merchant’s currency',
    /another currency/,
    changeEntries(map((entry) => ({ ...entry, transactionAmount: { currency: 'SEK', minorUnits: 1n } }))),
  ],
  [
    'amounts are in the currency of the account and not zero',
    'nothing moves',
    /moves nothing/,
    changeEntries(map((entry) => ({ ...entry, transactionAmount: { ...entry.transactionAmount, minorUnits: 0n } }))),
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

const ACCOUNT_FAULTS: readonly Breakage[] = [
  {
    ...{ law: 'a PSU is found by the name that it bears', fault: 'nobody is found', says: /not found/ },
    breakCore: () => ({ findPsu: async () => undefined }),
  },
  {
    ...{ law: 'a PSU that is not there is undefined and has no accounts', fault: 'anybody', says: /invented/ },
    breakCore: (core) => ({ findPsu: () => core.findPsu({ psuId: 'personal' }) }),
  },
  {
    law: 'a PSU does not act for a corporate that is not its own',
    ...{ fault: 'only the PSU-ID counts', says: /corporate is not looked at/ },
    breakCore: (core) => ({ findPsu: ({ psuId }) => core.findPsu({ psuId }) }),
  },
  {
    law: 'the accounts of a PSU are there once each, in an order that stays',
    ...{ fault: 'an account twice', says: /there twice/ },
    breakCore: (core) => ({
      listAccounts: async (id) => (await core.listAccounts(id)).flatMap((account) => [account, account]),
    }),
  },
  {
    law: 'the accounts of a PSU are there once each, in an order that stays',
    ...{ fault: 'an account of another PSU', says: /of another is there/ },
    breakCore: (core) => ({
      listAccounts: async () => [
        ...(await core.listAccounts('demo-personal')),
        ...(await core.listAccounts('demo-two-years')),
      ],
    }),
  },
  {
    law: 'an account is the same, found by its id, its holder or any of its names',
    ...{ fault: 'details say more', says: /differs when it is found by its id/ },
    breakCore: (core) => ({ findAccount: async (id) => change(await core.findAccount(id), { details: 'more' }) }),
  },
  {
    law: 'what names no account finds none',
    ...{ fault: 'the currency is ignored', says: /currency of a reference/ },
    breakCore: (core) => ({ findAccounts: ({ currency, ...names }) => core.findAccounts(names) }),
  },
  {
    law: 'what names no account finds none',
    ...{ fault: 'one name is enough', says: /two names/ },
    breakCore: (core) => ({ findAccounts: ({ other, ...names }) => core.findAccounts(names) }),
  },
  {
    law: 'accounts are described as the interface can say it',
    ...{ fault: 'IBANs with wrong check digits', says: /check digits/ },
    breakCore: (core) => changeAccounts(core, { iban: 'DE00999999990000000101' }),
  },
  {
    law: 'accounts are described as the interface can say it',
    ...{ fault: 'full card numbers', says: /full card number/ },
    breakCore: (core) => changeAccounts(core, { pan: '9999990000007020' }),
  },
  {
    law: 'a multicurrency account has one collection level, and sub-accounts in currencies of their own',
    ...{ fault: 'no collection level', says: /collection level/ },
    breakCore: (core) => ({
      findAccounts: async (reference) =>
        (await core.findAccounts(reference)).filter(({ currency }) => currency !== 'XXX'),
    }),
  },
  {
    law: 'the collection level has the balances and the entries of all sub-accounts',
    ...{ fault: 'balances of one', says: /balances differ/ },
    breakCore: (core) => ({
      listBalances: async (id) =>
        (await core.listBalances(id))?.filter(
          ({ balanceAmount }) => balanceAmount.currency === 'EUR' || id.length > 16,
        ),
    }),
  },
  {
    law: 'the known entry is there with its amount, exact and signed',
    ...{ fault: 'amounts through floating point', says: /known entry/ },
    breakCore: (core) => changeBooked(core, (entry) => ({ ...entry, transactionAmount: halve(entry) })),
  },
  {
    law: 'one entry reads as it does in the report',
    ...{ fault: 'the value date is missing', says: /differs on its own/ },
    breakCore: (core) => ({
      findTransaction: async (...ids) => change(await core.findTransaction(...ids), { valueDate: '2000-01-01' }),
    }),
  },
  {
    law: 'an entry is not read through another account, and none is invented',
    ...{ fault: 'the account is not looked at', says: /another account is read|account is not looked at/ },
    breakCore: (core) => ({
      findTransaction: async (id, transactionId) =>
        (await core.findTransaction(id, transactionId)) ?? core.findTransaction('demo-account-201', transactionId),
    }),
  },
  {
    law: 'a pending entry is read with an id and its entry date decides',
    ...{ fault: 'pending ones have no dates', says: /entry date does not decide/ },
    breakCore: (core) => ({
      listTransactions: async (id, query) => {
        const page = await core.listTransactions(id, query);
        return query.dateFrom === undefined || page === undefined ? page : { ...page, entries: [] };
      },
    }),
  },
  {
    law: 'a batch says how many payments it has, and the listed ones sum to its amount',
    ...{ fault: 'the count is wrong', says: /does not count/ },
    breakCore: (core) =>
      changeBooked(core, (entry) => ({
        ...{ ...entry, batchNumberOfTransactions: 2 },
        entryDetails: [{ transactionAmount: entry.transactionAmount }],
      })),
  },
  {
    law: 'balances are in the currency of their account, one of a kind',
    ...{ fault: 'a balance twice', says: /there twice/ },
    breakCore: (core) => changeBalances(core, (balances) => [...balances, ...balances]),
  },
  {
    law: 'the booked balance is the closing one and what was booked since',
    ...{ fault: 'the closing balance of another day', says: /contradict/ },
    breakCore: (core) => changeBalance(core, 'closingBooked', (cents) => cents - 1n),
  },
  {
    law: 'the booked balance is the one after the newest entry, which it names',
    ...{ fault: 'a stale balance', says: /another balance/ },
    breakCore: (core) => changeBalance(core, 'interimBooked', (cents) => cents + 1n),
  },
  {
    law: 'the expected balance adds what is pending to what is booked',
    ...{ fault: 'pending is left out', says: /not what is expected/ },
    breakCore: (core) => changeBalance(core, 'expected', (cents) => cents + 2_350n),
  },
  {
    law: 'an account that is not there has no balances',
    ...{ fault: 'no balances', says: /invented/ },
    breakCore: () => ({ listBalances: async () => [] }),
  },
  {
    law: 'of a card account is available what was billed and what was not, and expected what is pending, too',
    ...{ fault: 'debts are positive', says: /not the whole/ },
    breakCore: (core) => changeBalance(core, 'interimAvailable', (cents) => -cents),
  },
  {
    law: 'standing orders are there once each, pay out, and have a code of the standard',
    ...{ fault: 'amounts without a minus', says: /does not pay out/ },
    breakCore: (core) => ({
      listStandingOrders: async (id) =>
        (await core.listStandingOrders(id))?.map((order) => ({
          ...order,
          transactionAmount: { currency: 'EUR', minorUnits: 1n },
        })),
    }),
  },
  {
    law: 'trusted beneficiaries have a name and an account',
    ...{ fault: 'blank names', says: /blank/ },
    breakCore: (core) => ({
      listTrustedBeneficiaries: async (id) =>
        (await core.listTrustedBeneficiaries(id))?.map((one) => ({ ...one, creditorName: '' })),
    }),
  },
  {
    law: 'an account that is not there has no orders and trusts nobody',
    ...{ fault: 'empty lists', says: /invented/ },
    breakCore: () => ({ listStandingOrders: async () => [] }),
  },
];

export const BREAKAGES: readonly Breakage[] = [
  ...ENTRY_FAULTS.map((fault) => breakReports(fault, 'payment account', 'listTransactions')),
  ...ENTRY_FAULTS.map((fault) => breakReports(fault, 'card account', 'listCardTransactions')),
  ...ACCOUNT_FAULTS,
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

function changeEntries(change: (entries: readonly Entry[]) => readonly Entry[]): (read: Read) => Read {
  return (read) => async (query) => {
    const page = await read(query);
    return page === undefined ? undefined : { ...page, entries: change(page.entries) };
  };
}

function map(change: (entry: BookedEntry) => BookedEntry): (entries: readonly Entry[]) => readonly Entry[] {
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
    map((entry) => {
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

function change<Thing extends object>(thing: Thing | undefined, members: Partial<Thing>): Thing | undefined {
  return thing === undefined ? undefined : { ...thing, ...members };
}

function halve({ transactionAmount: { currency, minorUnits } }: Entry) {
  return { currency, minorUnits: minorUnits / 2n };
}

function changeAccounts(core: CoreBanking, members: Partial<Account>): Partial<CoreBanking> {
  return {
    listAccounts: async (id) => (await core.listAccounts(id)).map((account) => ({ ...account, ...members }) as Account), // of the same kind
  };
}

function changeBooked(core: CoreBanking, change: (entry: BookedEntry) => BookedEntry): Partial<CoreBanking> {
  return {
    listTransactions: (id, query) => changeEntries(map(change))((query) => core.listTransactions(id, query))(query),
  };
}

function changeBalances(
  core: CoreBanking,
  change: (balances: readonly Balance[]) => readonly Balance[],
): Partial<CoreBanking> {
  return {
    async listBalances(id) {
      const balances = await core.listBalances(id);
      return balances === undefined ? undefined : change(balances);
    },
  };
}

function changeBalance(
  core: CoreBanking,
  type: Balance['balanceType'],
  change: (cents: bigint) => bigint,
): Partial<CoreBanking> {
  const changed = (balance: Balance): Balance => {
    const { currency, minorUnits } = balance.balanceAmount;
    return { ...balance, balanceAmount: { currency, minorUnits: change(minorUnits) } };
  };
  return changeBalances(core, (balances) =>
    balances.map((balance) => (balance.balanceType === type ? changed(balance) : balance)),
  );
}
