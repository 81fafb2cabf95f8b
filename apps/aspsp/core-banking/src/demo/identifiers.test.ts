import { expect, test } from 'vitest';
import { isIban } from '../iban.ts';
import { createBic, createIban, createPan, maskPan, spanishCheckDigits } from './identifiers.ts';

const COUNTRIES = ['AT', 'BE', 'DE', 'ES', 'FR', 'NL'] as const;
const NUMBERS = [1, 42, 101, 900_001, 999_999];

test.each(COUNTRIES)('IBANs of %s have right check digits and the length of the registry', (country) => {
  const length = { AT: 20, BE: 16, DE: 22, ES: 24, FR: 27, NL: 18 }[country];
  const ibans = NUMBERS.map((number) => createIban(country, number));
  expect(ibans.every(isIban)).toBe(true);
  expect(ibans.map((iban) => iban.length)).toEqual(ibans.map(() => length));
  expect(new Set(ibans).size).toBe(ibans.length);
});

test.each(NUMBERS)('the national check digits of account %s are right', (number) => {
  const belgian = createIban('BE', number).slice(4);
  expect(Number(belgian.slice(0, 10)) % 97 || 97).toBe(Number(belgian.slice(10)));
  const french = createIban('FR', number).slice(4);
  expect(BigInt(french) % 97n).toBe(0n);
  const dutch = createIban('NL', number).slice(8);
  expect([...dutch].reduce((sum, digit, index) => sum + Number(digit) * (10 - index), 0) % 11).toBe(0);
});

test('Spanish check digits are those of the example in the registry of IBANs', () => {
  expect(spanishCheckDigits('21000418', '0200051332')).toBe('45');
  expect(createIban('ES', 1)).toMatch(/^ES\d{2}99999999\d{2}0000000001$/);
});

test('a BIC has the form of the interface and is one for tests', () => {
  for (const country of COUNTRIES) {
    expect(createBic(country)).toMatch(/^[A-Z]{6}[A-Z2-9][A-NP-Z0-9]([A-Z0-9]{3})?$/);
    expect(createBic(country)[7]).toBe('0');
  }
});

test('a card number passes the Luhn test, and masked it shows ten digits', () => {
  for (const pan of NUMBERS.map(createPan)) {
    const digits = [...pan].reverse().map(Number);
    const sum = digits.reduce(
      (sum, digit, index) => sum + (index % 2 === 0 ? digit : ([0, 2, 4, 6, 8, 1, 3, 5, 7, 9][digit] ?? 0)),
      0,
    );
    expect(sum % 10).toBe(0);
    expect(pan).toHaveLength(16);
    expect(maskPan(pan)).toMatch(/^999999xxxxxx\d{4}$/);
  }
});
