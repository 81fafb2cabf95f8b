import assert from 'node:assert/strict';
import type { Balance, BalanceType } from '../../balance.ts';
import type { CoreBanking } from '../../core-banking.ts';
import { addDays, isIsoDate } from '../../iso-date.ts';
import { formatMoney } from '../../money.ts';
import type { Law } from '../law.ts';
import { ALL_BOOKED, assertUnique, type Entry, getAccount, NOBODY, readAll, readBooked } from '../readings.ts';

export const BALANCE_LAWS: readonly Law[] = [
  {
    name: 'balances are in the currency of their account, one of a kind',
    async check(core, { account }) {
      const { id, currency } = await getAccount(core, account);
      const balances = await listBalances(core, id);
      assertUnique(balances.map(describe), 'a balance');
      for (const { balanceAmount, balanceType, referenceDate } of balances) {
        assert.equal(balanceAmount.currency, currency, 'a balance is in another currency');
        assert.match(formatMoney(balanceAmount), /^-?[0-9]{1,14}(\.[0-9]{1,3})?$/, 'an amount cannot travel');
        assert(referenceDate === undefined || isIsoDate(referenceDate), 'a reference date is no day');
        assert.notEqual(balanceType, 'nonInvoiced', 'a payment account is billed');
      }
    },
  },
  {
    name: 'the booked balance is the closing one and what was booked since',
    async check(core, { account }) {
      const { id } = await getAccount(core, account);
      const balances = await listBalances(core, id);
      const [closing, booked] = [find(balances, 'closingBooked'), find(balances, 'interimBooked')];
      if (closing?.referenceDate === undefined || booked === undefined) return;
      const since = { dateFrom: addDays(closing.referenceDate, 1) };
      const entries = await readBooked((query) => core.listTransactions(id, query), since);
      assert.equal(figure(booked), figure(closing) + sumOf(entries), 'balances and entries contradict each other');
    },
  },
  {
    name: 'the booked balance is the one after the newest entry, which it names',
    async check(core, { account }) {
      const { id } = await getAccount(core, account);
      const booked = find(await listBalances(core, id), 'interimBooked');
      const newest = (await readBooked((query) => core.listTransactions(id, query))).at(-1);
      assert(newest, 'there are no entries');
      const { balanceAfterTransaction: after, entryReference } = newest;
      if (booked === undefined) return;
      if (after !== undefined) assert.equal(figure(booked), after.minorUnits, 'the newest entry has another balance');
      const named = booked.lastCommittedTransaction ?? entryReference;
      assert.equal(named, entryReference, 'the balance names another entry');
    },
  },
  {
    name: 'the expected balance adds what is pending to what is booked',
    needs: 'pendingAccount',
    async check(core, { pendingAccount }) {
      const { id } = await getAccount(core, pendingAccount);
      const balances = await listBalances(core, id);
      const [booked, expected] = [find(balances, 'interimBooked'), find(balances, 'expected')];
      if (booked === undefined || expected === undefined) return;
      const query = { ...ALL_BOOKED, bookingStatus: 'pending' } as const;
      const pending = await readAll((query) => core.listTransactions(id, query), query);
      assert.equal(figure(expected), figure(booked) + sumOf(pending), 'what is pending is not what is expected');
    },
  },
  {
    name: 'an account that is not there has no balances',
    async check(core) {
      assert.equal(await core.listBalances(NOBODY), undefined, 'balances were invented');
    },
  },
  {
    name: 'of a card account is available what was billed and what was not, and expected what is pending, too',
    needs: 'cardAccount',
    async check(core, { cardAccount }) {
      const { id } = await getAccount(core, cardAccount);
      const balances = await listBalances(core, id);
      assertUnique(balances.map(describe), 'a balance');
      const [billed, unbilled] = [find(balances, 'closingBooked'), find(balances, 'nonInvoiced')];
      const [available, expected] = [find(balances, 'interimAvailable'), find(balances, 'expected')];
      if (billed !== undefined && unbilled !== undefined && available !== undefined)
        assert.equal(figure(available), figure(billed) + figure(unbilled), 'billed and unbilled are not the whole');
      if (available === undefined || expected === undefined) return;
      const query = { ...ALL_BOOKED, bookingStatus: 'pending' } as const;
      const pending = await readAll((query) => core.listCardTransactions(id, query), query);
      assert.equal(figure(expected), figure(available) + sumOf(pending), 'what is pending is not what is expected');
    },
  },
];

async function listBalances(core: CoreBanking, accountId: string): Promise<readonly Balance[]> {
  const balances = await core.listBalances(accountId);
  assert(balances !== undefined && balances.length > 0, 'the account has no balances');
  return balances;
}

function find(balances: readonly Balance[], type: BalanceType): Balance | undefined {
  return balances.find(({ balanceType }) => balanceType === type);
}

function figure({ balanceAmount }: Balance): bigint {
  return balanceAmount.minorUnits;
}

/** A kind is told apart by whether it counts a credit line, too. */
function describe({ balanceType, balanceAmount, creditLimitIncluded = false }: Balance): string {
  return `${balanceType} ${balanceAmount.currency} ${creditLimitIncluded}`;
}

function sumOf(entries: readonly Entry[]): bigint {
  return entries.reduce((sum, { transactionAmount }) => sum + transactionAmount.minorUnits, 0n);
}
