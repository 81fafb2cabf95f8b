import type { AccountReference, PaymentAccount } from '@openxs2a/core-banking';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskPan, referenceOf, renderAccountReference } from './account-reference.ts';

const other = { identification: '4711', issuer: 'Bank' };

test.each<[AccountReference, object | undefined]>([
  [
    { iban: 'DE1', bban: '2', currency: 'EUR' },
    { iban: 'DE1', currency: 'EUR' },
  ],
  [{ bban: '2', maskedPan: '3' }, { bban: '2' }],
  [{ maskedPan: '525412******3241', pan: '5254120000003241' }, { maskedPan: '525412******3241' }],
  [{ msisdn: '+49 30 1', other }, { msisdn: '+49 30 1' }],
  [{ other }, { other }],
  [{ pan: '5254120000003241' }, undefined],
  [{}, undefined],
])('AIS-CRD-003 an account is named once, and never by a full card number: %j', (reference, expected) => {
  expect(renderAccountReference(reference)).toEqual(expected);
});

test('AIS-CNS-064 a sub-account is named with its currency, an account of its own without', () => {
  // what is not looked at is left out
  const account = { kind: 'payment', iban: 'DE1', currency: 'EUR' } as PaymentAccount;
  expect(referenceOf(account)).toEqual({ iban: 'DE1' });
  expect(referenceOf({ ...account, collectionId: 'all' })).toEqual({ iban: 'DE1', currency: 'EUR' });
});

test.each([
  ['525412******3241', '525412******3241'],
  ['999999xxxxxx7027', '999999xxxxxx7027'],
  ['5254120000003241', '525412******3241'],
  ['5254 1200 0000 3241', '525412******3241'],
  ['5254-1200-0000-3241', '525412******3241'],
  ['3241', '3241'],
])('AIS-CRD-003 a card number is shown with its middle masked: %s', (pan, shown) => {
  expect(maskPan(pan)).toBe(shown);
});

test('AIS-CRD-003 of a full number, however it is written, no more than ten digits are shown', () => {
  const pan = fc
    .tuple(fc.stringMatching(/^[0-9]{12,19}$/), fc.constantFrom('', ' ', '-'))
    .map(([digits, gap]) => digits.match(/.{1,4}/g)?.join(gap) ?? digits);
  fc.assert(
    fc.property(pan, (number) => {
      expect(maskPan(number).replace(/[^0-9]/g, '').length).toBeLessThanOrEqual(10);
    }),
  );
});
