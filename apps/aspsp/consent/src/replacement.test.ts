import { forEachDatabase } from '@openxs2a/store/testing';
import { expect, test } from 'vitest';
import {
  authorise,
  createReceived,
  createValid,
  OTHER_TPP,
  openBank,
  PSU,
  startFor,
  statusOf,
} from './consents.fixture.ts';

const BANK_OFFERED = { access: { balances: [] }, chosen: ['giro'] };

forEachDatabase((_, open) => {
  test.each([
    ['terminatedByTpp', {}],
    ['expired', { whenReplaced: 'expired' }],
  ] as const)(
    'AIS-CNS-033: a recurring consent ends the older one when it is authorised, as %s by policy',
    async (status, policy) => {
      const bank = await openBank(await open(), { policy });
      const older = await createValid(bank);
      const newer = await createReceived(bank);
      expect(await statusOf(bank, older)).toBe('valid');
      await authorise(bank, newer);
      expect([await statusOf(bank, older), await statusOf(bank, newer)]).toEqual([status, 'valid']);
    },
  );

  test('AIS-CNS-034: a one-off consent ends no other, and is ended by none', async () => {
    const bank = await openBank(await open());
    const recurring = await createValid(bank);
    const oneOff = await createValid(bank, { recurringIndicator: false });
    expect(await statusOf(bank, recurring)).toBe('valid');
    await createValid(bank);
    expect([await statusOf(bank, recurring), await statusOf(bank, oneOff)]).toEqual(['terminatedByTpp', 'valid']);
  });

  test('AIS-CNS-035: a consent that is refused leaves the older one valid', async () => {
    const bank = await openBank(await open());
    const older = await createValid(bank);
    const newer = await createReceived(bank);
    const { authorisationId } = await startFor(bank, newer);
    await bank.consents.reject({ consentId: newer.consentId, authorisationId });
    expect([await statusOf(bank, older), await statusOf(bank, newer)]).toEqual(['valid', 'rejected']);
  });

  test('AIS-CNS-036: consents of other TPPs, other PSUs and for other companies stay', async () => {
    const bank = await openBank(await open());
    const others = [
      await createValid(bank, { tpp: OTHER_TPP }),
      await createValid(bank, { psuId: 'another' }),
      await createValid(bank, { corporateId: 'company' }),
    ];
    await createValid(bank);
    for (const other of others) expect(await statusOf(bank, other)).toBe('valid');
  });

  test('AIS-CNS-037: where several consents are supported, both stay', async () => {
    const bank = await openBank(await open(), { policy: { multipleConsents: true } });
    const older = await createValid(bank);
    const newer = await createValid(bank);
    expect([await statusOf(bank, older), await statusOf(bank, newer)]).toEqual(['valid', 'valid']);
  });

  test('AIS-CNS-038: an older one that was never authorised is rejected, and a younger one waits on', async () => {
    const bank = await openBank(await open());
    const older = await createReceived(bank);
    bank.clock.advance({ minutes: 1 });
    const middle = await createReceived(bank);
    bank.clock.advance({ minutes: 1 });
    const younger = await createReceived(bank);
    await authorise(bank, middle);
    expect([await statusOf(bank, older), await statusOf(bank, middle), await statusOf(bank, younger)]).toEqual([
      'rejected',
      'valid',
      'received',
    ]);
  });

  test('N-AIS-CNS-111: the form of access does not matter, and the PSU is the one that authorised', async () => {
    const bank = await openBank(await open());
    const older = await createValid(bank, BANK_OFFERED);
    const newer = await createReceived(bank);
    const { authorisationId } = await startFor(bank, newer);
    await bank.consents.confirm({ consentId: newer.consentId, authorisationId, psuId: PSU });
    expect(await statusOf(bank, older)).toBe('terminatedByTpp');
  });

  test('what has run out is expired, not replaced', async () => {
    const bank = await openBank(await open());
    const older = await createValid(bank, { validUntil: '2026-11-26' });
    bank.clock.advance({ days: 1 });
    await createValid(bank);
    expect(await statusOf(bank, older)).toBe('expired');
  });

  test('of recurring consents that are authorised at once on two nodes one is left', async () => {
    const location = await open.locate();
    const one = await openBank(await open.at(location), { node: 'one' });
    const two = await openBank(await open.at(location), { node: 'two', clock: one.clock });
    const received = [];
    for (let count = 0; count < 6; count += 1) {
      const consent = await createReceived(one);
      received.push({ consent, ...(await startFor(one, consent)) });
      one.clock.advance({ milliseconds: 1 });
    }
    await Promise.all(
      received.map(({ consentId, authorisationId }, index) =>
        (index % 2 === 0 ? one : two).consents.confirm({ consentId, authorisationId, psuId: PSU }),
      ),
    );
    const statuses = await Promise.all(received.map(({ consent }) => statusOf(one, consent)));
    expect(statuses.filter((status) => status === 'valid')).toHaveLength(1);
    expect(statuses.filter((status) => status === 'received')).toEqual([]);
  });
});
