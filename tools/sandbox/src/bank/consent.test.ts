import { expect, test } from 'vitest';
import { type Consent, type ConsentEvent, type ConsentStatus, transition } from './consent.ts';

const NONE: ReadonlySet<string> = new Set();
const TODAY = '2026-09-14';

const consent: Consent = {
  id: 'c',
  tppId: 't',
  asked: {
    access: {},
    recurringIndicator: true,
    validUntil: '2026-09-20',
    frequencyPerDay: 4,
    combinedServiceIndicator: false,
  },
  access: { accounts: NONE, balances: NONE, transactions: NONE },
  status: 'received',
  lastActionDate: '2026-09-01',
  authorisation: { id: 'a', scaStatus: 'received' },
};
const valid: Consent = { ...consent, status: 'valid', authorisation: { id: 'a', scaStatus: 'finalised' } };

test.each<[Consent, ConsentEvent, ConsentStatus, string]>([
  [consent, 'psuSaysYes', 'valid', 'finalised'],
  [consent, 'psuSaysNo', 'rejected', 'failed'],
  [consent, 'tppEnds', 'terminatedByTpp', 'failed'],
  [valid, 'tppEnds', 'terminatedByTpp', 'finalised'],
  [valid, 'psuRevokes', 'revokedByPsu', 'finalised'],
  [valid, 'newerConsent', 'terminatedByTpp', 'finalised'],
])('of %o, %s makes %s', (before, event, status, scaStatus) => {
  const after = transition(before, event, TODAY);
  expect(after).toMatchObject({ status, lastActionDate: TODAY, authorisation: { scaStatus } });
});

test.each<[Consent, ConsentEvent]>([
  [consent, 'newerConsent'],
  [consent, 'psuRevokes'],
  [valid, 'psuSaysYes'],
  [valid, 'psuSaysNo'],
])('of %o, %s means nothing', (before, event) => {
  expect(transition(before, event, TODAY)).toBe(before);
});

test('a consent lasts through its last day and is expired on the next', () => {
  expect(transition(valid, 'dayPasses', '2026-09-20').status).toBe('valid');
  expect(transition(valid, 'dayPasses', '2026-09-21').status).toBe('expired');
  expect(transition(consent, 'dayPasses', '2026-09-21').status).toBe('expired');
});

const FINAL: readonly ConsentStatus[] = ['rejected', 'expired', 'revokedByPsu', 'terminatedByTpp'];
const EVENTS: readonly ConsentEvent[] = [
  'psuSaysYes',
  'psuSaysNo',
  'psuRevokes',
  'tppEnds',
  'newerConsent',
  'dayPasses',
];

test.each(FINAL)('nothing moves a consent that is %s', (status) => {
  const ended: Consent = { ...consent, status };
  for (const event of EVENTS) expect(transition(ended, event, '2099-01-01')).toBe(ended);
});
