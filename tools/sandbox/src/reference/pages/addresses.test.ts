import { assert, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { anchorOf, operationAddress, schemaAddress } from './addresses.ts';

test.each([
  ['createConsent', 'createConsent'],
  ['access.accounts[].id', 'access.accounts:5b:5d.id'],
  ['a b"<', 'a:20b:22:3c'],
])('the anchor of %s is %s', (name, anchor) => {
  expect(anchorOf(name)).toBe(anchor);
});

test('an anchor is fit for an id and a fragment, and making it again changes nothing', () => {
  assert(
    property(string({ unit: 'binary' }), (name) => {
      expect(anchorOf(name)).toMatch(/^[\w.:~-]*$/);
      expect(anchorOf(anchorOf(name))).toBe(anchorOf(name));
    }),
  );
});

test('addresses take any name', () => {
  expect(schemaAddress('a', 'b/c', 'd e')).toBe('/apis/a/schemas/b%2Fc#d:20e');
  expect(operationAddress('a', 'b?')).toBe('/apis/a#b:3f');
});
