import { type ScaStatus, transitionSca } from '@openxs2a/consent';
import { expect, test } from 'vitest';
import { refuseStep, type Step, stepOf } from './step.ts';

test.each([
  [undefined, 'identify'],
  [{}, 'identify'],
  [{ psuData: { password: 'x' } }, 'authenticate'],
  [{ authenticationMethodId: 'm-1' }, 'selectMethod'],
  [{ scaAuthenticationData: '1' }, 'authorise'],
  [{ confirmationCode: 'x' }, 'confirm'],
  [Object.create({ confirmationCode: 'x' }), 'identify'],
])('the body %j is a step: %s', (body, step) => {
  expect(stepOf(body)).toBe(step);
});

const FINAL = ['finalised', 'failed', 'exempted'] as const satisfies readonly ScaStatus[];
const OPEN = [
  'received',
  'psuIdentified',
  'psuAuthenticated',
  'scaMethodSelected',
  'started',
  'unconfirmed',
] as const satisfies readonly ScaStatus[];
const STEPS = ['identify', 'authenticate', 'selectMethod', 'authorise', 'confirm'] as const satisfies readonly Step[];
const APPROACHES = ['REDIRECT', 'DECOUPLED', 'EMBEDDED'] as const;

test.each(FINAL)('AUT-STR-011 no step is taken that would change %s', (scaStatus) => {
  for (const approach of APPROACHES)
    for (const step of STEPS)
      expect(refuseStep(step, approach, scaStatus)).toBe(step === 'confirm' ? 'confirmed-again' : 'status-not-fitting');
});

test('no step of SCA is taken, in any approach and status', () => {
  for (const approach of APPROACHES)
    for (const scaStatus of OPEN)
      for (const step of STEPS.slice(1)) expect(refuseStep(step, approach, scaStatus)).toBeDefined();
});

test('a PSU is named in every approach, and only before it has proved who it is', () => {
  for (const approach of APPROACHES)
    expect(OPEN.filter((scaStatus) => refuseStep('identify', approach, scaStatus) === undefined)).toEqual([
      'received',
      'psuIdentified',
    ]);
});

test.each([
  ['authenticate', 'REDIRECT', 'psuIdentified', 'service-not-offered'],
  ['authenticate', 'EMBEDDED', 'received', 'status-not-fitting'],
  ['authenticate', 'EMBEDDED', 'psuAuthenticated', 'status-not-fitting'],
  ['authenticate', 'EMBEDDED', 'psuIdentified', 'service-not-offered'],
  ['selectMethod', 'EMBEDDED', 'psuIdentified', 'status-not-fitting'],
  ['selectMethod', 'EMBEDDED', 'psuAuthenticated', 'service-not-offered'],
  ['authorise', 'DECOUPLED', 'started', 'service-not-offered'],
  ['authorise', 'EMBEDDED', 'psuAuthenticated', 'status-not-fitting'],
  ['confirm', 'REDIRECT', 'started', 'status-not-fitting'],
  ['confirm', 'EMBEDDED', 'started', 'service-not-offered'],
] as const)('%s with %s at %s is refused as %s', (step, approach, scaStatus, reason) => {
  expect(refuseStep(step, approach, scaStatus)).toBe(reason);
});

test('the statuses are those that an authorisation can be in', () => {
  const now = new Date(0);
  for (const scaStatus of FINAL) expect(transitionSca({ scaStatus, changedAt: now }, 'fail', now).accepted).toBe(false);
  for (const scaStatus of OPEN) expect(transitionSca({ scaStatus, changedAt: now }, 'fail', now).accepted).toBe(true);
});
