import fc from 'fast-check';
import { PSP_ROLES } from '../../certificate.ts';
import { createDemoParty } from '../demo/party.ts';
import type { Party } from './party.ts';

const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const letters = (min: number, max: number) =>
  fc.string({ unit: fc.constantFrom(...upper), minLength: min, maxLength: max });

/** Text of any script, as names of companies and towns are. */
const name = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
  .filter((text) => text.trim() !== '' && !/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(text) && [...text].length <= 64);

/** Registers number as they like: with hyphens, blanks, slashes, dots. */
const number = fc
  .string({ unit: fc.constantFrom(...'0123456789AZaz -/.'), minLength: 1, maxLength: 30 })
  .filter((text) => text.trim() !== '');

/** Any party that TS 119 495 allows. */
export const parties: fc.Arbitrary<Party> = fc
  .record({
    legalName: name,
    commonName: name,
    locality: name,
    street: name,
    registrationNumber: number,
    country: letters(2, 2),
    ncaId: fc.tuple(letters(2, 2), letters(2, 8)).map((parts) => parts.join('-')),
    authorizationNumber: fc.tuple(number, name).map((parts) => parts.join('-')),
    ncaName: fc
      .string({ unit: fc.constantFrom(..."ABCabcéÖøßż -.,'&"), minLength: 1, maxLength: 256 })
      .filter((text) => text.trim() !== ''),
    roles: fc.shuffledSubarray([...PSP_ROLES], { minLength: 1 }),
  })
  .map(({ authorizationNumber, ...fields }) =>
    createDemoParty({ ...fields, organizationIdentifier: `PSD${fields.ncaId}-${authorizationNumber}` }),
  );
