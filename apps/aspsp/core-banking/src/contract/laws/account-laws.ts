import assert from 'node:assert/strict';
import { isIban } from '../../iban.ts';
import { fractionDigits } from '../../money.ts';
import type { Law } from '../law.ts';
import { ALL_BOOKED, assertUnique, getAccount, getPsu, idsOf, NOBODY, readAll } from '../readings.ts';

export const ACCOUNT_LAWS: readonly Law[] = [
  {
    name: 'the accounts of a PSU are there once each, in an order that stays',
    async check(core, { psu, account, foreignAccount }) {
      const { id } = await getPsu(core, psu);
      const accounts = await core.listAccounts(id);
      const ids = accounts.map((account) => account.id);
      assertUnique(ids, 'an account');
      assert(ids.includes((await getAccount(core, account)).id), 'an account of the PSU is missing');
      assert(!ids.includes((await getAccount(core, foreignAccount)).id), 'the account of another is there');
      assert.deepEqual(await core.listAccounts(id), accounts, 'the accounts are not the same when they are read again');
    },
  },
  {
    name: 'an account is the same, found by its id, its holder or any of its names',
    async check(core, { psu }) {
      const { id } = await getPsu(core, psu);
      for (const account of await core.listAccounts(id)) {
        assert.deepEqual(await core.findAccount(account.id), account, 'an account differs when it is found by its id');
        const { iban, bban, maskedPan, msisdn, other, currency } = account;
        for (const [scheme, name] of Object.entries({ iban, bban, maskedPan, msisdn, other })) {
          if (name === undefined) continue;
          const found = await core.findAccounts({ [scheme]: name, currency });
          const same = found.filter((one) => one.id === account.id);
          assert.deepEqual(same, [account], `an account is not found by its ${scheme}`);
        }
      }
    },
  },
  {
    name: 'what names no account finds none',
    async check(core, { account, psu }) {
      assert.equal(await core.findAccount(NOBODY), undefined, 'an account was invented for an id');
      assert.deepEqual(await core.findAccounts({}), [], 'a reference without a name finds accounts');
      assert.deepEqual(await core.findAccounts({ bban: NOBODY }), [], 'an account was invented for a name');
      const elsewhere = { ...account, currency: 'XTS' };
      assert.deepEqual(await core.findAccounts(elsewhere), [], 'the currency of a reference is not looked at');
      const contradicting = { ...account, other: { identification: NOBODY } };
      assert.deepEqual(await core.findAccounts(contradicting), [], 'one of two names is not looked at');
      assert.equal(await core.findAccount((await getPsu(core, psu)).id), undefined, 'a PSU is taken for an account');
    },
  },
  {
    name: 'accounts are described as the interface can say it',
    async check(core, { psu }) {
      for (const account of await core.listAccounts((await getPsu(core, psu)).id)) {
        const { iban, bban, maskedPan, msisdn, other, currency, name = '', displayName = '' } = account;
        assert(iban ?? bban ?? maskedPan ?? msisdn ?? other, 'an account has no name to refer to');
        assert(iban === undefined || isIban(iban), 'an IBAN has wrong check digits');
        assert(currency === 'XXX' || fractionDigits(currency) !== undefined, 'an account is in no currency');
        assert(name.length <= 70 && displayName.length <= 70, 'a name is longer than 70 characters');
        assert(account.signatures >= 1, 'nobody has to sign');
        assert.equal(account.pan, undefined, 'a full card number is shown');
        assert((maskedPan ?? '').replace(/\D/g, '').length <= 10, 'a masked card number shows too much');
      }
    },
  },
];

export const MULTICURRENCY_LAWS: readonly Law[] = [
  {
    name: 'a multicurrency account has one collection level, and sub-accounts in currencies of their own',
    needs: 'multicurrencyAccount',
    async check(core, { multicurrencyAccount = {} }) {
      const accounts = await core.findAccounts(multicurrencyAccount);
      const [collection, ...others] = accounts.filter(({ currency }) => currency === 'XXX');
      assert(collection !== undefined && others.length === 0, 'there is not one collection level');
      const subAccounts = accounts.filter(({ id }) => id !== collection.id);
      assert(subAccounts.length > 1, 'there are no sub-accounts');
      assertUnique(
        subAccounts.map(({ currency }) => currency),
        'a currency',
      );
      for (const account of subAccounts) {
        const collectionId = account.kind === 'payment' ? account.collectionId : undefined;
        assert.equal(collectionId, collection.id, 'a sub-account belongs to no collection');
        const picked = await core.findAccounts({ ...multicurrencyAccount, currency: account.currency });
        assert.deepEqual(picked, [account], 'a currency does not pick its sub-account');
      }
    },
  },
  {
    name: 'the collection level has the balances and the entries of all sub-accounts',
    needs: 'multicurrencyAccount',
    async check(core, { multicurrencyAccount = {} }) {
      const accounts = await core.findAccounts(multicurrencyAccount);
      const query = { ...ALL_BOOKED, bookingStatus: 'both', limit: 5 } as const;
      const read = async (id: string) => {
        const entries = idsOf(await readAll((query) => core.listTransactions(id, query), query));
        const balances = (await core.listBalances(id)) ?? [];
        const figures = balances.map(({ balanceType, balanceAmount }) => `${balanceType} ${balanceAmount.currency}`);
        return { entries, figures };
      };
      const collection = accounts.find(({ currency }) => currency === 'XXX');
      const whole = await read(collection?.id ?? NOBODY);
      const parts = await Promise.all(accounts.filter((one) => one !== collection).map(({ id }) => read(id)));
      assert(whole.entries.length > 0, 'there are no entries');
      assert.deepEqual(whole.entries.toSorted(), parts.flatMap(({ entries }) => entries).toSorted(), 'entries differ');
      assert.deepEqual(whole.figures.toSorted(), parts.flatMap(({ figures }) => figures).toSorted(), 'balances differ');
    },
  },
];
