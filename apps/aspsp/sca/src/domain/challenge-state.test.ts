import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type ChallengeEvent,
  type ChallengeKind,
  type ChallengeState,
  statusAt,
  transitionChallenge,
} from './challenge-state.ts';

const NOW = new Date('2026-11-26T09:00:00Z');
const LATER = new Date(NOW.getTime() + 1);
const EVENTS: readonly ChallengeEvent[] = ['answer', 'miss', 'refuse', 'end'];

const stateOf = (kind: ChallengeKind, status: ChallengeState['status'], triesLeft = 3): ChallengeState => ({
  kind,
  status,
  triesLeft,
  expiresAt: LATER,
});
const resultOf = (state: ChallengeState, event: ChallengeEvent, now = NOW) => {
  const outcome = transitionChallenge(state, event, now);
  return outcome.accepted ? outcome.evidence.status : outcome.reason;
};

test.each<[ChallengeEvent, string]>([
  ['answer', 'answered'],
  ['refuse', 'refused'],
  ['end', 'ended'],
  ['miss', 'open'],
])('an open challenge: %s makes it %s', (event, status) => {
  for (const kind of ['code', 'approval', 'passkey'] as const)
    expect(resultOf(stateOf(kind, 'open'), event)).toBe(status);
});

test.each<[ChallengeKind, ChallengeState['status'], string]>([
  ['code', 'answered', 'code-used'],
  ['code', 'refused', 'challenge-ended'],
  ['code', 'ended', 'challenge-ended'],
  ['passkey', 'answered', 'passkey-used'],
  ['passkey', 'ended', 'challenge-ended'],
  ['approval', 'answered', 'approval-used'],
  ['approval', 'refused', 'approval-refused'],
  ['approval', 'ended', 'challenge-ended'],
])('S-01: a challenge (%s) that is %s stays so, whatever happens: %s', (kind, status, reason) => {
  for (const event of EVENTS) expect(resultOf(stateOf(kind, status), event)).toBe(reason);
});

test('nothing happens to a challenge that has expired', () => {
  const state = stateOf('code', 'open');
  expect(statusAt(state, NOW)).toBe('open');
  expect(statusAt(state, LATER)).toBe('expired');
  for (const event of EVENTS) expect(resultOf(state, event, LATER)).toBe('challenge-expired');
  expect(statusAt(stateOf('code', 'answered'), LATER)).toBe('answered');
});

test('a challenge is missed as often as it has tries, and no more', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10 }), (tries) => {
      let state = stateOf('code', 'open', tries);
      for (let missed = 1; missed <= tries; missed += 1) {
        const outcome = transitionChallenge(state, 'miss', NOW);
        if (!outcome.accepted) throw new Error(outcome.reason);
        state = outcome.evidence;
        expect(state.status).toBe(missed < tries ? 'open' : 'ended');
      }
    }),
  );
});
