import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findOtherScheme, parseOrganizationIdentifier, readOrganizationIdentifier } from './organization-identifier.ts';

test.each([
  ['PSDDE-BAFIN-123456', 'DE', 'BAFIN', '123456'],
  ['PSDFI-FINFSA-1234567-8', 'FI', 'FINFSA', '1234567-8'],
  ['PSDMT-MFSA-A 12345', 'MT', 'MFSA', 'A 12345'],
  ['PSDES-BE--1', 'ES', 'BE', '-1'],
  ['PSDGB-FCA-ü/€', 'GB', 'FCA', 'ü/€'],
])('%s has its parts', (text, country, nca, authorizationNumber) => {
  const value = { text, country, nca, authorizationNumber };
  expect(parseOrganizationIdentifier(text)).toEqual({ kind: 'present', value });
});

test('only the first two hyphens divide', () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^[A-Z]{2}-[A-Z]{2,8}$/),
      fc.string({ unit: 'grapheme', minLength: 1 }),
      (nca, number) => {
        fc.pre(number.trim() !== '');
        expect(parseOrganizationIdentifier(`PSD${nca}-${number}`)).toMatchObject({
          kind: 'present',
          value: { authorizationNumber: number },
        });
      },
    ),
  );
});

const FORM = 'It is not of the form PSD, country, -, authority, -, number.';
const scheme = (name: string) =>
  `It is an identifier of scheme "${name}", not an authorisation number of a payment service provider (PSD).`;

test.each([
  ['VATDE-123456789', scheme('VAT')],
  ['NTRDE-HRB74346', scheme('NTR')],
  ['LEIXG-5493001KJTIIGC8Y1R12', scheme('LEI')],
  ['NL:NL-1234', scheme('NL:')],
  ['PSDDE-BAFIN', FORM],
  ['PSDDE-BAFIN-', FORM],
  ['PSDDE-BAFIN- ', FORM],
  ['PSDDE-B-123', FORM],
  ['PSDDE-BAFINABCD-123', FORM],
  ['psdde-bafin-123', FORM],
  ['PSDDE-BaFin-123', FORM],
  ['PSDD-BAFIN-123', FORM],
  ['PSD-DE-BAFIN-123', FORM],
  [' PSDDE-BAFIN-123', FORM],
  ['123456', FORM],
  ['', FORM],
])('%j is not one, and is told why', (text, problem) => {
  expect(parseOrganizationIdentifier(text)).toEqual({
    kind: 'malformed',
    problem,
    clause: 'TS 119 495 GEN-5.2.1-3',
    value: { text },
  });
});

test('an identifier of another scheme, which TS 119 495 allows since V1.5.1, is told from one that is broken', () => {
  const schemes = ['VATDE-123456789', 'NTRDE-HRB74346', 'LEIXG-5493001KJTIIGC8Y1R12', 'NL:NL-1234'].map(
    findOtherScheme,
  );
  expect(schemes).toEqual(['VAT', 'NTR', 'LEI', 'NL:']);
  expect(['PSDDE-BAFIN', 'VAT-DE-1', 'vatde-1', 'VATDE-', ''].map(findOtherScheme)).toEqual(Array(5).fill(undefined));
});

const attribute = { oid: '2.5.4.97', value: 'PSDDE-BAFIN-1' };

test('it is looked for in the whole name, and must stand there once', () => {
  expect(readOrganizationIdentifier([[{ oid: '2.5.4.3', value: 'x' }]])).toEqual({ kind: 'absent' });
  expect(readOrganizationIdentifier([[{ oid: '2.5.4.3', value: 'x' }, attribute]])).toMatchObject({ kind: 'present' });
  expect(readOrganizationIdentifier([[attribute], [attribute]])).toMatchObject({
    kind: 'malformed',
    problem: 'The attribute stands more than once.',
  });
});
