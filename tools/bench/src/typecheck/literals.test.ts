import { expect, test } from 'vitest';
import { printObject } from './literals.ts';

test.each([
  [{ path: '{ "id": 1 }', body: '{} as never' }, '{ path: { "id": 1 }, body: {} as never }'],
  [{ path: undefined, body: '{} as never' }, '{ body: {} as never }'],
  [{ path: undefined }, ''],
])('%j is printed as %s', (entries, printed) => {
  expect(printObject(entries)).toBe(printed);
});
