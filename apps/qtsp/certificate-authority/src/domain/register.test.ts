import { PSP_ROLES, type PspRole } from '@openxs2a/certificates';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AURORA } from '../testing/parties.fixture.ts';
import { holdsRole, isSameRegistration, type Registration, withoutRole, withRole } from './register.ts';

const rolesOf = ({ roles }: Registration) =>
  Object.fromEntries(roles.map(({ role, countries }) => [role, [...countries].sort().join(' ')]));

test.each<[string, PspRole, readonly string[] | undefined, Record<string, string>]>([
  ['a role that is taken everywhere is gone', 'PSP_AI', undefined, { PSP_PI: 'DE' }],
  ['a passport that is taken leaves the role at home', 'PSP_AI', ['FR'], { PSP_PI: 'DE', PSP_AI: 'DE' }],
  ['a role that is taken at home is gone everywhere', 'PSP_AI', ['DE'], { PSP_PI: 'DE' }],
  ['a country in which it is not held changes nothing', 'PSP_AI', ['ES'], { PSP_PI: 'DE', PSP_AI: 'DE FR' }],
  ['a role that is not held changes nothing', 'PSP_AS', undefined, { PSP_PI: 'DE', PSP_AI: 'DE FR' }],
])('%s', (_, role, countries, expected) => {
  expect(rolesOf(withoutRole(AURORA, role, countries))).toEqual(expected);
});

test('a role is given at home unless countries are named', () => {
  const given = withRole(AURORA, 'PSP_IC');
  expect(given && holdsRole(given, 'PSP_IC', 'DE')).toBe(true);
});

test('a passport needs the role at home', () => {
  expect(withRole(AURORA, 'PSP_IC', ['FR'])).toBeUndefined();
  expect(withRole(AURORA, 'PSP_PI', ['FR'])).toMatchObject({ status: 'active' });
});

const countries = fc.uniqueArray(fc.constantFrom('DE', 'FR', 'ES', 'IT'), { minLength: 1 });
const registrations = fc
  .uniqueArray(fc.constantFrom(...PSP_ROLES), { minLength: 1 })
  .chain((roles) =>
    fc.tuple(...roles.map((role) => countries.map((places) => ({ role, countries: [...places, 'DE'] })))),
  )
  .map(
    (roles): Registration => ({
      ...AURORA,
      roles: roles.map((one) => ({ ...one, countries: [...new Set(one.countries)] })),
    }),
  );

test('whatever is taken, the role is not held there afterwards, and nothing else changes', () => {
  fc.assert(
    fc.property(registrations, fc.constantFrom(...PSP_ROLES), fc.option(countries), (registration, role, taken) => {
      const changed = withoutRole(registration, role, taken ?? undefined);
      for (const country of taken ?? ['DE', 'FR', 'ES', 'IT']) expect(holdsRole(changed, role, country)).toBe(false);
      for (const other of PSP_ROLES.filter((one) => one !== role))
        for (const country of ['DE', 'FR', 'ES', 'IT'])
          expect(holdsRole(changed, other, country)).toBe(holdsRole(registration, other, country));
    }),
  );
});

test('order does not make two entries different, everything else does', () => {
  const turned = {
    ...AURORA,
    roles: AURORA.roles.toReversed().map((one) => ({ ...one, countries: one.countries.toReversed() })),
  };
  expect(isSameRegistration(AURORA, turned)).toBe(true);
  for (const change of [
    { legalName: 'A' },
    { status: 'suspended' },
    { locality: 'Bonn' },
    { roles: [] },
    { country: 'FR' },
  ] as const)
    expect(isSameRegistration(AURORA, { ...AURORA, ...change })).toBe(false);
});
