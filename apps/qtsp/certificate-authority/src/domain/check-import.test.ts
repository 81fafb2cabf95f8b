import { expect, test } from 'vitest';
import { AURORA, BANK, REGISTER } from '../testing/parties.fixture.ts';
import { checkImport } from './check-import.ts';
import type { Registration } from './register.ts';

const [bafin] = REGISTER.authorities;
const KNOWN = new Set(['DE-BAFIN']);

test('a register that fits together is taken', () => {
  expect(checkImport(REGISTER, new Set())).toEqual([]);
  expect(checkImport({ authorities: [], registrations: [AURORA] }, KNOWN)).toEqual([]);
});

test.each<[string, readonly Registration[], string]>([
  ['a party that comes twice', [AURORA, AURORA], '"PSDDE-BAFIN-100001" comes twice.'],
  ['an authority that nobody knows', [{ ...BANK, ncaId: 'DE-NOBODY' }], 'the authority "DE-NOBODY" is not known.'],
  [
    'a number of another authority',
    [{ ...BANK, organizationIdentifier: 'PSDFR-ACPR-1' }],
    'the number is not of the authority',
  ],
  [
    'a number that only begins like the authority',
    [{ ...BANK, organizationIdentifier: 'PSDDE-BAFINX-1' }],
    'the number is not of the authority',
  ],
  ['a name that is the number', [{ ...BANK, legalName: BANK.organizationIdentifier }], 'the name is the number.'],
  [
    'a role abroad only',
    [{ ...BANK, roles: [{ role: 'PSP_AS', countries: ['FR'] }] }],
    'PSP_AS is held abroad, but not at home (DE).',
  ],
  ['a role that comes twice', [{ ...BANK, roles: [...BANK.roles, ...BANK.roles] }], 'PSP_AS comes twice.'],
])('%s is refused', (_, registrations, detail) => {
  const refusals = checkImport({ authorities: [], registrations }, KNOWN);
  expect(refusals.map(({ reason }) => reason)).toContain('register-inconsistent');
  expect(refusals.map((refusal) => refusal.detail).join()).toContain(detail);
});

test('an authority that comes twice is refused', () => {
  if (bafin === undefined) throw new Error('there is no authority');
  expect(checkImport({ authorities: [bafin, bafin], registrations: [] }, KNOWN)).toHaveLength(1);
});
