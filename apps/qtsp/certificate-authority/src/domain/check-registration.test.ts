import { expect, test } from 'vitest';
import { AURORA } from '../testing/parties.fixture.ts';
import { type Claim, checkRegistration, checkSubjectOfRegister, isSameLegalName } from './check-registration.ts';
import type { Refusal } from './refusal.ts';
import type { Registration } from './register.ts';

const CLAIM: Claim = { organizationIdentifier: AURORA.organizationIdentifier, roles: ['PSP_AI'] };
const reasonsOf = (refusals: readonly Refusal[]) => refusals.map(({ reason }) => reason);

test('what the register has is granted, at home and where it is passported', () => {
  expect(checkRegistration(CLAIM, AURORA)).toEqual([]);
  expect(checkRegistration({ ...CLAIM, countries: ['DE', 'FR'] }, AURORA)).toEqual([]);
});

test.each<[string, Partial<Claim>, Partial<Registration>, readonly string[]]>([
  ['a role that is not held', { roles: ['PSP_IC'] }, {}, ['role-not-held']],
  ['a role that is not held there', { roles: ['PSP_PI'], countries: ['FR'] }, {}, ['role-not-held-in-country']],
  ['one country of several', { countries: ['DE', 'ES'] }, {}, ['role-not-held-in-country']],
  ['a suspended authorisation', {}, { status: 'suspended' }, ['authorisation-suspended']],
  ['a withdrawn authorisation', {}, { status: 'withdrawn' }, ['authorisation-withdrawn']],
  [
    'several things at once',
    { roles: ['PSP_AS', 'PSP_IC'] },
    { status: 'withdrawn' },
    ['authorisation-withdrawn', 'role-not-held', 'role-not-held'],
  ],
  ['a register without any role', {}, { roles: [] }, ['role-not-held']],
])('%s is refused', (_, claim, registration, reasons) => {
  expect(reasonsOf(checkRegistration({ ...CLAIM, ...claim }, { ...AURORA, ...registration }))).toEqual(reasons);
});

test('a number that no register has is unknown, one of another authority is told as such', () => {
  expect(reasonsOf(checkRegistration(CLAIM, undefined))).toEqual(['organization-unknown']);
  const [refusal] = checkRegistration(CLAIM, undefined, 'FR-ACPR');
  expect(refusal).toMatchObject({ reason: 'nca-differs', detail: expect.stringContaining('FR-ACPR') });
});

test.each([
  ['Aurora Payments GmbH', 'AURORA  PAYMENTS gmbh', true],
  ['Müller & Söhne', 'Mu\u0308ller & So\u0308hne', true],
  ['Straße AG', 'STRASSE AG', true],
  ['Aurora Payments GmbH', 'Aurora Payment GmbH', false],
  ['Aurora Payments GmbH', 'Aurora Payments', false],
  ['Аurora Payments GmbH', 'Aurora Payments GmbH', false], // the first letter is Cyrillic
])('"%s" and "%s" are one name: %s', (a, b, same) => {
  expect(isSameLegalName(a, b)).toBe(same);
});

test('name and country are held against the register; what is missing is told elsewhere', () => {
  const check = (legalName: string | undefined, country: string | undefined) =>
    reasonsOf(checkSubjectOfRegister({ legalName, country }, AURORA, 'qwac'));
  expect(check(AURORA.legalName, 'DE')).toEqual([]);
  expect(check('Borealis GmbH', 'FR')).toEqual(['name-differs', 'country-differs']);
  expect(check(undefined, undefined)).toEqual([]);
});
