import { parseProfile } from '@openxs2a/profile';
import type { ConsentSubject, Subject } from '@openxs2a/sca';
import { expect, test } from 'vitest';
import { createFindExemption } from './find-exemption.ts';

const LIST: ConsentSubject = {
  kind: 'consent',
  consentId: 'c',
  tppId: 'PSDDE-BAFIN-100001',
  tppName: 'Accounts in Sight GmbH',
  access: { availableAccounts: 'allAccounts' },
  accounts: ['giro'],
  validUntil: '2026-12-31',
  recurring: false,
  frequencyPerDay: 1,
};
const ON = createFindExemption(parseProfile({ sca: { availableAccountsByPassword: true } }));
const OFF = createFindExemption(parseProfile({}));
const articleOf = async (find: typeof ON, subject: Subject) =>
  (await find({ authorisationId: 'a', psuId: 'p', subject }))?.article;

test.each<readonly [Partial<ConsentSubject>, string | undefined]>([
  [{}, '10'],
  [{ access: { availableAccounts: 'allAccountsWithOwnerName' } }, '10'],
  [{ recurring: true }, undefined],
  [{ access: { availableAccountsWithBalance: 'allAccounts' } }, undefined],
  [{ access: { availableAccounts: 'allAccounts', balances: [] } }, undefined],
  [{ access: { allPsd2: 'allAccounts' } }, undefined],
  [{ access: {} }, undefined],
])('S-14 a consent with %j is exempt by article %s', async (more, article) => {
  expect(await articleOf(ON, { ...LIST, ...more })).toBe(article);
  expect(await articleOf(OFF, { ...LIST, ...more })).toBeUndefined();
});

test('nothing but a consent is exempt', async () => {
  expect(await articleOf(ON, { kind: 'login', psuId: 'p', to: 'the bank' })).toBeUndefined();
});
