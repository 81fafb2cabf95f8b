import { expect, test } from 'vitest';
import { ACPR, AURORA, BAFIN, OPERATOR } from '../testing/parties.fixture.ts';
import type { Caller } from './caller.ts';
import type { CertificateRecord } from './certificate-record.ts';
import { type Registration, withoutRole } from './register.ts';
import { findRevocationRight, isNoLongerGranted } from './revoking.ts';

const DAY = new Date('2026-11-26T00:00:00Z');
const CERTIFICATE: CertificateRecord = {
  serialNumber: 'a1',
  kind: 'qwac',
  ordinal: 0,
  party: { ...AURORA, commonName: AURORA.legalName, roles: ['PSP_AI'], ncaName: 'Authority' },
  ncaId: 'DE-BAFIN',
  countries: ['DE'],
  dnsNames: [],
  vettedDnsNames: [],
  publicKey: new Uint8Array(),
  createdAt: DAY,
  notBefore: DAY,
  notAfter: DAY,
};

test.each<[string, Registration, boolean]>([
  ['as it was', AURORA, false],
  ['without the role', withoutRole(AURORA, 'PSP_AI'), true],
  ['without another role', withoutRole(AURORA, 'PSP_PI'), false],
  ['without a passport that the certificate was not asked for', withoutRole(AURORA, 'PSP_AI', ['FR']), false],
  ['suspended', { ...AURORA, status: 'suspended' }, true],
  ['withdrawn', { ...AURORA, status: 'withdrawn' }, true],
])('a registration %s ends the certificate: %s', (_, registration, ends) => {
  expect(isNoLongerGranted(CERTIFICATE, registration)).toBe(ends);
});

test('a passport that is gone ends what was asked for that country', () => {
  const abroad = { ...CERTIFICATE, countries: ['DE', 'FR'] };
  expect(isNoLongerGranted(abroad, withoutRole(AURORA, 'PSP_AI', ['FR']))).toBe(true);
});

const party = (organizationIdentifier: string): Caller => ({
  kind: 'party',
  organizationIdentifier,
  roles: [],
  serialNumber: 'b2',
});

test.each<[string, Caller, string]>([
  ['the operator', OPERATOR, 'operator'],
  ['its authority', BAFIN, 'nca'],
  ['its subject', party(AURORA.organizationIdentifier), 'subject'],
])('%s may revoke', (_, caller, by) => {
  expect(findRevocationRight(caller, CERTIFICATE)).toEqual({ granted: true, by });
});

test.each<[string, Caller, string]>([
  ['another authority', ACPR, 'not-of-this-authority'],
  ['another party', party('PSDDE-BAFIN-200001'), 'not-of-this-caller'],
  [
    'whoever enrols',
    { kind: 'enrolment', organizationIdentifier: AURORA.organizationIdentifier, enrolmentId: 'e' },
    'not-of-this-caller',
  ],
])('%s may not', (_, caller, reason) => {
  expect(findRevocationRight(caller, CERTIFICATE)).toEqual({ granted: false, reason });
});

test('a credential of nobody in particular is the operator’s alone to revoke', () => {
  const { party: _, ncaId: __, ...credential } = CERTIFICATE;
  expect(findRevocationRight(BAFIN, { ...credential, kind: 'credential' })).toMatchObject({ granted: false });
  expect(findRevocationRight(OPERATOR, { ...credential, kind: 'credential' })).toMatchObject({ granted: true });
});
