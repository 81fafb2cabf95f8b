import { DEMO_PSUS } from '@openxs2a/core-banking/demo';
import { parseProfile } from '@openxs2a/profile';
import { afterAll, expect, test } from 'vitest';
import { createAccountDirectory } from './account-directory.ts';
import { createTestBank } from './testing/test-bank.ts';

const bank = await createTestBank({ parts: () => [] });
afterAll(() => bank.close());
const directoryWith = (multiCurrency: string) =>
  createAccountDirectory(bank.core, parseProfile({ accounts: { multiCurrency } }));

const psu = { psuId: DEMO_PSUS.severalCurrencies.id };

test.each([
  ['sub-accounts', ['BHD', 'EUR', 'JPY', 'USD']],
  ['collection', ['XXX']],
  ['both', ['BHD', 'EUR', 'JPY', 'USD', 'XXX']],
])('AIS-ACC-005 AIS-ACC-016 of an account of several currencies a bank shows %s', async (level, expected) => {
  const accounts = await directoryWith(level).listAccounts(psu);
  expect(accounts.map(({ reference }) => reference.currency).sort()).toEqual(expected);
});

test('AIS-ACC-005 a reference with a currency names one level, without it all that the bank shows', async () => {
  const directory = directoryWith('sub-accounts');
  const [account] = await directory.listAccounts(psu);
  const iban = String(account?.reference.iban);
  expect(await directory.resolve({ iban, currency: 'JPY' }, psu)).toHaveLength(1);
  expect(await directory.resolve({ iban }, psu)).toHaveLength(4);
  expect(await directory.resolve({ iban }, { psuId: DEMO_PSUS.personal.id })).toEqual([]);
});

test('a closed account opens to nobody anew', async () => {
  const { id } = DEMO_PSUS.closedAccount;
  const all = await bank.core.listAccounts(id);
  const closed = all.filter(({ status }) => status === 'deleted').map(({ id: own }) => own);
  expect(closed).not.toEqual([]);
  const listed = (await directoryWith('both').listAccounts({ psuId: id })).map(({ accountId }) => accountId);
  expect(listed.filter((accountId) => closed.includes(accountId))).toEqual([]);
});

test('cards are named by their masked number', async () => {
  const accounts = await directoryWith('both').listAccounts({ psuId: DEMO_PSUS.cards.id });
  const cards = accounts.filter(({ kind }) => kind === 'card');
  expect(cards.length).toBeGreaterThan(0);
  for (const { reference } of cards) expect(Object.keys(reference)).toEqual(['maskedPan']);
});

test('a bank without card accounts opens none of them', async () => {
  const directory = createAccountDirectory(bank.core, parseProfile({ services: { cardAccounts: false } }));
  const accounts = await directory.listAccounts({ psuId: DEMO_PSUS.cards.id });
  expect(accounts.filter(({ kind }) => kind === 'card')).toEqual([]);
});
