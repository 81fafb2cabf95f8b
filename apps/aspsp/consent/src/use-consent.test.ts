import { forEachDatabase } from '@openxs2a/store/testing';
import { expect, test } from 'vitest';
import {
  accepted,
  createReceived,
  createValid,
  openBank,
  PSU,
  read,
  resourcesOf,
  resultOf,
  TPP,
} from './consents.fixture.ts';

const many = (count: number) => Array.from({ length: count }, (_, index) => index);

forEachDatabase((_, open) => {
  test('AIS-CNS-042: nothing is read before the consent is valid', async () => {
    const bank = await openBank(await open());
    const received = await createReceived(bank);
    expect(await resultOf(read(bank, received, { operation: 'getAccountList' }))).toBe('consent-not-valid');
  });

  test('a valid consent opens what was granted, with ids that say nothing about the accounts', async () => {
    const bank = await openBank(await open());
    const consent = await createValid(bank);
    const { giro = '' } = await resourcesOf(bank, consent);
    const grant = accepted(await read(bank, consent, { operation: 'getBalances', resourceId: giro }));
    expect(grant).toMatchObject({
      consentId: consent.consentId,
      tppId: TPP.tppId,
      psuId: PSU,
      account: { accountId: 'giro', resourceId: giro, rights: ['details', 'balances', 'transactions'] },
    });
    expect(giro).toMatch(/^[\da-f-]{36}$/);
  });

  test('RTS-FRQ-001: the fifth read of a day without the PSU is refused where the frequency is four', async () => {
    const bank = await openBank(await open());
    const consent = await createValid(bank);
    const { giro = '' } = await resourcesOf(bank, consent);
    const results = [];
    for (const _ of many(5))
      results.push(await resultOf(read(bank, consent, { operation: 'getBalances', resourceId: giro })));
    expect(results).toEqual(['accepted', 'accepted', 'accepted', 'accepted', 'frequency-exceeded']);
  });

  test('of fifty reads at once on two nodes as many succeed as the frequency allows', async () => {
    const location = await open.locate();
    const one = await openBank(await open.at(location), { node: 'one' });
    const two = await openBank(await open.at(location), { node: 'two', clock: one.clock });
    const consent = await createValid(one);
    const { giro = '' } = await resourcesOf(one, consent);
    const outcomes = await Promise.all(
      many(50).map((index) =>
        resultOf(read(index % 2 === 0 ? one : two, consent, { operation: 'getBalances', resourceId: giro })),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === 'accepted')).toHaveLength(4);
    expect(outcomes.filter((outcome) => outcome === 'frequency-exceeded')).toHaveLength(46);
    const { records } = await one.consents.audit({ tppId: TPP.tppId, kind: 'consent-used' });
    expect(records.filter(({ body }) => JSON.stringify(body).includes('getBalances'))).toHaveLength(4);
    for (const { log } of [one, two]) await log.seal();
    expect(await one.log.verify()).toMatchObject({ accepted: true });
  });
});
