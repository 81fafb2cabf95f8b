import type { AccountAccess } from '@openxs2a/consent';
import { DEMO_PSUS } from '@openxs2a/core-banking/demo';
import { afterAll, expect, test } from 'vitest';
import { COLLECTION, giveConsent, HOUSEHOLD, nameOf, openReadBank, SAVINGS } from '../bank.fixture.ts';

const bank = await openReadBank();
const household = await nameOf(bank, HOUSEHOLD);
const savings = await nameOf(bank, SAVINGS);
const currencies = await nameOf(bank, COLLECTION);
const everything: AccountAccess = { allPsd2: 'allAccounts' };
afterAll(() => bank.close());

const open = (access: AccountAccess, given = {}) => giveConsent(bank, access, given);

test.each<[AccountAccess, boolean]>([
  [{ allPsd2: 'allAccountsWithOwnerName' }, true],
  [{ availableAccounts: 'allAccountsWithOwnerName' }, true],
  [{ accounts: [household], additionalInformation: { ownerName: [household] } }, true],
  [{ allPsd2: 'allAccounts' }, false],
  [{ availableAccounts: 'allAccounts' }, false],
  [{ accounts: [household, savings], additionalInformation: { ownerName: [savings] } }, false],
])(
  'AIS-CNS-016 N-AIS-ACC-101 N-AIS-ACC-103 names of owners are there exactly where they were granted: %j',
  async (access, granted) => {
    const consent = await open(access);
    const [account] = (await consent.get('/v1/accounts')).body.accounts;
    const { name } = DEMO_PSUS.personal;
    const names = { ownerName: name, ownerNames: [{ name }], psuName: name };
    if (granted) expect(account).toMatchObject(names);
    else for (const member of Object.keys(names)) expect(account).not.toHaveProperty(member);
  },
);

test('N-AIS-ACC-102 of a company the owner is the company, and the PSU who acts for it', async () => {
  const consent = await open({ allPsd2: 'allAccountsWithOwnerName' }, { psu: 'firstSignatory' });
  const [account] = (await consent.get('/v1/accounts')).body.accounts;
  expect(account.psuName).toBe(DEMO_PSUS.firstSignatory.name);
  expect(account.ownerName).not.toBe(account.psuName);
});

test('AIS-CNS-017 a bank that does not offer names of owners takes the consent, and tells none', async () => {
  const other = await openReadBank({ services: { ownerName: false } });
  const consent = await giveConsent(other, { allPsd2: 'allAccountsWithOwnerName' });
  expect((await consent.get('/v1/accounts')).body.accounts[0]).not.toHaveProperty('ownerName');
  await other.close();
});

test('AIS-CNS-013 a consent to the list of accounts opens the list, without ids, links and balances, and nothing else', async () => {
  const consent = await open({ availableAccounts: 'allAccounts' });
  const { body } = await consent.get('/v1/accounts?withBalance=true');
  expect(body.accounts.map(({ iban }: { iban: string }) => iban)).toEqual([household.iban, savings.iban]);
  for (const account of body.accounts)
    for (const member of ['resourceId', '_links', 'balances']) expect(account).not.toHaveProperty(member);
  const path = `/v1/accounts/${consent.resource(HOUSEHOLD)}`;
  for (const target of [path, `${path}/balances`, `${path}?withBalance=true`])
    expect((await consent.get(target)).outcome).toBe('401 CONSENT_INVALID');
});

test('AIS-CNS-014 a consent to the list with balances opens the balances there, and not on their own', async () => {
  const consent = await open({ availableAccountsWithBalance: 'allAccounts' });
  const { body } = await consent.get('/v1/accounts?withBalance=true');
  for (const account of body.accounts) {
    expect(account.balances.length).toBeGreaterThan(0);
    for (const member of ['resourceId', '_links']) expect(account).not.toHaveProperty(member);
  }
  const balances = await consent.get(`/v1/accounts/${consent.resource(HOUSEHOLD)}/balances`);
  expect(balances.outcome).toBe('401 CONSENT_INVALID');
});

test('AIS-CNS-009 of a bank offered consent the list has what the PSU chose', async () => {
  const consent = await open({ accounts: [], balances: [], transactions: [] }, { chosen: [SAVINGS] });
  const { body } = await consent.get('/v1/accounts');
  expect(body.accounts.map(({ iban }: { iban: string }) => iban)).toEqual([savings.iban]);
});

test('AIS-CNS-012 allPsd2 opens details and balances of every account', async () => {
  const consent = await open(everything);
  for (const account of [HOUSEHOLD, SAVINGS])
    for (const below of ['', '/balances'])
      expect((await consent.get(`/v1/accounts/${consent.resource(account)}${below}`)).status).toBe(200);
});

test('AIS-CNS-021 a consent that is restricted to a kind of account lists that kind', async () => {
  const consent = await open({ ...everything, restrictedTo: ['SVGS'] });
  const { body } = await consent.get('/v1/accounts');
  expect(body.accounts.map(({ cashAccountType }: { cashAccountType: string }) => cashAccountType)).toEqual(['SVGS']);
});

test('AIS-CNS-064 an IBAN with a currency opens that sub-account alone', async () => {
  const consent = await open({ balances: [{ ...currencies, currency: 'USD' }] }, { psu: 'severalCurrencies' });
  const { body } = await consent.get('/v1/accounts');
  expect(body.accounts.map(({ currency }: { currency: string }) => currency)).toEqual(['USD']);
  const { body: answer } = await consent.get(body.accounts[0]._links.balances.href);
  expect(answer.account).toEqual({ ...currencies, currency: 'USD' });
});
