import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toCamelCase, toIdentifier, toPascalCase, uniqueNames } from './names.ts';

test.each([
  ['getAccountList', 'getAccountList', 'GetAccountList'],
  ['get-account.list', 'getAccountList', 'GetAccountList'],
  ['Account Information Service (AIS)', 'AccountInformationServiceAIS', 'AccountInformationServiceAIS'],
  ['1st', '_1st', '_1st'],
  ['delete', 'delete_', 'Delete_'],
  ['_linksAll', '_linksAll', 'LinksAll'],
  ['', '_', '_'],
])('%s is called %s', (name, identifier, pascal) => {
  expect([toIdentifier(name), toPascalCase(name)]).toEqual([identifier, pascal]);
});

test('every name becomes an identifier', () => {
  fc.assert(
    fc.property(fc.string(), (name) => {
      expect(() => new Function(`const ${toIdentifier(name)} = 1;`)).not.toThrow();
    }),
  );
});

test('camel case begins small', () => {
  expect(toCamelCase('GetIt')).toBe('getIt');
});

test('no two keys share a name, not even by letter case', () => {
  expect([...uniqueNames(['country', 'Country', 'COUNTRY'], (key) => key).values()]).toEqual([
    'country',
    'Country2',
    'COUNTRY3',
  ]);
});
