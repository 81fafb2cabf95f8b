import type { Schemas } from '@openxs2a/xs2a/types';
import { expect, test } from 'vitest';
import { ACCOUNTS } from './accounts.ts';
import { createBank } from './bank.ts';
import type { Consent } from './consent.ts';

const asked: Schemas['consents'] = {
  access: { balances: [{ iban: ACCOUNTS[0]?.iban ?? '' }] },
  recurringIndicator: true,
  validUntil: '2026-09-20',
  frequencyPerDay: 2,
  combinedServiceIndicator: false,
};

function openBank() {
  let id = 0;
  let day = '2026-09-14';
  const bank = createBank({ accounts: ACCOUNTS, clock: () => new Date(day), newId: () => `id-${++id}` });
  const ask = (tppId = 'tpp', more: Partial<Schemas['consents']> = {}): Consent => {
    const consent = bank.askForConsent(tppId, { ...asked, ...more });
    if (typeof consent === 'string') throw new Error(consent);
    return consent;
  };
  const setDay = (next: string) => {
    day = next;
  };
  return { bank, ask, setDay };
}

test('a consent is received until the PSU says yes', () => {
  const { bank, ask } = openBank();
  const { id } = ask();
  expect(bank.findConsent('tpp', id)?.status).toBe('received');
  bank.letPsuSayYes(id);
  expect(bank.findConsent('tpp', id)?.status).toBe('valid');
});

test('a consent does not exist for another TPP', () => {
  const { bank, ask } = openBank();
  expect(bank.findConsent('another', ask().id)).toBeUndefined();
  expect(bank.findConsent('tpp', 'unheard-of')).toBeUndefined();
  expect(bank.letPsuSayYes('unheard-of')).toBeUndefined();
});

test('only accounts with a right on them are listed', () => {
  const { bank, ask } = openBank();
  expect(bank.listAccounts(ask()).map(({ name }) => name)).toEqual(['Household']);
});

test('a newer recurring consent of the same TPP ends the older one once it is valid', () => {
  const { bank, ask } = openBank();
  const [older, foreign, newer] = [ask(), ask('another'), ask()];
  for (const { id } of [older, foreign]) bank.letPsuSayYes(id);
  expect(bank.findConsent('tpp', older.id)?.status).toBe('valid');
  bank.letPsuSayYes(newer.id);
  expect(bank.findConsent('tpp', older.id)?.status).toBe('terminatedByTpp');
  expect(bank.findConsent('another', foreign.id)?.status).toBe('valid');
});

test('a consent for once leaves the older ones alone', () => {
  const { bank, ask } = openBank();
  const older = ask();
  bank.letPsuSayYes(older.id);
  bank.letPsuSayYes(ask('tpp', { recurringIndicator: false }).id);
  expect(bank.findConsent('tpp', older.id)?.status).toBe('valid');
});

test('a consent runs out after its last day', () => {
  const { bank, ask, setDay } = openBank();
  const { id } = ask();
  bank.letPsuSayYes(id);
  setDay('2026-09-21');
  expect(bank.findConsent('tpp', id)?.status).toBe('expired');
});

test('a consent whose last day is over is not taken', () => {
  expect(openBank().bank.askForConsent('tpp', { ...asked, validUntil: '2026-09-13' })).toBe('over already');
});

test('reads without the PSU are counted by resource and day', () => {
  const { bank, ask, setDay } = openBank();
  const consent = ask();
  expect(['a', 'a', 'a', 'b'].map((resource) => bank.countRead(consent, resource))).toEqual([true, true, false, true]);
  setDay('2026-09-15');
  expect(bank.countRead(consent, 'a')).toBe(true);
});
