import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isIban, toIban } from './iban.ts';

// the examples of ISO 13616's registry
test.each(['DE89370400440532013000', 'FR1420041010050500013M02606', 'NL91ABNA0417164300', 'BE68539007547034'])(
  '%s is an IBAN, and made anew of its parts',
  (iban) => {
    expect(isIban(iban)).toBe(true);
    expect(toIban(iban.slice(0, 2), iban.slice(4))).toBe(iban);
  },
);

test.each(['DE88370400440532013000', 'DE89 3704 0044 0532 0130 00', 'de89370400440532013000', 'DE89', ''])(
  '"%s" is none',
  (text) => expect(isIban(text)).toBe(false),
);

test('a digit that is mistyped is noticed', () => {
  const bban = fc.stringMatching(/^[0-9]{18}$/);
  fc.assert(
    fc.property(bban, fc.nat({ max: 17 }), fc.integer({ min: 1, max: 9 }), (bban, place, by) => {
      const iban = toIban('DE', bban);
      const digits = [...iban];
      digits[place + 4] = String((Number(digits[place + 4]) + by) % 10);
      expect(isIban(iban)).toBe(true);
      expect(isIban(digits.join(''))).toBe(false);
    }),
  );
});
