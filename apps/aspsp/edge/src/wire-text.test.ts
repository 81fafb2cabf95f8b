import { ANY_CHARACTER } from '@openxs2a/service/testing/any-character';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toWirePath, toWireText } from './wire-text.ts';

test.each([
  ['/access/accounts/0/iban', 'access.accounts[0].iban'],
  ['/X-Request-ID', 'X-Request-ID'],
  ['/a~1b/c~0d', 'a/b.c~d'],
  ['/DE02120300000000202051/1', '***[1]'],
])('the pointer %s is the path %s', (pointer, path) => {
  expect(toWirePath(pointer)).toBe(path);
});

test.each(['DE02120300000000202051', 'de02 1203 0000 0000 2020 51', '4111 1111 1111 1111', '4111-1111-1111-1111'])(
  'the number %s is covered',
  (number) => {
    expect(toWireText(`"${number}" is not allowed here.`, 500)).toBe('"***" is not allowed here.');
  },
);

test('whatever it is given, a text is printable and as long as it may be', () => {
  fc.assert(
    fc.property(fc.string({ unit: ANY_CHARACTER, maxLength: 900 }), (text) => {
      const shown = toWireText(text, 500);
      expect(shown.length).toBeLessThanOrEqual(500);
      expect(shown).toMatch(/^[\x20-\x7e\xa0-\ud7ff\ue000-\uffff]*$/);
    }),
  );
});
