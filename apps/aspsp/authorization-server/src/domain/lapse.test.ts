import { expect, test } from 'vitest';
import { type LapseSituation, lapseOf } from './lapse.ts';

const BEGUN_AT = new Date('2026-11-26T09:00:00Z');
const MINUTES = 10;
const at = (minutes: number) => new Date(BEGUN_AT.getTime() + minutes * 60_000);
const situation = (more: Partial<LapseSituation>): LapseSituation => ({
  approach: 'REDIRECT',
  scaStatus: 'received',
  begunAt: BEGUN_AT,
  asked: undefined,
  ...more,
});

test.each([
  ['SCA-RED-003', { scaStatus: 'received' }, 9.99, undefined],
  ['SCA-RED-003', { scaStatus: 'received' }, 10, 'link-expired'],
  ['SCA-RED-003', { scaStatus: 'psuIdentified' }, 10, 'link-expired'],
  ['SCA-RED-003', { scaStatus: 'psuAuthenticated' }, 10, undefined],
  ['SCA-RED-003', { scaStatus: 'finalised' }, 10, undefined],
  ['SCA-DEC-003', { approach: 'DECOUPLED', scaStatus: 'started', asked: 'open' }, 100, undefined],
  ['SCA-DEC-003', { approach: 'DECOUPLED', scaStatus: 'started', asked: 'answered' }, 1, 'approved'],
  ['SCA-DEC-003', { approach: 'DECOUPLED', scaStatus: 'psuIdentified', asked: 'answered' }, 1, 'approved'],
  ['SCA-DEC-003', { approach: 'DECOUPLED', scaStatus: 'started', asked: 'refused' }, 1, 'refused'],
  ['SCA-DEC-005', { approach: 'DECOUPLED', scaStatus: 'started', asked: 'expired' }, 1, 'unanswered'],
  ['SCA-DEC-005', { approach: 'DECOUPLED', scaStatus: 'started', asked: 'ended' }, 1, 'unanswered'],
  ['SCA-DEC-003', { approach: 'REDIRECT', scaStatus: 'started', asked: 'answered' }, 1, 'approved'],
  ['SCA-DEC-003', { approach: 'DECOUPLED', scaStatus: 'finalised', asked: 'answered' }, 1, undefined],
  ['SCA-EMB-012', { approach: 'EMBEDDED', scaStatus: 'scaMethodSelected', asked: 'answered' }, 1, undefined],
] as const)('%s %j after %d minutes: %s', (_rule, more, minutes, lapse) => {
  expect(lapseOf(situation(more), at(minutes), MINUTES)).toBe(lapse);
});
