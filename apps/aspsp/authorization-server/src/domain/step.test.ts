import { type ScaStatus, transitionSca } from '@openxs2a/consent';
import { expect, test } from 'vitest';
import { refuseStep, type Step, stepAt, stepOf } from './step.ts';

test.each([
  [undefined, 'identify'],
  [{}, 'identify'],
  [{ psuData: { password: 'x' } }, 'authenticate'],
  [{ authenticationMethodId: 'm-1' }, 'selectMethod'],
  [{ scaAuthenticationData: '1' }, 'authorise'],
  [{ confirmationCode: 'x' }, 'confirm'],
  [Object.create({ confirmationCode: 'x' }), 'identify'],
  [{ psuData: null, authenticationMethodId: 'm-1' }, 'selectMethod'],
  [{ psuData: [], scaAuthenticationData: '1' }, 'authorise'],
  [{ authenticationMethodId: 1, confirmationCode: 'x' }, 'confirm'],
])('the body %j is a step: %s', (body, step) => {
  expect(stepOf(body)).toBe(step);
});

const AFTER_OAUTH = { approach: 'REDIRECT', form: 'oauth', scaStatus: 'unconfirmed', needsConfirmation: true } as const;

test.each([
  [{}, {}, 'confirmByToken'],
  [undefined, {}, 'confirmByToken'],
  [undefined, { scaStatus: 'finalised' }, 'confirmByToken'],
  [{ confirmationCode: 'x' }, {}, 'confirm'],
  [{ scaAuthenticationData: '1' }, {}, 'authorise'],
  [undefined, { scaStatus: 'received' }, 'identify'],
  [undefined, { scaStatus: 'finalised', needsConfirmation: false }, 'identify'],
  [undefined, { form: 'page' }, 'identify'],
  [undefined, { approach: 'DECOUPLED' }, 'identify'],
] as const)('SCA-OAU-015 after OAuth the body %j, with %j, is a step: %s', (body, changed, step) => {
  expect(stepAt(body, { ...AFTER_OAUTH, ...changed })).toBe(step);
});

test.each([
  ['confirm', 'oauth', 'unconfirmed', 'service-not-offered'],
  ['confirmByToken', 'oauth', 'unconfirmed', undefined],
  ['confirmByToken', 'oauth', 'started', 'status-not-fitting'],
  ['confirmByToken', 'oauth', 'failed', 'confirmed-again'],
  ['confirmByToken', 'page', 'unconfirmed', 'service-not-offered'],
] as const)('%s after a redirect by %s at %s: %s', (step, form, scaStatus, reason) => {
  expect(refuseStep(step, { approach: 'REDIRECT', form, scaStatus, isPsuKnown: true })).toBe(reason);
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
      expect(refuseStep(step, { approach, scaStatus, isPsuKnown: true })).toBe(
        step === 'confirm' ? 'confirmed-again' : 'status-not-fitting',
      );
});

/** Every step that a TPP may take, and no other. */
const TAKEN = [
  'REDIRECT received identify',
  'REDIRECT psuIdentified identify',
  'REDIRECT unconfirmed confirm',
  'DECOUPLED received identify',
  'DECOUPLED psuIdentified identify',
  'EMBEDDED received identify',
  'EMBEDDED received authenticate',
  'EMBEDDED psuIdentified identify',
  'EMBEDDED psuIdentified authenticate',
  'EMBEDDED psuAuthenticated selectMethod',
  'EMBEDDED scaMethodSelected selectMethod',
  'EMBEDDED scaMethodSelected authorise',
];

test.each([['SCA-DEC-004'], ['SCA-RED-017'], ['SCA-EMB-014'], ['N-AUT-STR-107'], ['N-SCA-RED-104']])(
  '%s a step is taken in its approach and at its status alone',
  () => {
    const taken = APPROACHES.flatMap((approach) =>
      OPEN.flatMap((scaStatus) =>
        STEPS.filter((step) => refuseStep(step, { approach, scaStatus, isPsuKnown: true }) === undefined).map(
          (step) => `${approach} ${scaStatus} ${step}`,
        ),
      ),
    );
    expect(taken).toEqual(TAKEN);
  },
);

test.each([
  ['authenticate', 'REDIRECT', 'psuIdentified', 'service-not-offered'],
  ['authenticate', 'EMBEDDED', 'psuAuthenticated', 'status-not-fitting'],
  ['selectMethod', 'EMBEDDED', 'psuIdentified', 'status-not-fitting'],
  ['authorise', 'DECOUPLED', 'started', 'service-not-offered'],
  ['authorise', 'EMBEDDED', 'psuAuthenticated', 'status-not-fitting'],
  ['confirm', 'REDIRECT', 'started', 'status-not-fitting'],
  ['confirm', 'EMBEDDED', 'started', 'service-not-offered'],
] as const)('%s with %s at %s is refused as %s', (step, approach, scaStatus, reason) => {
  expect(refuseStep(step, { approach, scaStatus, isPsuKnown: true })).toBe(reason);
});

test('a password is nobody’s where no PSU is named', () => {
  const situation = { approach: 'EMBEDDED', scaStatus: 'received', isPsuKnown: false } as const;
  expect(refuseStep('authenticate', situation)).toBe('status-not-fitting');
});

test('the statuses are those that an authorisation can be in', () => {
  const now = new Date(0);
  for (const scaStatus of FINAL) expect(transitionSca({ scaStatus, changedAt: now }, 'fail', now).accepted).toBe(false);
  for (const scaStatus of OPEN) expect(transitionSca({ scaStatus, changedAt: now }, 'fail', now).accepted).toBe(true);
});
