import { forEachDatabase } from '@openxs2a/store/testing';
import { expect, test } from 'vitest';
import {
  accepted,
  authorise,
  CARD,
  createReceived,
  createValid,
  DOLLARS,
  EUROS,
  GIRO,
  type GivenConsent,
  openBank,
  read,
  resourcesOf,
  resultOf,
  SAVINGS,
  statusOf,
  TPP,
} from './consents.fixture.ts';
import type { AisOperation } from './domain/ais-operation.ts';

const READS = [
  'readAccountDetails',
  'getBalances',
  'getTransactionList',
  'getTransactionDetails',
  'getCheques',
] as const;
const CARD_READS = ['readCardAccountDetails', 'getCardAccountBalances', 'getCardAccountTransactionList'] as const;
const MULTI = { iban: EUROS.iban };

forEachDatabase((_, open) => {
  const openAccess = async (given: GivenConsent, policy = {}) => {
    const bank = await openBank(await open(), { policy });
    const consent = await createValid(bank, given);
    return { bank, consent, resources: await resourcesOf(bank, consent) };
  };
  const openedOf = async (given: GivenConsent, accountId: string, operations: readonly AisOperation[] = READS) => {
    const { bank, consent, resources } = await openAccess(given);
    const resourceId = resources[accountId];
    const opened = [];
    for (const operation of operations)
      if ((await resultOf(read(bank, consent, { operation, resourceId }))) === 'accepted') opened.push(operation);
    return opened;
  };

  test.each([
    ['AIS-CNS-004: accounts', { accounts: [GIRO] }, ['readAccountDetails']],
    ['AIS-CNS-007, AIS-CNS-008: balances', { balances: [GIRO] }, ['readAccountDetails', 'getBalances']],
    [
      'AIS-CNS-007, AIS-CNS-008: transactions',
      { transactions: [GIRO] },
      ['readAccountDetails', 'getTransactionList', 'getTransactionDetails', 'getCheques'],
    ],
    ['AIS-CNS-012: allPsd2', { allPsd2: 'allAccounts' }, READS],
    ['AIS-CNS-013: availableAccounts', { availableAccounts: 'allAccounts' }, []],
    ['AIS-CNS-014: availableAccountsWithBalance', { availableAccountsWithBalance: 'allAccounts' }, []],
  ] as const)('%s opens what it names and no more', async (_, access, opened) => {
    expect(await openedOf({ access }, 'giro')).toEqual(opened);
  });

  test('a card account opens at the endpoints of cards alone', async () => {
    const given = { access: { balances: [CARD], transactions: [CARD] } };
    expect(await openedOf(given, 'card', [...READS, ...CARD_READS])).toEqual(CARD_READS);
  });

  test('what is not granted is refused with the account known', async () => {
    const { bank, consent, resources } = await openAccess({ access: { balances: [GIRO] } });
    const use = { operation: 'getTransactionList', resourceId: resources['giro'] } as const;
    expect(await resultOf(read(bank, consent, use))).toBe('access-not-granted');
  });

  test('AIS-CNS-014: balances of available accounts are for the list', async () => {
    const { bank, consent } = await openAccess({ access: { availableAccountsWithBalance: 'allAccounts' } });
    const { accounts } = accepted(await read(bank, consent, { operation: 'getAccountList' }));
    expect(accounts.map(({ accountId, rights }) => [accountId, rights])).toContainEqual(['giro', ['balances']]);
  });

  test.each([
    [{ allPsd2: 'allAccountsWithOwnerName' }, true],
    [{ availableAccounts: 'allAccountsWithOwnerName' }, true],
    [{ balances: [GIRO], additionalInformation: { ownerName: [GIRO] } }, true],
    [{ allPsd2: 'allAccounts' }, false],
    [{ balances: [GIRO] }, false],
  ] as const)('AIS-CNS-016, N-AIS-ACC-103: %j grants the owner’s name: %s', async (access, granted) => {
    const { bank, consent, resources } = await openAccess({ access });
    const { accounts } = accepted(await read(bank, consent, { operation: 'getAccountList' }));
    const giro = accounts.find(({ resourceId }) => resourceId === resources['giro']);
    expect(giro?.rights.includes('ownerName')).toBe(granted);
  });

  test.each([
    [{ allPsd2: 'allAccounts' }, true],
    [{ balances: [GIRO], additionalInformation: { trustedBeneficiaries: [GIRO] } }, true],
    [{ balances: [GIRO], additionalInformation: { trustedBeneficiaries: [] } }, true],
    [{ availableAccounts: 'allAccounts' }, false],
    [{ balances: [GIRO] }, false],
  ] as const)('AIS-CNS-069: %j grants trusted beneficiaries: %s', async (access, granted) => {
    const { bank, consent } = await openAccess({ access }, { offered: { trustedBeneficiaries: true } });
    const { accounts } = accepted(await read(bank, consent, { operation: 'getAccountList' }));
    expect(accounts.some(({ rights }) => rights.includes('trustedBeneficiaries'))).toBe(granted);
  });

  test('AIS-CNS-021: a restriction cuts all accounts down to those of its kinds', async () => {
    const { resources } = await openAccess({ access: { allPsd2: 'allAccounts', restrictedTo: ['SVGS'] } });
    expect(Object.keys(resources)).toEqual(['savings']);
  });

  test('AIS-CNS-064: an IBAN stands for all sub-accounts, with a currency for one', async () => {
    const all = await openAccess({ access: { balances: [MULTI] } });
    expect(Object.keys(all.resources)).toEqual(['multi-eur', 'multi-usd']);
    const one = await openAccess({ access: { balances: [DOLLARS] } });
    expect(Object.keys(one.resources)).toEqual(['multi-usd']);
  });

  test('AIS-CNS-009, N-AIS-CNS-108, N-AIS-CNS-109: a bank offered consent reads as asked, then as chosen, per currency', async () => {
    const bank = await openBank(await open());
    const access = { balances: [], transactions: [] };
    const consent = await createReceived(bank, { access });
    expect(consent.access).toEqual(access);
    await authorise(bank, consent, { chosen: ['multi-eur', 'multi-usd'] });
    expect(accepted(await bank.consents.find(consent.consentId, TPP.tppId)).access).toEqual({
      balances: [EUROS, DOLLARS],
      transactions: [EUROS, DOLLARS],
    });
    expect(Object.keys(await resourcesOf(bank, consent))).toEqual(['multi-eur', 'multi-usd']);
  });

  test.each([
    ['no-account-chosen', []],
    ['no-account-chosen', undefined],
    ['account-not-of-psu', ['giro', 'somebody-elses']],
  ] as const)(
    'a bank offered consent is refused with %s for a choice of %j, and can be tried again',
    async (reason, chosen) => {
      const bank = await openBank(await open());
      const consent = await createReceived(bank, { access: { accounts: [] } });
      expect(await resultOf(authorise(bank, consent, chosen && { chosen }))).toBe(reason);
      expect(await statusOf(bank, consent)).toBe('received');
      expect(await resultOf(authorise(bank, consent, { chosen: ['giro'] }))).toBe('accepted');
    },
  );

  test('N-AIS-CNS-103, N-AIS-CNS-104: additional information is shown for the accounts for which it is given', async () => {
    const offered = { offered: { trustedBeneficiaries: true } };
    const named = await openAccess(
      { access: { balances: [GIRO, SAVINGS], additionalInformation: { ownerName: [GIRO], trustedBeneficiaries: [] } } },
      offered,
    );
    expect(named.consent.access.additionalInformation).toEqual({
      ownerName: [GIRO],
      trustedBeneficiaries: [GIRO, SAVINGS],
    });
    const chosen = await openAccess(
      { access: { balances: [], additionalInformation: { ownerName: [] } }, chosen: ['giro'] },
      offered,
    );
    expect(chosen.consent.access).toEqual({ balances: [GIRO], additionalInformation: { ownerName: [GIRO] } });
  });

  test('a consent to all accounts of a PSU without any is valid, and opens none', async () => {
    const { resources } = await openAccess({ access: { allPsd2: 'allAccounts' }, psuId: 'psu-with-nothing' });
    expect(resources).toEqual({});
  });
});
