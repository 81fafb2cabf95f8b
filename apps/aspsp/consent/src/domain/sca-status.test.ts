import fc from 'fast-check';
import { expect, test } from 'vitest';
import { beginSca, isFinalSca, type ScaEvent, type ScaStatus, transitionSca } from './sca-status.ts';

const NOW = new Date('2026-11-26T09:00:00Z');
const ORDER = [
  'received',
  'psuIdentified',
  'psuAuthenticated',
  'scaMethodSelected',
  'started',
  'unconfirmed',
  'finalised',
] as const satisfies readonly ScaStatus[];
const EVENTS = [
  'identify',
  'authenticate',
  'selectMethod',
  'start',
  'awaitConfirmation',
  'finalise',
  'exempt',
  'fail',
] as const satisfies readonly ScaEvent[];

const after = (scaStatus: ScaStatus, ...events: readonly ScaEvent[]): string => {
  let state = { scaStatus, changedAt: NOW };
  for (const event of events) {
    const outcome = transitionSca(state, event, NOW);
    if (!outcome.accepted) return outcome.reason;
    state = outcome.evidence;
  }
  return state.scaStatus;
};

test.each([
  ['embedded, step by step', ['identify', 'authenticate', 'selectMethod', 'finalise'], 'finalised'],
  ['embedded, with another method chosen', ['authenticate', 'selectMethod', 'selectMethod', 'finalise'], 'finalised'],
  ['embedded, exempted after the password', ['identify', 'authenticate', 'exempt'], 'exempted'],
  ['embedded, all in one call', ['finalise'], 'finalised'],
  ['redirect', ['identify', 'authenticate', 'start', 'finalise'], 'finalised'],
  [
    'redirect with a confirmation code',
    ['identify', 'authenticate', 'start', 'awaitConfirmation', 'finalise'],
    'finalised',
  ],
  ['redirect, wrong confirmation code', ['start', 'awaitConfirmation', 'fail'], 'failed'],
  ['decoupled', ['identify', 'start', 'finalise'], 'finalised'],
  ['decoupled, refused', ['identify', 'start', 'fail'], 'failed'],
] as const)('%s', (_, events, result) => {
  expect(after('received', ...events)).toBe(result);
});

test.each([
  ['psuAuthenticated', 'identify'],
  ['scaMethodSelected', 'authenticate'],
  ['scaMethodSelected', 'exempt'],
  ['started', 'selectMethod'],
  ['unconfirmed', 'start'],
] as const)('from %s, %s leads nowhere', (status, event) => {
  expect(after(status, event)).toBe('authorisation-event-not-allowed');
});

test('a final status is never changed', () => {
  for (const status of ['finalised', 'failed', 'exempted'] as const) {
    expect(isFinalSca(status)).toBe(true);
    for (const event of EVENTS) expect(after(status, event)).toBe('authorisation-final');
  }
});

test('no event leads back', () => {
  fc.assert(
    fc.property(fc.constantFrom(...ORDER), fc.constantFrom(...EVENTS), (status, event) => {
      const result = after(status, event);
      const index = (ORDER as readonly string[]).indexOf(result);
      if (index >= 0) expect(index).toBeGreaterThanOrEqual(ORDER.indexOf(status));
    }),
  );
});

test('an authorisation begins with what is known of the PSU', () => {
  expect(beginSca(undefined, NOW).scaStatus).toBe('received');
  expect(beginSca('psu', NOW).scaStatus).toBe('psuIdentified');
});
