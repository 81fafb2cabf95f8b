import { modulo97, toIban } from '../iban.ts';

export type DemoCountry = keyof typeof BBANS;

/**
 * National account numbers with right check digits, at banks that do not exist: 99999 and the like is given out nowhere,
 * and `OXSB` is nobody's. So no account of a real person can be meant.
 */
const BBANS = {
  AT: (number: number) => `99999${pad(number, 11)}`,
  BE: (number: number) => withBelgianCheck(`999${pad(number, 7)}`),
  DE: (number: number) => `99999999${pad(number, 10)}`,
  ES: (number: number) => withSpanishCheck('9999', '9999', pad(number, 10)),
  FR: (number: number) => withFrenchKey('99999', '99999', pad(number, 11)),
  NL: (number: number) => `OXSB${toElevenTest(number)}`,
};

export function createIban(country: DemoCountry, number: number): string {
  return toIban(country, BBANS[country](number));
}

/** With a 0 in its eighth place: a BIC for tests, which is not in the network (ISO 9362). */
export function createBic(country: DemoCountry): string {
  return `OXSB${country}M0XXX`;
}

/** A card number with the right check digit (ISO/IEC 7812-1, annex B), of a range that no scheme issues from. */
export function createPan(number: number): string {
  const payload = `999999${pad(number, 9)}`;
  const sum = [...payload].reverse().reduce((sum, digit, index) => sum + luhn(Number(digit), index % 2 === 0), 0);
  return `${payload}${(10 - (sum % 10)) % 10}`;
}

export function maskPan(pan: string): string {
  return `${pan.slice(0, 6)}${'x'.repeat(pan.length - 10)}${pan.slice(-4)}`;
}

function luhn(digit: number, doubled: boolean): number {
  const value = doubled ? digit * 2 : digit;
  return value > 9 ? value - 9 : value;
}

function withBelgianCheck(digits: string): string {
  return `${digits}${pad(Number(digits) % 97 || 97, 2)}`;
}

function withFrenchKey(bank: string, branch: string, account: string): string {
  return `${bank}${branch}${account}${pad(97 - modulo97(`${bank}${branch}${account}00`), 2)}`;
}

function withSpanishCheck(bank: string, branch: string, account: string): string {
  return `${bank}${branch}${spanishCheckDigits(`${bank}${branch}`, account)}${account}`;
}

/** Of the bank with its branch, and of the account. */
export function spanishCheckDigits(branch: string, account: string): string {
  return `${spanishDigit(`00${branch}`)}${spanishDigit(account)}`;
}

function spanishDigit(digits: string): number {
  const weights = [1, 2, 4, 8, 5, 10, 9, 7, 3, 6];
  const rest = 11 - (weights.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0) % 11);
  return rest === 11 ? 0 : rest === 10 ? 1 : rest;
}

/** The first account number from a tenfold on whose weighted sum is divisible by eleven, as Dutch ones are. */
function toElevenTest(number: number): string {
  for (let candidate = number * 100; ; candidate += 1) {
    const digits = pad(candidate, 10);
    const sum = [...digits].reduce((sum, digit, index) => sum + Number(digit) * (10 - index), 0);
    if (sum % 11 === 0) return digits;
  }
}

function pad(number: number, length: number): string {
  return String(number).padStart(length, '0');
}
