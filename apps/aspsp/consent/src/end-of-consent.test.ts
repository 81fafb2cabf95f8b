import { forEachDatabase } from '@openxs2a/store/testing';
import { expect, test } from 'vitest';
import type { Consent } from './consent.ts';
import {
  accepted,
  authorise,
  type Bank,
  createReceived,
  createValid,
  openBank,
  PSU,
  startFor,
  statusOf,
} from './consents.fixture.ts';

/** All that ends a consent, and how it stands then. */
const ENDS: readonly (readonly [status: string, end: (bank: Bank) => Promise<Consent>])[] = [
  ['terminatedByTpp', endBy((bank, { consentId, tppId }) => bank.consents.terminateByTpp(consentId, tppId))],
  ['revokedByPsu', endBy((bank, { consentId }) => bank.consents.revokeByPsu(consentId, PSU))],
  ['expired', endBy((bank) => afterHalfYear(bank).consents.expire())],
  ['expired', endBy((bank, consent) => statusOf(afterHalfYear(bank), consent))],
  ['terminatedByTpp', endBy((bank) => createValid(bank))],
  [
    'rejected',
    async (bank) => {
      const consent = await createReceived(bank);
      accepted(await bank.consents.reject(await startFor(bank, consent)));
      return consent;
    },
  ],
];

function afterHalfYear(bank: Bank): Bank {
  bank.clock.advance({ days: 181 });
  return bank;
}

function endBy(end: (bank: Bank, consent: Consent) => Promise<unknown>) {
  return async (bank: Bank) => {
    const consent = await createValid(bank);
    await end(bank, consent);
    return consent;
  };
}

forEachDatabase((_, open) => {
  test.each(ENDS)('what hangs on a consent ends with it, once: %s', async (status, end) => {
    const ended: string[] = [];
    const onEnd = async (_trx: unknown, { consentId, consentStatus }: Consent) =>
      void ended.push(`${consentId} ${consentStatus}`);
    const bank = await openBank(await open(), { onEnd });
    const { consentId, tppId } = await end(bank);
    expect(ended).toEqual([`${consentId} ${status}`]);
    expect(await statusOf(bank, { consentId, tppId })).toBe(status);
    expect(ended).toHaveLength(1);
  });

  test('a consent does not end without what hangs on it', async () => {
    const bank = await openBank(await open(), { onEnd: () => Promise.reject(new Error('not now')) });
    const consent = await createValid(bank);
    await expect(bank.consents.revokeByPsu(consent.consentId, PSU)).rejects.toThrow('not now');
    expect(await statusOf(bank, consent)).toBe('valid');
  });

  test('when a consent ends by itself is known before it is authorised', async () => {
    const bank = await openBank(await open());
    const limited = await createReceived(bank, { validUntil: '2026-11-30' });
    const before = bank.consents.endOf(limited);
    expect(before).toEqual(new Date('2026-11-30T23:00:00Z'));
    const valid = accepted(await authorise(bank, limited));
    bank.clock.advance({ days: 1 });
    expect([bank.consents.endOf(valid), valid.dueAt]).toEqual([before, before]);
    const unlimited = await createReceived(bank);
    expect(bank.consents.endOf(unlimited).getTime()).toBeGreaterThan(bank.clock().getTime() + 179 * 24 * 3_600_000);
  });
});
