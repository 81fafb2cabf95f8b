import type { Account } from '../account.ts';
import type { Balance } from '../balance.ts';
import type { CoreBanking } from '../core-banking.ts';
import type { BookedEntry } from '../transaction.ts';
import type { Breakage } from './breakage.fixture.ts';
import { changeEntries, ENTRY_BREAKAGES, mapBooked } from './entry-breakages.fixture.ts';
import type { Entry } from './readings.ts';

const OTHER_BREAKAGES: readonly Breakage[] = [
  {
    ...{ law: 'a PSU is found by the name that it bears', fault: 'nobody is found', says: /not found/ },
    breakCore: () => ({ findPsu: async () => undefined }),
  },
  {
    ...{ law: 'a PSU that is not there is undefined and has no accounts', fault: 'anybody', says: /invented/ },
    breakCore: (core) => ({ findPsu: () => core.findPsu({ psuId: 'personal' }) }),
  },
  {
    ...{
      law: 'a PSU is found by the id of its role, and nobody by that of none',
      fault: 'nobody',
      says: /another PSU/,
    },
    breakCore: () => ({ findPsuById: async () => undefined }),
  },
  {
    ...{ law: 'a PSU is found by the id of its role, and nobody by that of none', fault: 'anybody', says: /invented/ },
    breakCore: (core) => ({
      findPsuById: async (id) => (await core.findPsuById(id)) ?? core.findPsu({ psuId: 'personal' }),
    }),
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

export const BREAKAGES: readonly Breakage[] = [...ENTRY_BREAKAGES, ...OTHER_BREAKAGES];

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
    listTransactions: (id, query) =>
      changeEntries(mapBooked(change))((query) => core.listTransactions(id, query))(query),
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
