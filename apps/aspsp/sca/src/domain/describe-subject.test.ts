import { ANY_CHARACTER } from '@openxs2a/service/testing/any-character';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CONSENT, PAYMENT } from '../sca.fixture.ts';
import { describeSubject } from './describe-subject.ts';
import { toLine } from './line.ts';
import type { Subject } from './subject.ts';

test.each<[Subject, string]>([
  [CONSENT, 'Accounts in Sight GmbH may read 2 accounts until 2027-05-24, 4 times a day.'],
  [{ ...CONSENT, frequencyPerDay: 1 }, 'Accounts in Sight GmbH may read 2 accounts until 2027-05-24, once a day.'],
  [{ ...CONSENT, accounts: ['giro'], recurring: false }, 'Accounts in Sight GmbH may read 1 account once.'],
  [PAYMENT, 'Pay 25.00 EUR to Book Shop, FR7630006000011234567890189.'],
  [
    { ...PAYMENT, kind: 'payment-cancellation' },
    'Cancel the payment of 25.00 EUR to Book Shop, FR7630006000011234567890189.',
  ],
  [{ kind: 'login', psuId: 'p1', to: 'your accounts\nhere' }, 'Sign in to your accounts here.'],
])('S-08: what is authorised is said in a sentence: %#', (subject, sentence) => {
  expect(describeSubject(subject)).toBe(sentence);
});

test.each([
  ['a line break', 'Shop\r\nCode: 123456', 'Shop Code: 123456'],
  ['a turn of direction', 'Shop \u202e00.1 yap', 'Shop 00.1 yap'],
  ['characters that cannot be seen', 'S\u200bh\u00adop\0', 'S h op'],
  ['a name without an end', 'x'.repeat(500), `${'x'.repeat(69)}…`],
])('S-09: %s in the name of a TPP or payee does not change what the PSU reads', (_, creditorName, shown) => {
  expect(describeSubject({ ...PAYMENT, creditorName })).toContain(` to ${shown}, FR76`);
});

test('S-09: whatever a name is, it is one line of text, and cut without breaking a character', () => {
  fc.assert(
    fc.property(fc.string({ unit: ANY_CHARACTER, maxLength: 200 }), (name) => {
      const line = toLine(name);
      expect(line).not.toMatch(/[\r\n\t\0\u2028\u202a-\u202e\u2066-\u2069]/u);
      expect(line.length).toBeLessThanOrEqual(70);
      expect(line.isWellFormed()).toBe(true);
    }),
  );
});
