import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changePolicy } from '../consents.fixture.ts';
import { type ConsentEvent, type ConsentStatus, isFinalConsent, transitionConsent } from './consent-status.ts';

const STATUSES = [
  'received',
  'partiallyAuthorised',
  'valid',
  'rejected',
  'expired',
  'revokedByPsu',
  'terminatedByTpp',
] as const satisfies readonly ConsentStatus[];
const EVENTS = ['authorise', 'authorisePartially', 'reject', 'terminate', 'replace', 'revoke', 'expire'] as const;
const BEFORE = new Date('2026-11-26T09:00:00Z');
const NOW = new Date('2026-11-27T09:00:00Z');
const POLICY = changePolicy();

const after = (consentStatus: ConsentStatus, event: ConsentEvent, policy = POLICY) => {
  const outcome = transitionConsent({ consentStatus, lastActionAt: BEFORE }, event, NOW, policy);
  return outcome.accepted ? outcome.evidence.consentStatus : outcome.reason;
};

test.each([
  ['received', 'authorise', 'valid'],
  ['received', 'authorisePartially', 'partiallyAuthorised'],
  ['received', 'reject', 'rejected'],
  ['received', 'terminate', 'terminatedByTpp'],
  ['received', 'replace', 'rejected'],
  ['received', 'revoke', 'rejected'],
  ['received', 'expire', 'rejected'],
  ['partiallyAuthorised', 'authorise', 'valid'],
  ['partiallyAuthorised', 'authorisePartially', 'partiallyAuthorised'],
  ['partiallyAuthorised', 'reject', 'rejected'],
  ['partiallyAuthorised', 'terminate', 'terminatedByTpp'],
  ['partiallyAuthorised', 'replace', 'rejected'],
  ['partiallyAuthorised', 'revoke', 'rejected'],
  ['partiallyAuthorised', 'expire', 'rejected'],
  ['valid', 'authorise', 'consent-event-not-allowed'],
  ['valid', 'authorisePartially', 'consent-event-not-allowed'],
  ['valid', 'reject', 'consent-event-not-allowed'],
  ['valid', 'terminate', 'terminatedByTpp'],
  ['valid', 'replace', 'terminatedByTpp'],
  ['valid', 'revoke', 'revokedByPsu'],
  ['valid', 'expire', 'expired'],
] as const)('%s: %s leads to %s', (status, event, result) => {
  expect(after(status, event)).toBe(result);
});

test('AIS-CNS-041: nothing changes a final status', () => {
  const final = ['rejected', 'expired', 'revokedByPsu', 'terminatedByTpp'] as const;
  expect(STATUSES.filter(isFinalConsent).toSorted()).toEqual([...final].toSorted());
  for (const status of final) for (const event of EVENTS) expect(after(status, event)).toBe('consent-final');
});

test.each([
  ['whenReplaced', 'terminatedByTpp', 'valid', 'replace'],
  ['whenReplaced', 'expired', 'valid', 'replace'],
  ['whenDeletedUnauthorised', 'terminatedByTpp', 'received', 'terminate'],
  ['whenDeletedUnauthorised', 'rejected', 'partiallyAuthorised', 'terminate'],
] as const)('%s decides for %s when %s meets %s', (name, value, status, event) => {
  expect(after(status, event, { ...POLICY, [name]: value })).toBe(value);
});

test('AIS-CNS-040, N-AIS-CNS-113: whatever happens, the status is one of the interface', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...EVENTS)), (events) => {
      let status: ConsentStatus = 'received';
      for (const event of events) {
        const outcome = transitionConsent({ consentStatus: status, lastActionAt: BEFORE }, event, NOW, POLICY);
        if (outcome.accepted) status = outcome.evidence.consentStatus;
      }
      expect(STATUSES).toContain(status);
    }),
  );
});

test('AIS-CNS-049: an event that changes the status moves the last action, and one that is refused does not', () => {
  expect(transitionConsent({ consentStatus: 'valid', lastActionAt: BEFORE }, 'revoke', NOW, POLICY)).toMatchObject({
    evidence: { lastActionAt: NOW },
  });
  expect(transitionConsent({ consentStatus: 'expired', lastActionAt: BEFORE }, 'revoke', NOW, POLICY)).toEqual({
    accepted: false,
    reason: 'consent-final',
    evidence: { consentStatus: 'expired', event: 'revoke' },
  });
});
