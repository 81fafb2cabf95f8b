import { forEachDatabase } from '@openxs2a/store/testing';
import { expect, test } from 'vitest';
import type { Consent } from './consent.ts';
import {
  type Bank,
  createValid,
  GIRO,
  openBank,
  read,
  resourcesOf,
  resultOf,
  statusOf,
  TPP,
} from './consents.fixture.ts';

const ONE_OFF = { recurringIndicator: false, access: { balances: [GIRO], transactions: [GIRO] } };

forEachDatabase((_, open) => {
  /** Reads everything that the consent opens, but for the list of card accounts, which the builders read. */
  const readAll = async (bank: Bank, consent: Consent) => {
    const { giro: resourceId } = await resourcesOf(bank, consent);
    const use = (operation: Parameters<typeof read>[2]['operation'], part?: string) =>
      resultOf(read(bank, consent, { operation, resourceId, part }));
    const results = [await resultOf(read(bank, consent, { operation: 'getAccountList' }))];
    results.push(await use('readAccountDetails'), await use('getBalances'), await use('getTransactionList', 'both'));
    expect(await statusOf(bank, consent)).toBe('valid');
    results.push(await use('getTransactionList', 'information'));
    expect(results).toEqual(results.map(() => 'accepted'));
    return { resourceId };
  };

  test('AIS-CNS-057, RTS-FRQ-011: each read can be done once, with the PSU there or not, today or later', async () => {
    const bank = await openBank(await open());
    const consent = await createValid(bank, ONE_OFF);
    const { giro: resourceId } = await resourcesOf(bank, consent);
    const balances = (psuPresent: boolean) =>
      resultOf(read(bank, consent, { operation: 'getBalances', resourceId, psuPresent }));
    expect([await balances(true), await balances(true), await balances(false)]).toEqual([
      'accepted',
      'one-off-used',
      'one-off-used',
    ]);
    bank.clock.advance({ days: 1 });
    expect(await balances(true)).toBe('one-off-used');
    expect(await statusOf(bank, consent)).toBe('valid');
  });

  test.each(['account', 'none'] as const)(
    'AIS-CNS-057: so it is where recurring consents count per %s',
    async (countPer) => {
      const bank = await openBank(await open(), { policy: { frequencyPerDay: { countPer } } });
      const consent = await createValid(bank, ONE_OFF);
      const { giro: resourceId } = await resourcesOf(bank, consent);
      const balances = () => resultOf(read(bank, consent, { operation: 'getBalances', resourceId }));
      const details = () => resultOf(read(bank, consent, { operation: 'readAccountDetails', resourceId }));
      expect([await balances(), await details(), await balances()]).toEqual(['accepted', 'accepted', 'one-off-used']);
    },
  );

  test('AIS-CNS-058, AIS-CNS-043: it is expired when all was read, and pages and details follow for a while', async () => {
    const bank = await openBank(await open());
    const consent = await createValid(bank, ONE_OFF);
    const { resourceId } = await readAll(bank, consent);
    expect(await statusOf(bank, consent)).toBe('expired');
    const again = () => resultOf(read(bank, consent, { operation: 'getBalances', resourceId }));
    const page = () =>
      resultOf(read(bank, consent, { operation: 'getTransactionList', resourceId, part: 'both', page: true }));
    const details = (part: string) =>
      resultOf(read(bank, consent, { operation: 'getTransactionDetails', resourceId, part }));
    expect([await again(), await page(), await details('1'), await details('1')]).toEqual([
      'consent-expired',
      'accepted',
      'accepted',
      'consent-expired',
    ]);
    bank.clock.advance({ minutes: 20 });
    expect([await page(), await details('2')]).toEqual(['consent-expired', 'consent-expired']);
  });

  test('AIS-CNS-058: a list of available accounts is used up by one call', async () => {
    const bank = await openBank(await open());
    const consent = await createValid(bank, {
      recurringIndicator: false,
      access: { availableAccounts: 'allAccounts', restrictedTo: ['CACC'] },
    });
    expect(await resultOf(read(bank, consent, { operation: 'getAccountList' }))).toBe('accepted');
    expect(await resultOf(read(bank, consent, { operation: 'getAccountList' }))).toBe('consent-expired');
    expect(await statusOf(bank, consent)).toBe('expired');
  });

  test('AIS-CNS-058: what was given back is not used up', async () => {
    const bank = await openBank(await open());
    const consent = await createValid(bank, {
      recurringIndicator: false,
      access: { availableAccounts: 'allAccounts', restrictedTo: ['CACC'] },
    });
    const list = await read(bank, consent, { operation: 'getAccountList' });
    if (list.accepted) await bank.consents.returnUse(list.evidence, 'request');
    expect(await statusOf(bank, consent)).toBe('valid');
    expect(await resultOf(read(bank, consent, { operation: 'getAccountList' }))).toBe('accepted');
  });

  test('AIS-CNS-059: it ends some minutes after its authorisation where the policy says so', async () => {
    const bank = await openBank(await open(), { policy: { oneOff: { within: 20 } } });
    const consent = await createValid(bank, ONE_OFF);
    const recurring = await createValid(bank);
    bank.clock.advance({ minutes: 19 });
    expect(await statusOf(bank, consent)).toBe('valid');
    bank.clock.advance({ minutes: 1 });
    expect(await resultOf(read(bank, consent, { operation: 'getAccountList' }))).toBe('consent-expired');
    expect(await statusOf(bank, recurring)).toBe('valid');
  });

  test('of fifty reads at once with a one-off consent one succeeds', async () => {
    const bank = await openBank(await open());
    const consent = await createValid(bank, ONE_OFF);
    const { giro: resourceId } = await resourcesOf(bank, consent);
    const reads = Array.from({ length: 50 }, () =>
      resultOf(read(bank, consent, { operation: 'getBalances', resourceId })),
    );
    expect((await Promise.all(reads)).filter((result) => result === 'accepted')).toHaveLength(1);
    const { records } = await bank.consents.audit({ tppId: TPP.tppId, kind: 'consent-refused' });
    expect(records).toHaveLength(49);
  });
});
