import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRequestedScope } from './domain/requested-scope.ts';
import { readScope, SCOPE_SERVICES, writeScope } from './scope.ts';

test('SCA-OAU-002: a scope is a service and the id of its resource', () => {
  expect(readScope('AIS:c1')).toEqual({ service: 'AIS', resourceId: 'c1' });
  expect(readScope('PIS:p1')).toEqual({ service: 'PIS', resourceId: 'p1' });
  expect(readScope('Cancel-PIS:p1')).toEqual({ service: 'Cancel-PIS', resourceId: 'p1' });
});

test('PIIS-CFC-008: a consent to confirmations of funds has the scope PIIS:<consentId>', () => {
  expect(readScope('PIIS:c2')).toEqual({ service: 'PIIS', resourceId: 'c2' });
});

test('in the pre-step it is the service alone', () => {
  expect(readScope('AIS')).toEqual({ service: 'AIS', resourceId: undefined });
});

test.each([
  '',
  ' ',
  'ais:c1',
  'AIS:',
  'AIS: c1',
  'AIS:c1 ',
  ' AIS:c1',
  'AIS:c1:c2',
  'AIS:c/1',
  'AIS:bad scope!',
  'ASPSP:c1',
  'openid',
  'CANCEL-PIS:p1',
  'Cancel-PIS',
  'AIS:c1\n',
  `AIS:${'x'.repeat(129)}`,
  'AIS:c\u0000',
  'offline_access',
  '__proto__',
  'AIS:é',
])('SCA-OAU-002: %j is no scope', (text) => {
  expect(readScope(text)).toBeUndefined();
});

test('a scope reads as it was written', () => {
  const id = fc.string({ unit: fc.constantFrom(...'aZ09-._~'), minLength: 1, maxLength: 128 });
  const scopes = fc.record({ service: fc.constantFrom(...SCOPE_SERVICES), resourceId: id });
  fc.assert(
    fc.property(scopes, (scope) => {
      expect(readScope(writeScope(scope))).toEqual(scope);
    }),
  );
});

test.each(['AIS:c1', 'AIS:c1 offline_access', 'offline_access AIS:c1'])('%j asks for one resource', (text) => {
  expect(readRequestedScope(text)).toEqual({ service: 'AIS', resourceId: 'c1' });
});

test.each([
  '',
  'offline_access',
  'AIS:c1 AIS:c2',
  'AIS:c1 AIS:c1',
  'AIS:c1 openid',
  'AIS:c1  offline_access',
  'AIS:c1 ais:c1',
])('%j is refused, whatever of it might be right', (text) => {
  expect(readRequestedScope(text)).toBeUndefined();
});
